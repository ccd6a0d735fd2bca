"""Administrative divisions of Hunan."""
