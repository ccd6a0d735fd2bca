"""Table of contents of this floor's admin."""

from catalog.editions import admin as editions
from catalog.negative import admin as negative
from catalog.policies import admin as policies

__all__ = ["editions", "negative", "policies"]
