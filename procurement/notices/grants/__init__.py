"""Notices about grants, which are no purchases: the call, who gets one, how it ended."""
