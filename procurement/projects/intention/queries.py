"""Reads and locks of intentions, and what holds a project's notice back."""

from datetime import date

from django.db.models import QuerySet

from orgs.people.choices import PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.calendar.rules import LegalDate
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal
from procurement.projects import queries as projects
from procurement.projects.intention import rules
from procurement.projects.intention.choices import IntentionStatus
from procurement.projects.intention.models import ProjectIntention, PurchaseIntention
from procurement.projects.intention.rules import INTENT_DAYS, Preparation
from procurement.projects.models import ProcurementProject
from procurement.routing.figures import Parameter
from procurement.routing.options import BELOW
from procurement.routing.queries import parameter

READERS = (*PURCHASER_ROLES, Role.SUPERVISOR, Role.FINANCE, Role.AUDITOR)
OVERSEERS = (Role.SUPERVISOR, Role.FINANCE, Role.AUDITOR)


def public() -> QuerySet[PurchaseIntention]:
    """What everybody may read, with what a row shows."""
    return PurchaseIntention.objects.public().select_related("purchaser", "catalogue_item")


def visible_to(actor: Actor | None) -> QuerySet[PurchaseIntention]:
    """The own body's; those who watch over purchases read the public ones."""
    found = PurchaseIntention.objects.select_related(
        "purchaser__budget_division", "catalogue_item", "drafted_by"
    )
    if actor is None or actor.body_id is None:
        return found.none()
    if actor.has_role(*PURCHASER_ROLES):
        return found.filter(purchaser_id=actor.body_id)
    return found.filter(pk__in=PurchaseIntention.objects.public().values("pk"))


def intention_for_update(intention_id: int) -> PurchaseIntention:
    """The intention, locked until the transaction ends."""
    rows = PurchaseIntention.objects.select_for_update(of=("self",))
    return rows.select_related("purchaser__budget_division", "catalogue_item").get(pk=intention_id)


def usable_for(project: ProcurementProject) -> QuerySet[PurchaseIntention]:
    """The published intentions of the purchaser, the newest first."""
    return PurchaseIntention.objects.filter(
        purchaser_id=project.purchaser_id, status=IntentionStatus.PUBLISHED, leaving_at=None
    ).order_by("-published_at", "-pk")


def of_project(project: ProcurementProject) -> ProjectIntention | None:
    """What a project did about its intention; None while nothing."""
    return ProjectIntention.objects.filter(project=project).select_related("intention").first()


def days_for(region_code: str, *, on: date) -> Parameter:
    """How many days ahead an intention is published at least."""
    return parameter(INTENT_DAYS, on=on, region_code=region_code)


def opens_on(intention: PurchaseIntention) -> LegalDate:
    """The first day on which a purchase under a published intention may be announced."""
    published_on = local_date(intention.published_at)
    days = days_for(intention.purchaser.budget_division_id, on=published_on)
    return rules.opens_on(published_on, days, calendar=calendars.current())


def is_due(project: ProcurementProject, *, on: date) -> bool:
    """Whether an intention must be published: from the threshold on (财库〔2020〕10号)."""
    return projects.route_of(project, on=on).band != BELOW


def is_given_up(intention: PurchaseIntention) -> bool:
    """Withdrawn, or decided to be although the correction has not come out yet."""
    return intention.status == IntentionStatus.WITHDRAWN or intention.leaving_at is not None


def hold_refusals(project: ProcurementProject, *, today: date) -> list[Refusal]:
    """Why the notice of a project may not be published yet, as far as its intention goes."""
    kept = of_project(project)
    intention = kept.intention if kept else None
    done = Preparation(
        is_due=is_due(project, on=today),
        published_on=local_date(intention.published_at) if intention else None,
        is_withdrawn=bool(intention) and is_given_up(intention),
        has_exception=bool(kept and kept.exception),
    )
    days = days_for(project.purchaser.budget_division_id, on=today)
    return list(rules.announcement_refusals(done, today=today, days=days, calendar=calendars.current()))
