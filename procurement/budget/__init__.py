"""Budget lines, commitments, releases: no purchase without a budget line."""
