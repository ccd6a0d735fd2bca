"""What stands still because of a challenge or a complaint: a fact of the package that stages respect."""
