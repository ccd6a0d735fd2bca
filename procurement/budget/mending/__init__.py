"""A line's name or function code was written wrong: corrected by a paper and a second person."""
