"""The rows of framework agreements: an open one of the same people, beside the walk."""

from copy import deepcopy
from dataclasses import replace

from procurement.award.framework import ordering
from procurement.award.framework.models import FrameworkApplication, FrameworkMember, FrameworkOrder
from procurement.projects.models import Package
from tests.access.readers import BIDDERS, INSIDERS
from tests.access.table import page
from tests.factories import frameworks
from tests.spine import Purchase

READERS = INSIDERS - {"finance"}
HANDLERS, SECONDS = {"handler", "colleague"}, {"reviewer", "leader"}


def beside(walk: Purchase) -> Purchase:
    """The same people with their open agreement."""
    other = replace(walk, clock=deepcopy(walk.clock), method=frameworks.METHOD)
    other.reason = frameworks.OPEN
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


def ordered(walk: Purchase) -> FrameworkOrder:
    """An order that is not published."""
    found = FrameworkOrder.objects.first()
    if found:
        return found
    joined(walk)
    other = frameworks.signed(beside(walk))
    place = FrameworkMember.objects.filter(signed_on__isnull=False).first().place
    facts = frameworks.order_facts(other, place, "1000")
    slip, now = frameworks.paper(other), other.clock.now()
    return ordering.order(other.package.pk, facts, paper=slip, by=other.handler, now=now)


def order(walk: Purchase) -> dict:
    return {"pk": ordered(walk).pk}


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
    page("framework:paper", READERS, paper("order", order), **LATER),
]
