"""Encrypted files of a sealed bid: received in chunks, resumable, opened with a key of the envelope only."""
