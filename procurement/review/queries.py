"""Reads, locks and the limits of review, each limited to what the asker may see."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES, PURCHASER_ROLES, SUPPLIER_ROLES, Role
from orgs.people.models import Membership, User
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted
from procurement import methods
from procurement.review import rules
from procurement.review.choices import GONE, CandidateStatus, CriterionKind, ReviewStatus, Seat
from procurement.review.models import (
    Candidate,
    CriteriaScheme,
    Criterion,
    DocumentChange,
    Expert,
    PanelMember,
    ReviewSession,
    Score,
)
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

READERS = (*PURCHASER_ROLES, Role.AGENCY_HANDLER, Role.EXPERT, *SUPPLIER_ROLES)
EXAMINED_KINDS = (CriterionKind.QUALIFICATION, CriterionKind.CONFORMITY)
OVER = (ReviewStatus.TERMINATED, ReviewStatus.MOVED)
STILL_IN = (
    CandidateStatus.QUALIFIED,
    CandidateStatus.QUOTED,
    CandidateStatus.RANKED,
)


@dataclass(frozen=True)
class ReviewLimits:
    """The legal numbers of one review; `usual` and `exception` are suppliers needed to go on."""

    panel_size: rules.Limit
    expert_ratio: rules.Limit
    usual: rules.Limit
    exception: rules.Limit


def limits_on(day: date, *, method: str, region_code: str, is_converted: bool = False) -> ReviewLimits:
    """The numbers for a panel of a method on a day; fewer go on after a failed tender, by approval."""
    law = methods.get(method)
    fewer = law.converted_suppliers if is_converted else None
    least = fewer or law.continue_suppliers
    codes = [law.panel_size.parameter, law.expert_ratio.parameter, least.parameter]
    found = routing.parameters(codes, on=day, region_code=region_code)
    usual_code = law.continue_suppliers.parameter
    usual = routing.parameter(usual_code, on=day, region_code=region_code, category="")
    size, ratio, exception = (_limit(found[code]) for code in codes)
    return ReviewLimits(panel_size=size, expert_ratio=ratio, usual=_limit(usual), exception=exception)


def limits_of(session: ReviewSession) -> ReviewLimits:
    """The numbers by which this review is judged: those of the project's own day."""
    region = session.purchaser.budget_division.code
    return limits_on(
        session.decided_on,
        method=session.method,
        region_code=region,
        is_converted=session.is_converted,
    )


def price_weight_range(day: date, *, method: str, region_code: str) -> tuple[rules.Limit, rules.Limit | None]:
    """The lawful lowest and highest share of the price for services; some methods have no highest.

    A method by the lowest price knows no other points.
    """
    law = methods.get(method)
    if law.evaluation == "lowest_price":
        whole = rules.Limit(Decimal(1), str(law.ranking.article))
        return whole, whole
    ends = [number for number in (law.price_weight_min, law.price_weight_max) if number]
    found = routing.parameters([end.parameter for end in ends], on=day, region_code=region_code)
    limits = [_limit(found[end.parameter]) for end in ends]
    return limits[0], limits[1] if len(limits) > 1 else None


def _limit(parameter: Parameter) -> rules.Limit:
    return rules.Limit(parameter.value, parameter.basis)


# Locks


def scheme_for_update(scheme_id: int) -> CriteriaScheme:
    """The scheme row, locked until the transaction ends."""
    return CriteriaScheme.objects.select_for_update(of=("self",)).select_related("body").get(pk=scheme_id)


def session_for_update(session_id: int) -> ReviewSession:
    """The session row: every verb of a review waits here for the one before it."""
    sessions = ReviewSession.objects.select_for_update(of=("self",))
    return sessions.select_related("purchaser__budget_division", "organiser", "scheme").get(pk=session_id)


# Whom a capacity lets see what


def visible_schemes(actor: Actor | None) -> QuerySet[CriteriaScheme]:
    """The schemes of the acting body."""
    if actor is None or not actor.has_role(*PURCHASER_ROLES, Role.AGENCY_HANDLER):
        return CriteriaScheme.objects.none()
    return CriteriaScheme.objects.filter(body_id=actor.body_id).select_related("body")


