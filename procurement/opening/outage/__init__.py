"""An outage of the platform shortly before a deadline: reported by one person, decided by another."""
