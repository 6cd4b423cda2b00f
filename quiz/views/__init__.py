"""The pages of the quiz, from the first page to the finish. Each personal page asks for the cookie."""
