"""One purchase walked through the real workflow, stage after stage, for tests of the stages that follow.

Each function calls the former one and gives the `Purchase` back, with the clock where the stage left it.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import RehearsalClock, at_local, local_date
from procurement.award import workflow as awards
from procurement.award.models import Award
from procurement.bidding import envelope
from procurement.bidding import workflow as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.rules import Sealed
from procurement.budget.models import BudgetLine
from procurement.budget.rules import Share
from procurement.notices import queries as notice_queries
from procurement.notices import rules as notice_rules
from procurement.notices import workflow as notices
from procurement.notices.rules import ScheduleFacts
from procurement.notices.sections import Texts
from procurement.opening import workflow as opening
from procurement.opening.models import OpeningSession
from procurement.projects import workflow as projects
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.models import Package, ProcurementProject
from tests.factories import locks, making
from tests.factories import review as rooms
from tests.factories.drafting import package_facts, project_facts, response_fields
from tests.factories.law import law
from tests.factories.people import actor, body
from tests.factories.procurement import budget_line, catalogue_item, scheme, separation
from tests.scenes import kept

STARTS_ON, CONSULTATION = date(2026, 3, 2), "competitive_consultation"
AMOUNTS, FIRST_PRICES = ("980000",), ("936000", "950000", "921000")
# Said where the amount is below the threshold and the e-mall comes first in principle.
WHY_NOT_THE_MALL = "电子卖场没有这类服务，公开征集（示例）。"


@dataclass
class Purchase:
    """A purchase, who is in it and what time it is."""

    clock: RehearsalClock
    purchaser: Body
    handler: Actor
    colleague: Actor
    reviewer: Actor
    leader: Actor
    line: BudgetLine
    method: str = CONSULTATION
    project: ProcurementProject | None = None
    suppliers: list[Actor] = field(default_factory=list)
    signatories: list[Actor] = field(default_factory=list)
    phrases: dict[int, str] = field(default_factory=dict)
    room: rooms.Room | None = None
    award: Award | None = None
    finance: Actor | None = None
    texts: Texts = Texts(other_matters="无。", contact_name="何静（示例）", contact_phone="0731-0000-0001")

    @property
    def package(self) -> Package:
        """The first package, fresh from the database."""
        return self.project.packages.select_related("project__purchaser").first()


@kept
def people(*, start: date = STARTS_ON, budget: str = "2000000", method: str = CONSULTATION) -> Purchase:
    """The law in force, a purchaser with its people, and money on a line; `method` is what they choose."""
    law()
    separation()
    purchaser = body()
    return Purchase(
        clock=RehearsalClock(at_local(start, 9)),
        purchaser=purchaser,
        handler=actor(Role.PURCHASER_HANDLER, of=purchaser),
        colleague=actor(Role.PURCHASER_HANDLER, of=purchaser),
        reviewer=actor(Role.PURCHASER_REVIEWER, of=purchaser),
        leader=actor(Role.PURCHASER_LEADER, of=purchaser),
        line=budget_line(purchaser, amount=budget, fiscal_year=start.year),
        method=method,
    )


def people_now(*, days_ago: int | None = None, **facts: str) -> Purchase:
    """People whose purchase begins so that its notice is open on the wall clock and its document obtainable.

    It began on the day before the last working day, whatever holidays lie around today.
    """
    today = local_date(timezone.now())
    if days_ago is not None:
        return people(start=today - timedelta(days=days_ago), **facts)
    law()
    calendar, day = calendars.current(), today
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    return people(start=day - timedelta(days=1), **facts)


@kept
def drafted_project(*amounts: str, purchase: Purchase | None = None, item: str = "A0404") -> Purchase:
    """A project with packages, funds, method and a criteria scheme a package: ready to be submitted.

    With `purchase`, a project of the same people over the same line; `purchase.project` is the new one then.
    """
    amounts = amounts or AMOUNTS
    walk = purchase or people()
    by, now = walk.handler, walk.clock.now()
    facts = project_facts(fiscal_year=now.year, catalogue_item_id=catalogue_item(item).pk)
    walk.project = projects.draft(facts, by=by, now=now)
    projects.arrange_packages(walk.project.pk, package_facts(*amounts), by=by, now=now)
    share = Share(walk.line.pk, sum(map(Decimal, amounts)))
    projects.arrange_funds(walk.project.pk, [share], by=by, now=now)
    walk.project = projects.choose_method(
        walk.project.pk, walk.method, reason=WHY_NOT_THE_MALL, by=by, now=now
    )
    making.say_why(walk)
    for package in walk.project.packages.all():
        projects.choose_scheme(package.pk, scheme(walk.purchaser, method=walk.method).pk, by=by, now=now)
    making.find_demand(walk)
    return walk


@kept
def submitted_project(*amounts: str, purchase: Purchase | None = None, item: str = "A0404") -> Purchase:
    """A project that waits for a second person."""
    walk = drafted_project(*amounts, purchase=purchase, item=item)
    walk.project = projects.submit(
        walk.project.pk, outside_negative_list=True, by=walk.handler, now=walk.clock.advance(hours=1)
    )
    return walk


@kept
def reviewed_project(*amounts: str, purchase: Purchase | None = None, item: str = "A0404") -> Purchase:
    """A submission that somebody who did not draft it has reviewed item by item."""
    walk = submitted_project(*amounts, purchase=purchase, item=item)
    making.review_demand(walk)
    return walk


@kept
def approved_project(*amounts: str, purchase: Purchase | None = None, item: str = "A0404") -> Purchase:
    """A project whose money is held and whose notice may be drafted; in a hurry, so without an intention."""
    walk = reviewed_project(*amounts, purchase=purchase, item=item)
    now = walk.clock.advance(hours=1)
    walk.project = projects.approve(walk.project.pk, opinion="同意。", by=walk.leader, now=now)
    making.clear_for_notice(walk)
    walk.line.refresh_from_db()
    return walk


def schedule_facts(walk: Purchase, **changes) -> ScheduleFacts:
    """The earliest lawful times of a notice issued now."""
    hints = notice_rules.hints(
        issued_on=local_date(walk.clock.now()),
        law=notice_queries.schedule_law(walk.project),
        calendar=calendars.current(),
    )
    facts = {
        "documents_from": hints.documents_from.date,
        "documents_until": hints.documents_until.date,
        "response_deadline": at_local(hints.deadline_on.date, 9, 30),
        "opening_place": "平台线上开启大厅（示例）",
    }
    return ScheduleFacts(**{**facts, **changes})


@kept
def drafted_notice(*amounts: str, purchase: Purchase | None = None) -> Purchase:
    """An approved project whose notice is drafted."""
    walk = approved_project(*amounts, purchase=purchase)
    notices.draft_call(
        walk.project.pk,
        by=walk.handler,
        now=walk.clock.advance(hours=1),
        schedule=schedule_facts(walk),
        texts=walk.texts,
    )
    return walk


@kept
def announced_package(*amounts: str, purchase: Purchase | None = None) -> Purchase:
    """A published notice: documents can be obtained from the next working day on."""
    return published(drafted_notice(*amounts, purchase=purchase))


def published(walk: Purchase) -> Purchase:
    """The drafted notice handed in and published by a second person."""
    notice = walk.project.notices.get()
    notices.submit(notice.pk, by=walk.handler, now=walk.clock.advance(hours=1))
    making.confirm_document(walk)
    now = walk.clock.advance(hours=1)
    notices.publish(notice.pk, by=walk.reviewer, now=now, provisional_confirmed=True)
    bidding.ensure_opening_keys(walk.project.pk, now=walk.clock.now())
    walk.project.refresh_from_db()
    return walk


@kept
def obtained(
    *amounts: str, purchase: Purchase | None = None, suppliers: Sequence[Actor] = (), count: int = 3
) -> Purchase:
    """The procurement document in the hands of social organisations."""
    walk = announced_package(*amounts, purchase=purchase)
    walk.suppliers = list(suppliers) or [actor(Role.SUPPLIER) for _number in range(count)]
    walk.signatories = [
        actor(Role.SUPPLIER_SIGNATORY, of=Body.objects.get(pk=supplier.body_id))
        for supplier in walk.suppliers
    ]
    walk.clock.advance_to(at_local(walk.project.schedule.documents_from, 10))
    for supplier in walk.suppliers:
        notices.obtain_document(walk.project.pk, by=supplier, clock=walk.clock)
    return walk


def sealed(
    package: Package, supplier: Actor, *, phrase: str, kind: str = SubmissionKind.RESPONSE, **fields: str
) -> Sealed:
    """What the supplier's browser makes of the form."""
    made = locks.seal(
        envelope.Payload.new(
            kind=kind,
            package=package.number,
            bidder=Body.objects.get(pk=supplier.body_id).credit_code,
            fields=fields,
        ),
        phrase,
        package.opening_keys.get(kind=kind).public_jwk,
    )
    return Sealed(made.token, made.digests.ciphertext, made.digests.plaintext)


