"""Proposals for legal numbers: one person of the finance department proposes, a second one approves."""
