"""An invited tender whose suppliers come in by a prequalification."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel import uploads
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import at_local, local_date
from procurement.notices.prequalification import drafting, rules, workflow
from procurement.notices.prequalification.models import Prequalification, PrequalificationApplication
from procurement.notices.prequalification.rules import Terms
from procurement.projects.plans.rules import PlanFacts
from tests import spine
from tests.factories.people import actor, letter
from tests.scenes import kept

METHOD = "invited_tender"
FACTS = PlanFacts("limited_range", "只有少数机构具备失能评估能力（示例）。", "notice")


@kept
def approved(walk: spine.Purchase | None = None, *amounts: str) -> spine.Purchase:
    """An approved invited tender, whose suppliers are not known yet."""
    walk = walk or spine.people(method=METHOD)
    walk.reason = FACTS
    return spine.approved_project(*amounts, purchase=walk)


def terms(walk: spine.Purchase, **changes: Any) -> Terms:
    """The shortest lawful time for applying."""
    last = calendars.current().add_workdays(local_date(walk.clock.now()), 5).date
    facts = {
        "requirements": "具有开展失能评估的专业人员（示例）。",
        "apply_until": at_local(last, 17),
        "examined_on": last + timedelta(days=1),
    }
    return Terms(**facts | changes)


def drafted(walk: spine.Purchase, wanted: Terms | None = None) -> str:
    """Its notice as the handler wrote it; what a second person has read of it."""
    wanted = wanted or terms(walk)
    drafting.draft(walk.project.pk, wanted, by=walk.handler, now=walk.clock.now())
    return rules.digest_of(wanted)


def announced(walk: spine.Purchase, wanted: Terms | None = None) -> Prequalification:
    """Its notice, published by the leader."""
    now = walk.clock.advance(hours=1)
    seen = drafted(walk, wanted)
    return workflow.publish(walk.project.pk, seen=seen, by=walk.leader, now=now)


def applied(walk: spine.Purchase, supplier: Actor | None = None) -> PrequalificationApplication:
    """A supplier's application."""
    supplier = supplier or actor(Role.SUPPLIER)
    paper = uploads.store(letter("申请文件.pdf"), owner_id=supplier.user_id, now=walk.clock.now())
    found = Prequalification.objects.get(project=walk.project)
    return workflow.apply(
        found.pk, text="有三名评估人员（示例）。", paper=paper, by=supplier, clock=walk.clock
    )


def checked(walk: spine.Purchase, fit: Sequence[bool]) -> Prequalification:
    """As many applications as there are marks, each judged after the time for applying."""
    rows = [applied(walk) for _mark in fit]
    found = Prequalification.objects.get(project=walk.project)
    walk.clock.advance_to(found.apply_until)
    for row, is_fit in zip(rows, fit, strict=True):
        reason = "" if is_fit else "没有评估人员（示例）。"
        workflow.check(row.pk, is_fit=is_fit, reason=reason, by=walk.handler, now=walk.clock.now())
    return found


def bar(supplier: Body, *, on: date) -> None:
    """From now on the law keeps a supplier out: its registration ended before a day."""
    supplier.registration.deregistered_on = on - timedelta(days=1)
    supplier.registration.save(update_fields=["deregistered_on"])
