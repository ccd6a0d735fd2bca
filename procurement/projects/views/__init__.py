"""Pages of projects: reading, drafting page by page, deciding."""
