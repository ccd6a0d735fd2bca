"""Criteria, panels, recusal, score sheets, ranking: knows candidates, not bids."""
