"""What auditors opened."""
