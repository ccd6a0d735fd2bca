"""Append-only record of every verb: who, when, what, the facts as canonical JSON, SHA-256."""
