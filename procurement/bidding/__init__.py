"""Sealed submissions: submit, replace, withdraw, receipt."""
