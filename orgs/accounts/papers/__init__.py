"""Papers of an organisation that expire: kept, listed, and reminded of in time."""
