"""Commands about purchasing."""
