"""Bringing a paper into the books: planned, shown, then carried out as one change."""
