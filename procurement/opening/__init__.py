"""The opening session and its record; hands candidates to review."""
