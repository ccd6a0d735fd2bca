"""Open calls as one supplier sees them: what fits, how long, what changed since it last looked."""
