"""What the records say of persons and organisations, for finding the ties between them."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.people.choices import Role
from orgs.people.models import Membership, User
from procurement.review.experts.models import DeclaredTie, PoolExpert
from procurement.review.models import Expert
from procurement.review.rules import ties
from procurement.routing import queries as routing

RECUSAL_YEARS = "recusal_years"


def organisation(body: Body) -> ties.Organisation:
    """A body with its telephone, address and people as registered."""
    people = {(_("联系人"), body.contact_name)}
    registration = getattr(body, "registration", None)
    if registration is not None:
        people |= {
            (_("法定代表人"), registration.legal_representative),
            (_("主要负责人"), registration.chief_officer),
        }
    named = frozenset((post, name) for post, name in people if name)
    return ties.Organisation(body.pk, body.name, frozenset({body.phone} - {""}), body.address, named)


def persons(user_ids: Iterable[int], *, on: date) -> dict[int, ties.Person]:
    """Persons with their employer, the bodies they act for and what they declared."""
    ids = list(user_ids)
    employers = dict(Expert.objects.filter(user__in=ids).values_list("user_id", "employer"))
    employers |= dict(PoolExpert.objects.filter(user__in=ids).values_list("user_id", "employer"))
    bodies = Body.objects.filter(name__in=set(employers.values())).select_related("registration")
    workplaces = {body.name: organisation(body) for body in bodies}
    acting, declared = _acting(ids, on=on), _declared(ids)
    return {
        user.pk: ties.Person(
            name=user.name,
            phone=user.phone,
            employer=employers.get(user.pk, ""),
            workplace=workplaces.get(employers.get(user.pk, "")),
            body_ids=frozenset(acting.get(user.pk, ())),
            declared=tuple(declared.get(user.pk, ())),
        )
        for user in User.objects.filter(pk__in=ids)
    }


def paths_of(user_ids: Iterable[int], bodies: Iterable[Body], *, on: date) -> dict[int, list[ties.Path]]:
    """Every tie between these persons and these bodies that the records show on a day."""
    known, others = persons(user_ids, on=on), [organisation(body) for body in bodies]
    since = looked_back_to(on)
    return {key: ties.paths(person, others, since=since) for key, person in known.items()}


def looked_back_to(day: date) -> date:
    """From which day on work and office count."""
    years = int(routing.parameter(RECUSAL_YEARS, on=day, category="").value)
    if (day.month, day.day) == (2, 29):
        return date(day.year - years, 2, 28)
    return day.replace(year=day.year - years)


def _acting(ids: list[int], *, on: date) -> dict[int, list[int]]:
    """Bodies acted for; an expert's place in a pool is no employment."""
    found: dict[int, list[int]] = {}
    for row in Membership.objects.active(on=on).filter(user__in=ids):
        if set(row.roles) != {Role.EXPERT}:
            found.setdefault(row.user_id, []).append(row.body_id)
    return found


def _declared(ids: list[int]) -> dict[int, list[ties.Declared]]:
    found: dict[int, list[ties.Declared]] = {}
    for row in DeclaredTie.objects.filter(user__in=ids):
        one = ties.Declared(row.reason, row.body_id, row.organisation, row.until)
        found.setdefault(row.user_id, []).append(one)
    return found
