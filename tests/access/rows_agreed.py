"""The rows of a single source: another purchase of the same people, from another line.

At the end of the walk, when none of its stages is stopped at any more: this purchase goes through the same.
"""

from copy import deepcopy
from dataclasses import replace

from procurement.projects.models import Package
from tests.access.readers import CLERKS, INSIDERS
from tests.access.table import page
from tests.factories import single
from tests.factories.procurement import budget_line
from tests.spine import Purchase

READERS = INSIDERS - {"finance"}
HANDLERS = {"handler", "colleague"}


def package(walk: Purchase) -> Package:
    """The package of a single source beside the walk, its talks on record; walked once."""
    known = Package.objects.filter(project__purchaser=walk.purchaser, project__method="single_source")
    if known.exists():
        return known.get()
    line = budget_line(walk.purchaser, amount="980000", fiscal_year=walk.clock.now().year)
    clock = deepcopy(walk.clock)
    other = replace(walk, clock=clock, line=line, method="single_source", phrases={}, award=None)
    return single.talked(single.opened(other)).package


def of_package(walk: Purchase) -> dict:
    """The package as its pages name it."""
    return {"package_id": package(walk).pk}


def talks(walk: Purchase) -> dict:
    """The record of its talks."""
    return {"pk": package(walk).award.talks.pk}


ROWS_OF_AGREED = [
    page("agreed:detail", READERS, of_package, at="awarded"),
    page("agreed:keep", HANDLERS, of_package, at="awarded"),
    page("agreed:prepare", HANDLERS | {"reviewer"}, of_package, at="awarded"),
    page("agreed:end", HANDLERS, of_package, at="awarded"),
    page("agreed:paper", CLERKS, talks, at="awarded"),
]
