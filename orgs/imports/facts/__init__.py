"""Tables of registry facts: grades, inspections, lists, penalties, trainings, cases."""
