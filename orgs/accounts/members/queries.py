"""Reads of an organisation's own people."""

from datetime import date

from django.db.models import QuerySet

from orgs.people import queries
from orgs.people.choices import SUPPLIER_ROLES
from orgs.people.models import Membership
from portal.kernel.actors import Actor


def members(actor: Actor, *, on: date) -> QuerySet[Membership]:
    """Who acts for the reader's organisation today."""
    found = queries.own_people(actor.body_id, on=on).filter(roles__overlap=list(SUPPLIER_ROLES))
    return found.select_related("user", "body")


def members_for_update(actor: Actor, *, on: date) -> list[Membership]:
    """All of them, locked in order until the transaction ends: who stays decides who may go."""
    return list(members(actor, on=on).select_for_update(of=("self",)))
