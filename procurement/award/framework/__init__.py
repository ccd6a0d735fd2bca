"""Framework agreements: who joins, the agreement, the orders of the second phase (Order 110)."""