@kept
def submitted(
    *amounts: str, purchase: Purchase | None = None, prices: Sequence[str] = FIRST_PRICES
) -> Purchase:
    """Sealed responses for the first package, one a supplier; `phrases` by body open them."""
    walk = obtained(*amounts, purchase=purchase, count=len(prices))
    for number, (supplier, price) in enumerate(zip(walk.suppliers, prices, strict=True)):
        phrase = walk.phrases.setdefault(supplier.body_id, locks.phrase(number))
        facts = sealed(walk.package, supplier, phrase=phrase, **response_fields(price))
        bidding.submit(
            walk.package.pk, kind=SubmissionKind.RESPONSE, sealed=facts, by=supplier, clock=walk.clock
        )
    return walk


def released(walk: Purchase, kind: str = SubmissionKind.RESPONSE) -> OpeningSession:
    """The opening at its due time, its key released by two officers."""
    session = opening.open_session(walk.package.pk, kind=kind, by=SYSTEM, clock=walk.clock)
    opening.release(session.pk, by=walk.handler, clock=walk.clock)
    return opening.release(session.pk, by=walk.reviewer, clock=walk.clock)


def unlock_all(walk: Purchase, session: OpeningSession) -> None:
    """Every supplier's browser opens the inner lock and hands in the text."""
    by_body = {supplier.body_id: supplier for supplier in walk.suppliers}
    for opened in session.opened.select_related("submission"):
        supplier = by_body[opened.submission.supplier_id]
        plaintext = locks.open_inner(opened.inner, walk.phrases[supplier.body_id])
        encoded = base64.urlsafe_b64encode(plaintext).decode().rstrip("=")
        opening.unlock(opened.pk, encoded=encoded, by=supplier, clock=walk.clock)


