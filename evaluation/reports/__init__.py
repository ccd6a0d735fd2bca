"""Monthly report."""
