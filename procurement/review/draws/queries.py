"""Reads and locks of draws."""

from datetime import date

from django.db.models import Q, QuerySet

from orgs.people.choices import PURCHASER_ROLES, Role
from orgs.regions.models import Division
from portal.kernel.actors import Actor
from portal.kernel.ledger.models import LedgerEntry
from procurement.review.draws.choices import Outcome
from procurement.review.draws.models import Draw, ListedExpert
from procurement.review.experts import queries as experts
from procurement.review.experts.models import PoolExpert

DRAWERS = (*PURCHASER_ROLES, Role.AGENCY_HANDLER)
READERS = (*DRAWERS, Role.AUDITOR)
SHOWN = (Outcome.SELECTED, Outcome.SUBSTITUTE, Outcome.ABSENT, Outcome.RECUSED)


def visible_to(actor: Actor | None) -> QuerySet[Draw]:
    """The own body's draws; auditors see all."""
    found = Draw.objects.select_related("body", "region", "frozen_by", "drawn_by")
    if actor is None or not actor.has_role(*READERS):
        return found.none()
    return found if actor.has_role(Role.AUDITOR) else found.filter(body_id=actor.body_id)


def public() -> QuerySet[Draw]:
    """Every draw: its digests are for everybody, its matter and its names only after the result."""
    return Draw.objects.select_related("body", "region")


def draw_for_update(draw_id: int) -> Draw:
    """The draw, locked until the transaction ends."""
    return Draw.objects.select_for_update(of=("self",)).select_related("body", "region").get(pk=draw_id)


def fitting(*, profession: str, region: Division, on: date) -> QuerySet[PoolExpert]:
    """Who serves in a field and a region on a day."""
    covering = Q(regions__contains=[region.code]) | Q(regions__contains=[region.code[:2]])
    return experts.serving(on=on).filter(covering, professions__contains=[profession]).order_by("number")


def listed(draw: Draw) -> QuerySet[ListedExpert]:
    """The whole list in the drawn order."""
    return draw.listed.select_related("expert__user")


def drawn(draw: Draw) -> QuerySet[ListedExpert]:
    """Whom the clerk reads of: selected, waiting, gone; never who was passed over."""
    return listed(draw).filter(outcome__in=SHOWN)


def invitations_of(user_id: int) -> QuerySet[ListedExpert]:
    """The draws that selected a person, or in which it waits."""
    mine = ListedExpert.objects.filter(expert__user_id=user_id, outcome__in=SHOWN)
    return mine.select_related("draw__body", "expert").order_by("-draw__meets_at")


def records_of(draw: Draw) -> list[LedgerEntry]:
    """What the ledger holds of a draw, the first first."""
    entries = LedgerEntry.objects.filter(
        subject_type=draw._meta.label_lower, subject_id=draw.pk, verb__startswith="draw."
    )
    return list(entries.order_by("pk"))
