"""Table of contents of this floor's admin."""

from catalog.editions import admin as editions
from catalog.imports import admin as imports
from catalog.negative import admin as negative
from catalog.policies import admin as policies
from catalog.revisions import admin as revisions
from catalog.services import admin as services

__all__ = ["editions", "imports", "negative", "policies", "revisions", "services"]
