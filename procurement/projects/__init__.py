"""Project, packages, route decision, approval."""
