"""Enquiry, challenge, complaint, and their clocks (Order 94)."""
