"""The demonstration: invented bodies and people, and purchases walked through the real workflow."""
