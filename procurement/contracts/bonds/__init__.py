"""The bond of a response: come in, given back in time, turned over or, rarely, not given back."""
