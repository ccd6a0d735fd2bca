"""The programming interface, one module per stage."""
