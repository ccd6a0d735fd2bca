"""Whose fault it was that one bid did not open: ruled by the purchaser's second person, on record."""
