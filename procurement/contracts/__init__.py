"""Contract within the budget, signed by both sides."""
