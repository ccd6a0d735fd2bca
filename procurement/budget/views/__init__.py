"""Pages of budget lines: reading, keeping."""
