"""People, what they may act as, and which duties exclude each other."""
