"""Decision on the frozen ranking, result notice, letters."""
