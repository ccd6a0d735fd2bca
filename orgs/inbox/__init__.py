"""The in-portal inbox: the record of every message."""
