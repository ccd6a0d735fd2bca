"""A purchase ended before its opening, because the task itself is no more."""
