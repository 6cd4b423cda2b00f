"""A person's result: the page, what may be asked and chosen on it, the files. Each asks for the cookie."""
