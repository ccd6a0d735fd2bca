"""Review for tests: criteria, a panel of three, candidates, and each state reached by its verbs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.clock import RehearsalClock, at_local
from procurement import methods
from procurement.review import queries, workflow
from procurement.review.choices import CandidateStatus, Seat
from procurement.review.models import CONSULTATION_METHOD, Candidate, CriteriaScheme, Expert, ReviewSession
from procurement.review.rules import CriterionFacts
from tests.factories.law import law
from tests.factories.people import actor, body, numbers, user
from tests.scenes import kept

STARTS_ON = date(2026, 3, 2)
QUOTES = ("880000", "950000", "820000", "1050000")


def criteria(**weights: str) -> list[CriterionFacts]:
    """A scheme of 100: price 10, plan 60, licensed workers 30 (objective)."""
    price, plan, workers = (
        weights.get(k, v) for k, v in (("price", "10"), ("plan", "60"), ("workers", "30"))
    )
    return [
        CriterionFacts("qualification", "独立承担民事责任", "营业执照或者登记证书在有效期内"),
        CriterionFacts("conformity", "响应文件完整", "签署齐全，没有附加条件"),
        CriterionFacts("price", "价格", "基准价除以最后报价", Decimal(price)),
        CriterionFacts("scored", "服务方案", "流程具体、可核查", Decimal(plan)),
        CriterionFacts("scored", "持证社工", "每人5分", Decimal(workers), True, Decimal("5")),
    ]


LOWEST_PRICE = [*criteria()[:2], CriterionFacts("price", "价格", "最后报价由低到高", Decimal(100))]


def scheme(by: Actor, *, now=None, method: str = CONSULTATION_METHOD, **weights: str) -> CriteriaScheme:
    """A scheme written by its purchaser."""
    is_scored = methods.get(method).is_scored
    facts, now = criteria(**weights) if is_scored else LOWEST_PRICE, now or at_local(STARTS_ON, 9)
    return workflow.create_scheme("评审标准（示例）", facts, by=by, now=now, method=method)


def expert(employer: str = "某高校（示例）", pool: Body | None = None) -> Actor:
    """An expert of the provincial library with the employer that is registered there."""
    person = user()
    Expert.objects.create(
        user=person,
        library_number=f"HN{next(numbers):06d}",
        field_of_service="社会服务",
        employer=employer,
    )
    return actor(Role.EXPERT, of=pool or body(BodyKind.PLATFORM), person=person)


@dataclass
class Room:
    """A review, who is in it and what time it is."""

    clock: RehearsalClock
    session: ReviewSession
    organiser: Actor
    representative: Actor
    experts: list[Actor]
    suppliers: list[Actor]
    seats: list[workflow.NamedSeat] = field(default_factory=list)

    @property
    def panel(self) -> list[Actor]:
        """The chair first, the purchaser's representative last."""
        return [*self.experts, self.representative]

    @property
    def chair(self) -> Actor:
        """The first expert."""
        return self.experts[0]

    def fresh(self) -> ReviewSession:
        """The session as it stands now."""
        self.session = ReviewSession.objects.get(pk=self.session.pk)
        return self.session

    def candidates(self) -> list[Candidate]:
        """All suppliers, in the order in which they bid."""
        found = {c.supplier_id: c for c in queries.candidates_of(self.session)}
        return [found[s.body_id] for s in self.suppliers if s.body_id in found]

    def tick(self):
        """A minute later."""
        return self.clock.advance(minutes=1)


@kept
def formed(
    *,
    suppliers: int = 4,
    experts: int = 2,
    ceiling: str = "1100000",
    method: str = CONSULTATION_METHOD,
    **weights: str,
) -> Room:
    """A review as the notice forms it; its people exist, its panel is not named."""
    law()
    purchaser = body()
    handler = actor(Role.PURCHASER_HANDLER, of=purchaser)
    facts = workflow.SessionFacts(
        number=f"SY2026-{next(numbers):04d}-1",
        title="居家养老上门服务（示例）",
        purchaser_id=purchaser.pk,
        organiser_id=purchaser.pk,
        method=method,
        scheme_id=scheme(handler, method=method, **weights).pk,
        ceiling_amount=Decimal(ceiling),
        decided_on=STARTS_ON,
        panel_size=experts + 1,
    )
    clock = RehearsalClock(at_local(STARTS_ON, 9))
    return Room(
        clock=clock,
        session=workflow.form_session(facts, by=handler, now=clock.now()),
        organiser=handler,
        representative=actor(Role.PURCHASER_REVIEWER, of=purchaser),
        experts=[expert() for _ in range(experts)],
        suppliers=[actor(Role.SUPPLIER) for _ in range(suppliers)],
    )


def seats_of(room: Room) -> list[workflow.NamedSeat]:
    """The lawful panel of a room: the first expert in the chair."""
    experts = [workflow.NamedSeat(e.user_id, Seat.EXPERT, e is room.chair) for e in room.experts]
    return [*experts, workflow.NamedSeat(room.representative.user_id, Seat.PURCHASER)]


def meeting(room: Room) -> workflow.Meeting:
    """Tomorrow, with a slip of the finance department's library."""
    return workflow.Meeting(room.clock.now() + timedelta(days=1), "评审室一（示例）", "CQ-0001")


def named(room: Room | None = None, **facts) -> Room:
    """The panel is named."""
    return name(room or formed(**facts))


def name(room: Room) -> Room:
    """The organiser records the draw."""
    workflow.name_panel(
        room.session.pk, seats_of(room), meeting=meeting(room), by=room.organiser, now=room.clock.now()
    )
    return room


