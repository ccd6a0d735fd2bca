"""The purchasing methods as declarations."""
