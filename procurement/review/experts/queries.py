"""Reads and locks of the pool."""

from datetime import date

from django.db.models import QuerySet

from orgs.bodies.models import Body
from orgs.people.choices import Role
from orgs.people.models import User
from orgs.regions.choices import DivisionLevel
from orgs.regions.models import Division
from portal.kernel.actors import Actor
from procurement.review.experts.choices import EntryStatus
from procurement.review.experts.models import DeclaredTie, PoolExpert
from procurement.routing import queries as routing

TERM = "pool_term_years"
KEEPERS = (Role.OPERATOR,)
READERS = (*KEEPERS, Role.AUDITOR)


def visible_to(actor: Actor | None) -> QuerySet[PoolExpert]:
    """The whole pool, for whoever keeps or audits it."""
    found = PoolExpert.objects.select_related("user", "entered_by", "decided_by")
    return found if actor is not None and actor.has_role(*READERS) else found.none()


def own(user_id: int) -> PoolExpert | None:
    """A person's own entry."""
    return PoolExpert.objects.select_related("user").filter(user_id=user_id).first()


def expert_for_update(expert_id: int) -> PoolExpert:
    """The entry, locked until the transaction ends."""
    return PoolExpert.objects.select_for_update(of=("self",)).select_related("user").get(pk=expert_id)


def serving(*, on: date) -> QuerySet[PoolExpert]:
    """Who may be drawn on a day."""
    term = PoolExpert.objects.filter(starts_on__lte=on, ends_on__gte=on)
    return term.filter(status=EntryStatus.ADMITTED).select_related("user")


def ties_of(user_id: int) -> QuerySet[DeclaredTie]:
    """What a person declared, the first first."""
    return DeclaredTie.objects.filter(user_id=user_id)


def body_named(name: str) -> Body | None:
    """The registered organisation of exactly this name."""
    return Body.objects.filter(name=name.strip()).first()


def person_named(username: str) -> User | None:
    """The person who signs in by this name."""
    return User.objects.filter(username=username.strip(), is_active=True).first()


def regions() -> list[tuple[str, str]]:
    """Where an expert may serve: the whole province, or its prefectures."""
    levels = (DivisionLevel.PROVINCE, DivisionLevel.PREFECTURE)
    found = Division.objects.filter(level__in=levels, ended_on__isnull=True).order_by("code")
    return list(found.values_list("code", "name"))


def region_words(codes: list[str]) -> str:
    """Regions by name."""
    names = dict(Division.objects.filter(code__in=codes).values_list("code", "name"))
    return "、".join(names.get(code, code) for code in codes)


def term_years(*, on: date) -> int:
    """For how long an expert is admitted."""
    return int(routing.parameter(TERM, on=on, category="").value)
