"""Table of contents of this floor's records."""

from catalog.editions.models import CatalogueEdition, CatalogueItem

__all__ = ["CatalogueEdition", "CatalogueItem"]
