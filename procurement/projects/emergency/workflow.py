"""An emergency purchase is entered, confirmed by a second person, and closed when its papers are there."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox.workflow import notify_body
from orgs.people.choices import Role
from portal.kernel import numbers
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step
from procurement.projects import queries as projects
from procurement.projects.emergency import queries, rules
from procurement.projects.emergency.choices import EmergencyStatus
from procurement.projects.emergency.models import EmergencyPaper, EmergencyPurchase
from procurement.projects.emergency.rules import EmergencyFacts

S = EmergencyStatus
ENTERERS = (Role.PURCHASER_HANDLER,)
CONFIRMERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
OPEN = (S.ENTERED, S.CONFIRMED)

STEPS = {
    "confirm": Step(gettext_lazy("确认紧急采购"), (S.ENTERED,), S.CONFIRMED, CONFIRMERS, basis=rules.BASIS),
    "add_paper": Step(gettext_lazy("补交材料"), OPEN, "", ENTERERS, basis=rules.BASIS),
    "close": Step(gettext_lazy("手续办结"), (S.CONFIRMED,), S.CLOSED, CONFIRMERS, basis=rules.BASIS),
}


@transaction.atomic
def enter(facts: EmergencyFacts, *, by: Actor, now: datetime) -> EmergencyPurchase:
    """Enter a purchase that could not wait, as soon as it was decided."""
    if not by.has_role(*ENTERERS):
        raise NotPermitted(_("只有采购人经办可以登记紧急采购。"))
    purchaser = projects.purchaser_of(by)
    refuse(rules.facts_refusals(facts, today=local_date(now)))
    scope = f"JJ-{purchaser.budget_division.gb_code}-{local_date(now).year}"
    made = EmergencyPurchase.objects.create(
        number=f"{scope}-{numbers.next_number(scope):04d}",
        purchaser=purchaser,
        entered_by_id=by.user_id,
        entered_at=now,
        **asdict(facts),
    )
    record(made, "enter", _("登记紧急采购"), by=by, now=now, **asdict(facts))
    notify_body(
        purchaser.pk,
        roles=CONFIRMERS,
        subject=_("紧急采购待确认：%(event)s") % {"event": made.event},
        text=_("请核对事件、理由和决定人，由没有登记的人确认。"),
        url=made.get_absolute_url(),
        now=now,
    )
    return made


@transaction.atomic
def confirm(purchase_id: int, *, by: Actor, now: datetime) -> EmergencyPurchase:
    """A second person confirms the entry."""
    purchase = begin(purchase_id, "confirm", by=by)
    refuse(rules.second_person_refusals(entered_by=purchase.entered_by_id, confirmed_by=by.user_id))
    purchase.confirmed_by_id, purchase.confirmed_at = by.user_id, now
    purchase.save(update_fields=["status", "confirmed_by", "confirmed_at"])
    record(purchase, "confirm", _("确认紧急采购"), by=by, now=now)
    return purchase


@transaction.atomic
def add_paper(purchase_id: int, title: str, *, paper: Upload, by: Actor, now: datetime) -> EmergencyPaper:
    """Hand in a paper afterwards."""
    purchase = begin(purchase_id, "add_paper", by=by)
    made = EmergencyPaper.objects.create(
        purchase=purchase, title=title, paper=paper, by_id=by.user_id, at=now
    )
    record(purchase, "add_paper", _("补交材料"), by=by, now=now, title=title, sha256=paper.sha256)
    return made


@transaction.atomic
def close(purchase_id: int, *, by: Actor, now: datetime) -> EmergencyPurchase:
    """The papers are complete."""
    purchase = begin(purchase_id, "close", by=by)
    refuse(rules.closing_refusals(papers=purchase.papers.count()))
    purchase.save(update_fields=["status"])
    record(purchase, "close", _("紧急采购手续办结"), by=by, now=now)
    return purchase


def begin(purchase_id: int, verb: str, *, by: Actor) -> EmergencyPurchase:
    """Lock an entry of the own body and advance it."""
    purchase = queries.purchase_for_update(purchase_id)
    procedure.advance(purchase, STEPS, verb, by=by)
    if purchase.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的紧急采购。"))
    return purchase


def may_handle(purchase: EmergencyPurchase, verb: str, *, by: Actor | None) -> bool:
    """Whether state, role and body allow a verb; the rules may still refuse it."""
    return procedure.may(purchase, STEPS, verb, by=by) and purchase.purchaser_id == by.body_id


def record(purchase: EmergencyPurchase, verb: str, says: str, *, by: Actor, now: datetime, **facts: object):
    """The last beat of every verb here."""
    ledger.record(purchase, f"emergency.{verb}", says=says, by=by, at=now, facts=facts)
