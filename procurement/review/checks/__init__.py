"""Before signing: scores that may be abnormally high or low, for the panel to judge (Order 87, art. 64)."""
