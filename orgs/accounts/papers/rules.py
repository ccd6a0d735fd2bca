"""When a paper is reminded of. Pure."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal


def reminder_due(expires_on: date, *, today: date, before: Iterable[int]) -> int | None:
    """How many days before its end a reminder is due: the tightest number that is reached, None for none.

    A paper that comes late, or a queue that stood still, gives one reminder, not all that were missed.
    """
    left = (expires_on - today).days
    return min((days for days in before if 0 <= left <= days), default=None)


def date_refusals(*, issued_on: date, expires_on: date | None, today: date) -> list[Refusal]:
    """A paper was issued by now and ends after it was issued."""
    found = []
    if issued_on > today:
        found.append(Refusal(because=_("发证日期在今天以后。"), code="issued_later"))
    if expires_on is not None and expires_on < issued_on:
        found.append(Refusal(because=_("到期日期早于发证日期。"), code="ends_before_issue"))
    return found
