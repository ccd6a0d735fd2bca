"""Measurements side by side in one run: a page beside a bare one, many rows beside few."""
