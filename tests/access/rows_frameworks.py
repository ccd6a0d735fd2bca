"""The rows of framework agreements: an open one of the same people, beside the walk."""

from copy import deepcopy
from dataclasses import replace

from portal.kernel.clock import local_date
from procurement.award.framework import ordering, queries, rules
from procurement.award.framework.models import (
    FrameworkApplication,
    FrameworkMember,
    FrameworkOrder,
    FrameworkOrderEnd,
    FrameworkSkip,
)
from procurement.contracts.orders.models import OrderContract
from procurement.projects.models import Package
from tests.access.readers import BIDDERS, CLERKS, INSIDERS
from tests.access.table import page
from tests.factories import frameworks
from tests.spine import Purchase

READERS = INSIDERS - {"finance"}
HANDLERS, SECONDS = {"handler", "colleague"}, {"reviewer", "leader"}


def beside(walk: Purchase) -> Purchase:
    """The same people with their open agreement."""
    other = replace(walk, clock=deepcopy(walk.clock), method=frameworks.METHOD)
    other.reason = replace(frameworks.OPEN, phase="rotation")
    found = Package.objects.filter(project__purchaser=walk.purchaser, project__method=frameworks.METHOD)
    if found.exists():
        other.project = found.first().project
        other.clock.advance(days=30)
        return other
    frameworks.subordinate(other)
    return frameworks.announced(other, "900000")


def package(walk: Purchase) -> dict:
    """The package of the open agreement."""
    return {"package_id": beside(walk).package.pk}


def application(walk: Purchase) -> dict:
    """An application that waits for its answer."""
    waiting = FrameworkApplication.objects.filter(is_accepted__isnull=True).first()
    return {"pk": (waiting or frameworks.applied(beside(walk))).pk}


def joined(walk: Purchase) -> FrameworkMember:
    """A supplier that was admitted."""
    other = beside(walk)
    asked = frameworks.answered(other, frameworks.applied(other))
    return FrameworkMember.objects.get(supplier_id=asked.supplier_id)


def member(walk: Purchase) -> dict:
    """One without an agreement on record."""
    waiting = FrameworkMember.objects.filter(signed_on__isnull=True).first()
    return {"pk": (waiting or joined(walk)).pk}


def in_turn(walk: Purchase) -> tuple[Purchase, int]:
    """The purchase with a supplier whose agreement is signed, and the place of whoever is next."""
    joined(walk)
    other = frameworks.signed(beside(walk))
    members, now = list(queries.members_of(other.package)), other.clock.now()
    return other, rules.next_in_turn(queries.turns(members, on=local_date(now), at=now)).place


def skip(walk: Purchase) -> dict:
    """A turn given up that is not confirmed."""
    found = FrameworkSkip.objects.first()
    return {"pk": (found or frameworks.given_up(*in_turn(walk))).pk}


def ordered(walk: Purchase) -> FrameworkOrder:
    """An order that is not published."""
    found = FrameworkOrder.objects.filter(notice=None).first()
    if found:
        return found
    other, place = in_turn(walk)
    facts = frameworks.order_facts(other, place, "1000")
    slip, now = frameworks.paper(other), other.clock.now()
    return ordering.order(other.package.pk, facts, paper=slip, by=other.handler, now=now)


def order(walk: Purchase) -> dict:
    return {"pk": ordered(walk).pk}


def result_out(walk: Purchase) -> FrameworkOrder:
    """An order whose result is out and that has no contract."""
    found = FrameworkOrder.objects.filter(notice__isnull=False, contract=None).first()
    if found:
        return found
    waiting = ordered(walk)
    other = beside(walk)
    ordering.publish_order(waiting.pk, by=other.leader, now=other.clock.now())
    return FrameworkOrder.objects.get(pk=waiting.pk)


def ending(walk: Purchase) -> dict:
    """The end of a published order that is not confirmed."""
    found = FrameworkOrderEnd.objects.filter(approved_at=None).first()
    return {"pk": (found or frameworks.called_off(beside(walk), result_out(walk))).pk}


def contract(walk: Purchase) -> dict:
    """The contract of an order that is not published."""
    found = OrderContract.objects.filter(notice=None).first()
    return {"pk": (found or frameworks.contracted(beside(walk), result_out(walk))).pk}


def paper(kind: str, get):
    """The paper of a record."""
    return lambda walk: {"kind": kind, **get(walk)}


# After the walk's own notice: the call of the other purchase makes no stop of its own.
LATER = {"at": "announced_package"}
ROWS_OF_FRAMEWORKS = [
    page("framework:detail", READERS, package, **LATER),
    page("framework:select", HANDLERS, package, **LATER),
    page("framework:publish", SECONDS, package, **LATER),
    page("framework:return", SECONDS, package, **LATER),
    page("framework:end", SECONDS, package, **LATER),
    page("framework:apply", BIDDERS | {"outsider"}, package, **LATER),
    page("framework:answer", HANDLERS, application, **LATER),
    page("framework:confirm", SECONDS, application, **LATER),
    page("framework:return_answer", SECONDS, application, **LATER),
    page("framework:agree", HANDLERS, member, **LATER),
    page("framework:order", HANDLERS, package, **LATER),
    page("framework:publish_order", SECONDS, order, **LATER),
    page("framework:strike_order", HANDLERS | SECONDS, order, **LATER),
    page("framework:end_order", HANDLERS, lambda walk: {"pk": result_out(walk).pk}, **LATER),
    page("framework:confirm_end", SECONDS, ending, **LATER),
    page("framework:skip", HANDLERS, package, **LATER),
    page("framework:confirm_skip", SECONDS, skip, **LATER),
    page("framework:strike_skip", HANDLERS | SECONDS, skip, **LATER),
    page("framework:paper", READERS, paper("order", order), **LATER),
    page("order_contracts:list", READERS, package, **LATER),
    page("order_contracts:keep", HANDLERS, lambda walk: {"order_pk": result_out(walk).pk}, **LATER),
    page("order_contracts:publish", SECONDS, contract, **LATER),
    page("order_contracts:paper", CLERKS, contract, **LATER),
]
