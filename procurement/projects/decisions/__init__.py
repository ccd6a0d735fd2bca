"""What a purchaser decides itself: minutes of its meetings, confirmations that no agency gives."""
