"""Corrections of notices that came after the call: results, contracts, acceptances, terminations."""
