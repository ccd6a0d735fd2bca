"""Facts that stand on an organisation's public page."""