def organised_by(actor: Actor | None) -> QuerySet[ReviewSession]:
    """The reviews that this capacity organises."""
    if actor is None or not actor.has_role(*ORGANISER_ROLES):
        return ReviewSession.objects.none()
    sessions = ReviewSession.objects.filter(organiser_id=actor.body_id)
    return sessions.select_related("purchaser", "organiser", "scheme")


def sat_on_by(actor: Actor | None) -> QuerySet[ReviewSession]:
    """The reviews on whose panel this person sits, in the capacity that the seat asks for."""
    if actor is None:
        return ReviewSession.objects.none()
    return ReviewSession.objects.filter(pk__in=seats_of(actor).values("session_id")).select_related(
        "purchaser", "organiser", "scheme"
    )


def seats_of(actor: Actor) -> QuerySet[PanelMember]:
    """The seats that this person holds in this capacity and has not given up."""
    seats = PanelMember.objects.filter(user_id=actor.user_id).exclude(status__in=GONE)
    allowed = []
    if actor.has_role(Role.EXPERT):
        allowed.append(seats.filter(seat=Seat.EXPERT))
    if actor.has_role(*PURCHASER_ROLES):
        allowed.append(seats.filter(seat=Seat.PURCHASER, session__purchaser_id=actor.body_id))
    if not allowed:
        return seats.none()
    return allowed[0] if len(allowed) == 1 else allowed[0] | allowed[1]


def seat_in(session: ReviewSession, *, by: Actor) -> PanelMember:
    """The seat of this person in this review. Raises NotPermitted for everybody else."""
    seat = seats_of(by).filter(session=session).first()
    if seat is None:
        raise NotPermitted(_("您不是这次评审的小组成员。"))
    return seat


def candidacies_of(actor: Actor | None) -> QuerySet[Candidate]:
    """A supplier's own candidacies, nobody else's."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return Candidate.objects.none()
    return Candidate.objects.filter(supplier_id=actor.body_id).select_related("session__purchaser")


def require_organiser(session: ReviewSession, *, by: Actor) -> None:
    """Raises NotPermitted unless this capacity organises the review."""
    if session.organiser_id != by.body_id:
        raise NotPermitted(_("这次评审不是由您的单位组织的。"))


# Parts of a review


def panel_of(session: ReviewSession) -> QuerySet[PanelMember]:
    """The members who have not recused themselves."""
    members = session.members.exclude(status__in=GONE).select_related("user__expert")
    return members.order_by("pk")


def path_of(session: ReviewSession) -> tuple[ReviewStatus, ...]:
    """The states that this review goes through."""
    return rules.path_of(session.declared)


def examined_criteria(session: ReviewSession) -> list[Criterion]:
    """What the panel finds passed or failed: without the qualification where the purchaser checks it."""
    kinds = (CriterionKind.CONFORMITY,) if rules.by_purchaser(session.declared) else EXAMINED_KINDS
    return list(session.scheme.criteria.filter(kind__in=kinds))


def qualification_criteria(session: ReviewSession) -> list[Criterion]:
    """What purchaser or agency check before the panel begins."""
    return list(session.scheme.criteria.filter(kind=CriterionKind.QUALIFICATION))


def examined_candidates(session: ReviewSession) -> QuerySet[Candidate]:
    """Whom the panel examines: who did not fail before it."""
    return candidates_of(session).exclude(qualifications__passed=False)


def scored_criteria(session: ReviewSession) -> list[Criterion]:
    """What the members score; the price is computed."""
    return list(session.scheme.criteria.filter(kind=CriterionKind.SCORED))


def price_weight(session: ReviewSession) -> Decimal:
    """The maximum of the price criterion, in points; nothing where the price is fixed."""
    priced = session.scheme.criteria.filter(kind=CriterionKind.PRICE).first()
    return priced.maximum if priced else Decimal(0)


def candidates_of(session: ReviewSession) -> QuerySet[Candidate]:
    """All suppliers of a review in the order in which they are consulted, else as received."""
    return session.candidates.select_related("supplier__registration").order_by("consult_order", "pk")


def suppliers_to_quote(session_id: int) -> set[int]:
    """The suppliers who may give a final quote: examined, consulted and still there."""
    remaining = Candidate.objects.filter(session_id=session_id, status=CandidateStatus.QUALIFIED)
    return set(remaining.values_list("supplier_id", flat=True))


def changes_sent(session: ReviewSession) -> QuerySet[DocumentChange]:
    """The changes that all suppliers received."""
    return session.changes.filter(sent_at__isnull=False)


def scores_of(session: ReviewSession) -> QuerySet[Score]:
    """All members' points; only for verbs and for pages after all have signed."""
    return Score.objects.filter(sheet__member__in=panel_of(session)).select_related("criterion", "sheet")


