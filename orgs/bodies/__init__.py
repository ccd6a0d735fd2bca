"""Public bodies, social organisations and other contractors."""
