"""Every running clock that a notice touches: looked up beforehand, recounted and told when it is in force."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.accounts.erasure import clocks as erasure_clocks
from orgs.inbox import workflow as inbox
from portal.kernel.actors import SYSTEM
from portal.kernel.calendar import queries
from portal.kernel.calendar.choices import ClockEffect
from portal.kernel.calendar.clocks import Change, judge
from portal.kernel.calendar.models import HolidayLoading, RecountedClock
from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import local_date
from portal.kernel.ledger import workflow as ledger
from procurement.award import clocks as award_clocks
from procurement.award.framework import clocks as framework_clocks
from procurement.challenges import clocks as challenges_clocks
from procurement.contracts import clocks as contracts_clocks
from procurement.contracts.bonds import clocks as bonds_clocks
from procurement.contracts.orders import clocks as orders_clocks
from procurement.notices import clocks as notices_clocks
from procurement.notices.questions import clocks as questions_clocks
from procurement.projects.intention import clocks as intention_clocks
from procurement.projects.plans import clocks as plans_clocks

# Each stage's running limits, in the order of the procedure.
SOURCES = (
    intention_clocks,
    plans_clocks,
    notices_clocks,
    questions_clocks,
    award_clocks,
    framework_clocks,
    challenges_clocks,
    bonds_clocks,
    contracts_clocks,
    orders_clocks,
    erasure_clocks,
)
TOLD_LINES = 30
# What is written where the limit is kept: also that it is settled.
KEEPING = (ClockEffect.MOVED, ClockEffect.SETTLED)
# What somebody has to know: a day that moved, or a printed one that is too early now.
TELLING = (ClockEffect.MOVED, ClockEffect.SHORT)


def touched(*, before: Calendar, after: Calendar, today: date) -> list[Change]:
    """The running limits that differ by the two calendars."""
    clocks = (clock for source in SOURCES for clock in source.running(today=today, before=before))
    found = (judge(clock, before=before, after=after) for clock in clocks)
    return sorted((change for change in found if change), key=lambda change: (change.after, change.clock.key))


@transaction.atomic
def recount(loading_id: int, *, now: datetime) -> int:
    """Move, list and tell, in one transaction; a second run finds that it has been done."""
    loading = HolidayLoading.objects.select_for_update().get(pk=loading_id)
    if loading.recounted_at:
        return 0
    before, _then = queries.around(loading)
    changes = touched(before=before, after=queries.current(), today=local_date(now))
    for change in changes:
        if change.clock.move and change.effect in KEEPING:
            change.clock.move(change.after)
    RecountedClock.objects.bulk_create(row_of(loading, change) for change in changes)
    loading.recounted_at = now
    loading.save(update_fields=["recounted_at"])
    facts = {"year": loading.year, "clocks": [entry_of(change) for change in changes]}
    ledger.record(loading, "calendar.recount", says=_("重算期限"), by=SYSTEM, at=now, facts=facts)
    tell(loading, changes, now=now)
    return len(changes)


def row_of(loading: HolidayLoading, change: Change) -> RecountedClock:
    """The change as it is listed."""
    return RecountedClock(
        loading=loading,
        key=change.clock.key,
        says=change.clock.says,
        subject=change.clock.subject,
        url=change.clock.url,
        before=change.before,
        after=change.after,
        counted=change.counted,
        effect=change.effect,
        is_open=change.is_open,
    )


def entry_of(change: Change) -> dict:
    """The change as the ledger keeps it."""
    return {
        "subject": change.clock.subject,
        "says": change.clock.says,
        "before": change.before,
        "after": change.after,
        "effect": change.effect,
    }


def tell(loading: HolidayLoading, changes: Iterable[Change], *, now: datetime) -> None:
    """One message to everybody whose limits moved, and one to the two people of the notice."""
    changes = list(changes)
    bodies, users = defaultdict(list), defaultdict(list)
    for change in changes:
        if change.effect in TELLING:
            for body in change.clock.bodies:
                bodies[body].append(change)
            for user in change.clock.users:
                users[user].append(change)
    subject = _("%(year)d 年放假安排已载入，有期限变化") % {"year": loading.year}
    for (body_id, roles), own in bodies.items():
        inbox.notify_body(body_id, roles=roles, subject=subject, text=lines(own), url=link(own), now=now)
    for user_id, own in users.items():
        inbox.notify_users([user_id], subject=subject, text=lines(own), url=link(own), now=now)
    done = _("%(year)d 年放假安排已载入") % {"year": loading.year}
    text = _("重算了 %(count)d 个正在计算的期限，清单在载入页面上。") % {"count": len(changes)}
    keepers = {loading.uploaded_by, loading.decided_by} - {0, None}
    inbox.notify_users(keepers, subject=done, text=text, url=loading.get_absolute_url(), now=now)


def lines(changes: list[Change]) -> str:
    """The limits in words, one a line."""
    said = [in_words(change) for change in changes[:TOLD_LINES]]
    if len(changes) > TOLD_LINES:
        said.append(_("一共 %(count)d 个期限。") % {"count": len(changes)})
    return "\n".join(said)


def in_words(change: Change) -> str:
    """One limit: from which day to which day."""
    about = {
        "subject": change.clock.subject,
        "says": change.clock.says,
        "before": change.before.isoformat(),
        "after": change.counted.isoformat(),
    }
    if change.effect == ClockEffect.SHORT:
        return _(
            "%(subject)s %(says)s：公告写的是 %(before)s，按放假安排应当不早于 %(after)s，请发布更正公告。"
        ) % (about)
    return _("%(subject)s %(says)s：%(before)s 改为 %(after)s。") % about


def link(changes: list[Change]) -> str:
    """The page of the only limit; else the workbench."""
    return changes[0].clock.url if len(changes) == 1 else "/workbench/"
