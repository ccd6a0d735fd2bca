"""Accounts of organisations: applied for, run by their own people, with papers that expire."""
