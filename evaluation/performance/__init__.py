"""Performance evaluation by three voices: purchaser, service recipients, third party."""
