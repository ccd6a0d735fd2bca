"""A winner that falls out: the next candidate, or a new start."""
