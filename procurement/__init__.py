"""The procedure, stage by stage."""
