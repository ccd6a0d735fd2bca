"""Table of contents of this floor's records."""

from catalog.editions.models import (
    Catalogue,
    CatalogueEdition,
    CatalogueItem,
    CategoryLink,
    ItemSuccession,
    ProcurementCategory,
)
from catalog.imports.models import AnnexImport
from catalog.negative.models import NegativeHead, ScreeningWord
from catalog.policies.models import PaperUse, PolicyPaper
from catalog.revisions.models import ConsultationComment, ProposedItem, RevisionProposal
from catalog.services.models import InstitutionService

__all__ = [
    "AnnexImport",
    "Catalogue",
    "CatalogueEdition",
    "CatalogueItem",
    "CategoryLink",
    "ConsultationComment",
    "InstitutionService",
    "ItemSuccession",
    "NegativeHead",
    "PaperUse",
    "PolicyPaper",
    "ProcurementCategory",
    "ProposedItem",
    "RevisionProposal",
    "ScreeningWord",
]
