"""Reads about people and capacities."""

from datetime import date

from django.db.models import QuerySet

from orgs.people.models import IncompatibleDuties, Membership
from orgs.people.rules import Pair
from portal.kernel.actors import Actor
from portal.kernel.prepared import Prepared, day, number

# Every request of a signed-in person asks this.
MEMBERSHIPS = Prepared[Membership](
    lambda: (
        Membership.objects.active(on=day("on"))
        .filter(user_id=number("user"))
        .select_related("body", "user")
        .order_by("pk")
    )
)


def actor_for(membership: Membership) -> Actor:
    """The capacity that a membership gives."""
    return Actor(
        user_id=membership.user_id,
        name=membership.user.name,
        body_id=membership.body_id,
        body_name=membership.body.name,
        body_code=membership.body.credit_code,
        roles=frozenset(membership.roles),
        membership_id=membership.pk,
        is_lent=membership.lent_by_id is not None,
        is_administrator=membership.is_administrator,
    )


def memberships_of(user_id: int, *, on: date) -> list[Membership]:
    """What a person may act as on a day, in a stable order."""
    return MEMBERSHIPS.all(user=user_id, on=on)


def own_people(body_id: int, *, on: date) -> QuerySet[Membership]:
    """Who acts for a body on a day by a membership of its own, nobody lent."""
    return Membership.objects.active(on=on).filter(body_id=body_id, lent_by=None).order_by("pk")


def incompatible_pairs() -> list[Pair]:
    """The table of incompatible duties as values."""
    return [
        Pair(row.first, row.second, row.get_first_display(), row.get_second_display(), row.basis)
        for row in IncompatibleDuties.objects.all()
    ]
