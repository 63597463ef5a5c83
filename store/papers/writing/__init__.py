"""From the books to a paper: the register of a meeting as Word, CSV and JSON."""
