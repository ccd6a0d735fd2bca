"""Opinions that are asked from everybody: given with or without an account, answered, then published."""
