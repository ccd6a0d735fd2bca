"""Reads and locks of proposals for legal numbers."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from orgs.bodies.models import Body
from orgs.people.choices import Role
from orgs.registry import law
from portal.kernel.actors import Actor
from portal.kernel.errors import Refused
from procurement.routing.figures import Parameter
from procurement.routing.filters import CATEGORIES
from procurement.routing.models import RuleParameter
from procurement.routing.proposals import rules
from procurement.routing.proposals.choices import ProposalStatus
from procurement.routing.proposals.models import ParameterProposal
from procurement.routing.proposals.rules import Change, Span, Subject
from procurement.routing.queries import PROVINCE, parameter

READERS = (Role.FINANCE, Role.SUPERVISOR, Role.AUDITOR, Role.OPERATOR)
# The key of the lock under which the rows of the law change one after the other.
LAW_LOCK = 4_000_102


def one_change_at_a_time() -> None:
    """Wait for whoever changes the law's numbers, also where there is no row yet to be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LAW_LOCK])


def visible_to(actor: Actor | None) -> QuerySet[ParameterProposal]:
    """All of them, for finance departments and those who oversee: the law is no secret."""
    if actor is None or not actor.has_role(*READERS):
        return ParameterProposal.objects.none()
    return ParameterProposal.objects.select_related("body", "proposed_by", "decided_by", "paper")


def public() -> QuerySet[ParameterProposal]:
    """What was approved: the history of a number that everybody reads."""
    return ParameterProposal.objects.filter(status=ProposalStatus.APPROVED).select_related("body")


def proposal_for_update(proposal_id: int) -> ParameterProposal:
    """The proposal, locked until the transaction ends."""
    return ParameterProposal.objects.select_for_update().get(pk=proposal_id)


def division_of(actor: Actor | None) -> str:
    """The code of the budget level of the finance department that somebody acts for; else empty."""
    if actor is None or actor.body_id is None or not actor.has_role(Role.FINANCE):
        return ""
    return Body.objects.values_list("budget_division_id", flat=True).get(pk=actor.body_id) or ""


def rows_of(subject: Subject) -> QuerySet[RuleParameter]:
    """The rows of one number at one budget level for one category."""
    return RuleParameter.objects.filter(
        code=subject.code, region_code=subject.region_code, category=subject.category
    )


def rows_at(code: str, region_code: str) -> QuerySet[RuleParameter]:
    """The same for every category, the newest first."""
    rows = RuleParameter.objects.filter(code=code, region_code=region_code)
    return rows.order_by("category", "-effective_from")


def floors_of(subject: Subject, *, on: date) -> list[Parameter]:
    """The floors that a city's own number must reach on a day, one a category; none for the province."""
    code = rules.CITY_FLOORS.get(subject.code)
    if code is None or subject.region_code == PROVINCE:
        return []
    return [parameter(code, on=on, category=category) for category, _label in CATEGORIES]


def spans_of(subject: Subject) -> list[Span]:
    """The same as the rules judge them."""
    return [
        Span(row.pk, row.effective_from, row.effective_to, row.value, row.legal_basis, row.confidence)
        for row in rows_of(subject).order_by("effective_from")
    ]


def waiting_for(subject: Subject) -> str:
    """The number of the proposal that waits for a decision about this number; empty when none does."""
    found = ParameterProposal.objects.filter(
        code=subject.code,
        region_code=subject.region_code,
        category=subject.category,
        status=ProposalStatus.PROPOSED,
    )
    return found.values_list("number", flat=True).first() or ""


def has_fallback(subject: Subject, *, on: date) -> bool:
    """Whether a row of a higher budget level is in force for the number on a day."""
    above = [subject.region_code[:length] for length in range(1, len(subject.region_code))]
    return RuleParameter.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=on),
        code=subject.code,
        region_code__in=above,
        category__in=("", subject.category),
        effective_from__lte=on,
    ).exists()


def floor_of(change: Change) -> Parameter | None:
    """The floor of a city's own number on the day from which it is to hold; None where there is none."""
    code = rules.CITY_FLOORS.get(change.subject.code)
    day = change.starts_on
    if day is None and change.row:
        day = RuleParameter.objects.values_list("effective_from", flat=True).get(pk=change.row)
    try:
        return code and parameter(code, on=day, category=change.subject.category)
    except Refused:
        return None


def is_of_the_register(code: str) -> bool:
    """Whether the register reads the number, on its own floor."""
    return any(number.code == code for number in law.delivered())


def in_peoples_hands() -> set[tuple[str, str, str]]:
    """Numbers that an approved proposal has changed: the delivered file touches them no more."""
    decided = ParameterProposal.objects.filter(status=ProposalStatus.APPROVED)
    return set(decided.values_list("code", "region_code", "category").distinct())


def about(code: str) -> Iterable[ParameterProposal]:
    """What was approved about a number, the newest first."""
    return public().filter(code=code).order_by("-decided_at", "-pk")