@kept
def received(room: Room | None = None, *, prices: Sequence[str] = QUOTES, **facts) -> Room:
    """The responses have been opened."""
    room = named(room, **facts)
    candidates = [
        workflow.CandidateFacts(
            supplier_id=supplier.body_id,
            reference=f"HZ-{next(numbers):05d}",
            response={
                "plan": f"{supplier.body_name}的服务方案",
                "team": "持证社工六名",
                **({} if room.session.declared.has_final_quote else {"first_price": price}),
            },
            digest=f"{next(numbers):064d}",
        )
        for supplier, price in zip(room.suppliers, cycle(prices), strict=False)
    ]
    workflow.receive_candidates(room.session.pk, candidates, by=SYSTEM, now=room.clock.advance(days=1))
    return room


def qualifications(room: Room) -> list[tuple[int, int]]:
    """Every cell of the purchaser's check."""
    criteria = queries.qualification_criteria(room.session)
    return [(candidate.pk, criterion.pk) for candidate in room.candidates() for criterion in criteria]


def qualify(room: Room, *, failing: dict[Actor, str] | None = None) -> Room:
    """The purchaser checks who qualifies; everybody does but those given, with the reason."""
    failed = {
        c.pk: (failing or {}).get(s, "") for c, s in zip(room.candidates(), room.suppliers, strict=True)
    }
    findings = {cell: workflow.Finding(not failed[cell[0]], failed[cell[0]]) for cell in qualifications(room)}
    workflow.qualify(room.session.pk, findings, by=room.organiser, now=room.tick())
    return room


def qualified(room: Room | None = None, **facts) -> Room:
    """Everybody qualifies for a tender."""
    return qualify(received(room, **facts))


def seated(room: Room | None = None, **facts) -> Room:
    """Everybody has signed the discipline and is free of ties."""
    return declared(received(room, **facts))


def declared(room: Room) -> Room:
    """Every member signs the discipline and declares to be free."""
    for member in room.panel:
        workflow.commit(room.session.pk, by=member, now=room.tick())
        workflow.declare(room.session.pk, recuses=False, by=member, now=room.tick())
    return room


def findings(room: Room, *, failing: dict[Actor, str] | None = None) -> dict:
    """Everything passes but the qualification of the suppliers given, with the reason."""
    failed = {s.body_id: reason for s, reason in (failing or {}).items()}
    first, *others = queries.examined_criteria(room.session)
    cells = {}
    for candidate in room.candidates():
        if candidate.status == CandidateStatus.EXCLUDED:
            continue
        reason = failed.get(candidate.supplier_id, "")
        cells[candidate.pk, first.pk] = workflow.Finding(not reason, reason)
        cells |= {(candidate.pk, k.pk): workflow.Finding(True) for k in others}
    return cells


@kept
def examined(room: Room | None = None, *, failing: dict[Actor, str] | None = None, **facts) -> Room:
    """All members have handed in the same findings."""
    room = room or seated(**facts)
    for member in room.panel:
        workflow.examine(room.session.pk, findings(room, failing=failing), by=member, now=room.tick())
    return room


@kept
def consulted(room: Room | None = None, **facts) -> Room:
    """Everybody has been consulted; final quotes are awaited."""
    room = room or examined(**facts)
    workflow.draw_order(room.session.pk, by=room.chair, now=room.tick())
    for candidate in queries.candidates_of(room.session).filter(status="qualified"):
        now = room.tick()
        minutes = "讨论了服务频次和应急安排。"
        workflow.consult(
            room.session.pk, candidate.pk, minutes=minutes, by=room.chair, now=now, started_at=now
        )
    workflow.finish_consultation(room.session.pk, by=room.chair, now=room.tick())
    return room


@kept
def quoted(room: Room | None = None, *, quotes: tuple[str, ...] = QUOTES, **facts) -> Room:
    """The final quotes have been opened."""
    room = room or consulted(**facts)
    amounts = {s.body_id: Decimal(q) for s, q in zip(room.suppliers, quotes, strict=False)}
    workflow.receive_final_quotes(room.session.pk, amounts, by=SYSTEM, now=room.tick())
    return room


def score_all(room: Room, member: Actor, points: dict[str, list[str]]) -> None:
    """One member scores every valid supplier: criterion name -> points in bidding order."""
    for criterion in queries.scored_criteria(room.session):
        for candidate, value in zip(room.candidates(), points[criterion.name], strict=False):
            if candidate.status == "quoted":
                workflow.save_score(
                    room.session.pk,
                    candidate.pk,
                    criterion.pk,
                    points=Decimal(value),
                    by=member,
                    now=room.tick(),
                )


POINTS = {"服务方案": ["50", "45.5", "40", "30"], "持证社工": ["30", "25", "20", "15"]}


@kept
def scored(room: Room | None = None, *, points: dict[str, list[str]] | None = None, **facts) -> Room:
    """All sheets are in and agree, where the method asks for any."""
    room = room or quoted(**facts)
    for member in room.panel if room.session.declared.is_scored else []:
        score_all(room, member, points or POINTS)
        workflow.submit_sheet(room.session.pk, by=member, now=room.tick())
    return room


@kept
def reported(room: Room | None = None, **facts) -> Room:
    """All have signed; the report is frozen."""
    room = room or scored(**facts)
    for member in room.panel:
        workflow.sign(room.session.pk, agrees=True, by=member, now=room.tick())
    return room
