"""Table of contents of this floor's admin."""

from evaluation.audit import admin as audit

__all__ = ["audit"]
