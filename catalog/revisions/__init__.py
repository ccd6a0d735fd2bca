"""Proposals to change a catalogue, the opinions of the public about them, and what two editions differ in."""
