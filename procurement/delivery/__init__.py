"""Acceptance with service recipients."""
