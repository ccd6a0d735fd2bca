"""Abnormally low prices: which are looked at, what is said and found (财库〔2026〕2号)."""
