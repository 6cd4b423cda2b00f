"""Many answers at once: a table of people in, a report for each and one for all out."""
