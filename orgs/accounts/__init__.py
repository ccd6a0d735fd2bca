"""Accounts of organisations: applied for, run by their own people, with papers and personal data."""
