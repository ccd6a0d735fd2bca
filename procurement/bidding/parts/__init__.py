"""What a response consists of, and what counts as signed for each of it."""
