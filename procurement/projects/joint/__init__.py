"""A superior purchases for several of its units, from their budgets."""
