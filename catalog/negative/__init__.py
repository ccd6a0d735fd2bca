"""What may not be purchased as a service (Order 102, art. 10), and words that make one look twice."""
