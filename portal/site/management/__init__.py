"""Commands that need every floor."""
