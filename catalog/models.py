"""Table of contents of this floor's records."""

from catalog.editions.models import CatalogueEdition, CatalogueItem
from catalog.negative.models import NegativeHead, ScreeningWord
from catalog.policies.models import PaperUse, PolicyPaper

__all__ = ["CatalogueEdition", "CatalogueItem", "NegativeHead", "PaperUse", "PolicyPaper", "ScreeningWord"]