def objective_cells(session: ReviewSession) -> list[tuple[int, int]]:
    """The (candidate, criterion) pairs on which the sheets do not agree though the criterion is objective."""
    sheets: dict[int, dict[tuple[int, int], Decimal]] = {}
    for score in scores_of(session).filter(criterion__is_objective=True):
        sheets.setdefault(score.sheet_id, {})[score.candidate_id, score.criterion_id] = score.points
    return rules.unequal_objective(sheets.values())


def with_panel(sessions: QuerySet[ReviewSession]) -> QuerySet[ReviewSession]:
    """Sessions with members and candidates loaded, for lists."""
    members = PanelMember.objects.exclude(status__in=GONE).select_related("user", "sheet")
    return sessions.prefetch_related(Prefetch("members", queryset=members), "candidates__supplier")


def seat_facts(*, user_id: int, name: str, seat: str, is_chair: bool, on: date) -> rules.SeatFacts:
    """What the portal knows of a person who is to sit: employer and bodies acted for."""
    employer = Expert.objects.filter(user_id=user_id).values_list("employer", flat=True).first() or ""
    # An expert's place in the expert pool is no employment.
    bodies = [
        row.body_id
        for row in Membership.objects.active(on=on).filter(user_id=user_id)
        if set(row.roles) != {Role.EXPERT}
    ]
    return rules.SeatFacts(
        user_id=user_id,
        name=name,
        seat=seat,
        is_chair=is_chair,
        employer=employer,
        body_ids=frozenset(bodies),
    )


def colleagues_of(session: ReviewSession, *, on: date) -> QuerySet[User]:
    """The people of the purchaser who may represent it on a panel."""
    active = Membership.objects.active(on=on)
    purchasers = active.filter(body_id=session.purchaser_id, roles__overlap=list(PURCHASER_ROLES))
    return User.objects.filter(memberships__in=purchasers).distinct().order_by("pk")


def may_write_schemes(actor: Actor | None) -> bool:
    """Whether this capacity writes criteria schemes."""
    return actor is not None and actor.has_role(*PURCHASER_ROLES, Role.AGENCY_HANDLER)


def readable_reports(actor: Actor | None) -> QuerySet[ReviewSession]:
    """The signed reports that this capacity may read: its panel's, its organiser's, its purchaser's."""
    reported = ReviewSession.objects.filter(reported_at__isnull=False)
    if actor is None:
        return reported.none()
    own = reported.filter(pk__in=sat_on_by(actor).values("pk")) | reported.filter(
        pk__in=organised_by(actor).values("pk")
    )
    if actor.has_role(*PURCHASER_ROLES):
        own |= reported.filter(purchaser_id=actor.body_id)
    if actor.has_role(Role.SUPERVISOR):
        own |= reported.filter(purchaser__supervising_body_id=actor.body_id)
    return own | reported if actor.has_role(Role.AUDITOR) else own


def sheet_sums(session: ReviewSession) -> list[dict]:
    """Every member's sum for every ranked supplier, where points are given; only after all have signed."""
    if not session.declared.is_scored:
        return []
    sums = scores_of(session).order_by().values_list("sheet__member_id", "candidate_id")
    found = {(member, candidate): total for member, candidate, total in sums.annotate(sum=Sum("points"))}
    ranked = list(candidates_of(session).filter(rank__isnull=False).order_by("rank"))
    return [
        {"member": member, "sums": [(c, found.get((member.pk, c.pk))) for c in ranked]}
        for member in panel_of(session)
    ]


def past_secrecy() -> QuerySet[ReviewSession]:
    """Reviews whose names and single scores are no secret from supervision any more."""
    ended = Q(status__in=OVER)
    return ReviewSession.objects.filter(Q(disclosed_at__isnull=False) | ended)


def past_report() -> QuerySet[ReviewSession]:
    """Reviews whose quotes and places supervision may read."""
    return ReviewSession.objects.filter(Q(reported_at__isnull=False) | Q(status__in=OVER))
