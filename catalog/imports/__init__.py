"""Import of an official annex into a draft edition: read, shown row by row, then taken over at once."""
