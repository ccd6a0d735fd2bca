"""A purchase that is done again: its predecessor, and who may not take part in it."""
