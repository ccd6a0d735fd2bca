"""Budget lines in and out with the field names of the budget-integration standard."""
