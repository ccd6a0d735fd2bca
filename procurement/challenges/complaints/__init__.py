"""Complaints: the finance department's side of a dispute (Order 94, chapters three and four)."""
