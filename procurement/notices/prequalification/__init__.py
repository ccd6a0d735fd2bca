"""Prequalification of an invited tender: who applies, qualifies, is drawn (Order 87, art. 14, 15, 21)."""
