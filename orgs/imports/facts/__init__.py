"""Tables of registry facts: grades, inspections, lists, penalties."""
