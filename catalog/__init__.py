"""What may be purchased: editions of the guidance catalogue and their items."""
