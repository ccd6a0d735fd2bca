"""Who may read what a ledger entry holds, beyond its seal. Its digest is always public."""

from django.db.models import QuerySet

from catalog.services import queries as services
from catalog.services.models import InstitutionService
from evaluation.performance.choices import EvaluationStatus
from evaluation.performance.models import PerformanceEvaluation
from portal.kernel.actors import Actor
from portal.kernel.ledger.models import LedgerEntry
from procurement.delivery.choices import AcceptanceStatus
from procurement.delivery.models import Acceptance
from procurement.notices.models import Notice
from procurement.projects import queries as projects
from procurement.projects.models import ProcurementProject
from procurement.review import queries as review
from procurement.review.models import CriteriaScheme

NUMBER_PARTS = 3  # 430100-2026-0001, the project's part of every public number below it


def may_read(entry: LedgerEntry, actor: Actor | None) -> bool:
    """Unsealed, and public: the purchase announced, the acceptance, evaluation or plan published.

    Before the announcement only those read it who see the purchase in the workbench.
    """
    if not LedgerEntry.objects.disclosed().filter(pk=entry.pk).exists():
        return False
    about, key = entry.subject_type, entry.subject_id
    if about == PerformanceEvaluation._meta.label_lower:
        return PerformanceEvaluation.objects.filter(pk=key, status=EvaluationStatus.PUBLISHED).exists()
    if about == Acceptance._meta.label_lower:
        return Acceptance.objects.filter(pk=key, status=AcceptanceStatus.PUBLISHED).exists()
    if about == CriteriaScheme._meta.label_lower:
        own = review.visible_schemes(actor).filter(pk=key)
        return own.exists() or is_open(ProcurementProject.objects.filter(packages__scheme_id=key), actor)
    if about == InstitutionService._meta.label_lower:
        mine = services.visible_to(actor).filter(pk=key)
        return mine.exists() or services.public().filter(pk=key).exists()
    number = entry.subject_number or str(entry.facts.get("reference", ""))
    if not about.startswith("procurement.") or not number:
        return True
    return is_open(ProcurementProject.objects.filter(number=project_number(number)), actor)


def is_open(about: QuerySet[ProcurementProject], actor: Actor | None) -> bool:
    """Whether one of these purchases is announced, or is in the reader's workbench."""
    keys = list(about.values_list("pk", flat=True))
    announced = Notice.objects.published().filter(project__in=keys)
    return announced.exists() or projects.visible_to(actor).filter(pk__in=keys).exists()


def project_number(number: str) -> str:
    """The number of the project that a package, notice or contract belongs to."""
    return "-".join(number.split("-")[:NUMBER_PARTS])