@kept
def opened_package(
    *amounts: str, purchase: Purchase | None = None, prices: Sequence[str] = FIRST_PRICES
) -> Purchase:
    """All responses opened and handed to the review."""
    walk = submitted(*amounts, purchase=purchase, prices=prices)
    walk.clock.advance_to(walk.package.response_deadline)
    session = released(walk)
    unlock_all(walk, session)
    opening.conclude(session.pk, by=walk.handler, clock=walk.clock)
    return walk


FINAL_PRICES = ("936000", "950000", "898000")
POINTS = {"服务方案": ["55", "45.5", "40"], "持证社工": ["20", "15", "10"]}


def room_of(walk: Purchase) -> rooms.Room:
    """The review of the first package: two experts and a colleague as representative; the panel is named."""
    walk.room = rooms.Room(
        clock=walk.clock,
        session=walk.package.review,
        organiser=walk.handler,
        representative=walk.colleague,
        experts=[rooms.expert(), rooms.expert()],
        suppliers=walk.suppliers,
    )
    return rooms.name(walk.room)


@kept
def examined(
    *amounts: str, purchase: Purchase | None = None, prices: Sequence[str] = FIRST_PRICES
) -> Purchase:
    """A panel of three found that everybody qualifies."""
    walk = opened_package(*amounts, purchase=purchase, prices=prices)
    rooms.examined(rooms.declared(room_of(walk)))
    return walk


@kept
def consulted(*amounts: str, purchase: Purchase | None = None, **facts) -> Purchase:
    """Everybody has been consulted."""
    walk = examined(*amounts, purchase=purchase, **facts)
    rooms.consulted(walk.room)
    return walk


@kept
def quoted(
    *amounts: str, purchase: Purchase | None = None, quotes: Sequence[str] = FINAL_PRICES, **facts
) -> Purchase:
    """Sealed final quotes handed in within one window, opened by two officers and given to the panel."""
    walk = consulted(*amounts, purchase=purchase, **facts)
    kind = SubmissionKind.FINAL_QUOTE
    window = bidding.open_quote_window(walk.package.pk, minutes=30, by=walk.handler, now=walk.clock.now())
    for supplier, price in zip(walk.suppliers, quotes, strict=False):
        made = sealed(walk.package, supplier, phrase=walk.phrases[supplier.body_id], kind=kind, price=price)
        bidding.submit(walk.package.pk, kind=kind, sealed=made, by=supplier, clock=walk.clock)
    walk.clock.advance_to(window.closes_at)
    session = released(walk, kind)
    unlock_all(walk, session)
    opening.conclude(session.pk, by=walk.handler, clock=walk.clock)
    return walk


@kept
def scored(*amounts: str, purchase: Purchase | None = None, **facts) -> Purchase:
    """All sheets are in and agree; the suppliers are ranked in the order in which they bid."""
    walk = quoted(*amounts, purchase=purchase, **facts)
    rooms.scored(walk.room, points=POINTS)
    return walk


@kept
def reported(*amounts: str, purchase: Purchase | None = None, **facts) -> Purchase:
    """All have signed; the purchaser has received the report."""
    walk = scored(*amounts, purchase=purchase, **facts)
    rooms.reported(walk.room)
    walk.award = awards.receive_report(walk.package.pk, by=SYSTEM, now=walk.clock.advance(minutes=1))
    making.decide_together(walk, DecisionStep.AWARD)
    making.sign_records(walk)
    return walk


@kept
def decided(*amounts: str, purchase: Purchase | None = None, **facts) -> Purchase:
    """Rank 1 proposed by one person and approved by another."""
    walk = reported(*amounts, purchase=purchase, **facts)
    first = walk.award.ranking[0]["candidate"]
    minutes = "2026年党组会议集体研究，同意按排序确定第一名为成交供应商。"
    awards.prepare(walk.award.pk, first, minutes=minutes, by=walk.handler, now=walk.clock.advance(hours=1))
    walk.award = awards.approve(walk.award.pk, by=walk.leader, now=walk.clock.advance(hours=1))
    return walk


@kept
def awarded(*amounts: str, purchase: Purchase | None = None, **facts) -> Purchase:
    """The result is published, every supplier has its letter."""
    walk = decided(*amounts, purchase=purchase, **facts)
    now = walk.clock.advance(hours=1)
    awards.publish_result(walk.award.pk, by=walk.handler, now=now, provisional_confirmed=True)
    walk.award.refresh_from_db()
    return walk
