"""What the scores of a finished review say about the way it was scored."""
