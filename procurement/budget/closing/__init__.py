"""The end of a budget year: what becomes of each open commitment, decided by two people on a list."""
