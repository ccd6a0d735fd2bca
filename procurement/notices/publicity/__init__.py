"""The publicity of a single source, while the project can still be changed (Regulation, art. 38)."""
