"""Table of contents of this floor's admin."""

from catalog.editions import admin as editions

__all__ = ["editions"]
