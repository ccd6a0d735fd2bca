"""Reads of the review of low prices: the law of a day, what a document raised, what waits for whom."""

from datetime import date, datetime

from django.db.models import QuerySet

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from procurement.review import queries, rules
from procurement.review.choices import CandidateStatus
from procurement.review.low_price.choices import OPEN, LowPriceStatus, TriggerKind
from procurement.review.low_price.models import LowPriceFile, LowPriceOpinion, LowPriceReview, LowPriceShares
from procurement.review.low_price.rules import Comparison, LowPriceLaw, comparisons
from procurement.review.low_price.rules import printed as printed_words
from procurement.review.models import Candidate, CriteriaScheme, PanelMember, ReviewSession
from procurement.routing import queries as routing

CODES = ("low_price_mean", "low_price_second", "low_price_ceiling", "low_price_cap", "low_price_minutes")
RAISED = (TriggerKind.MEAN, TriggerKind.SECOND, TriggerKind.CEILING)
VALID = (CandidateStatus.QUOTED, CandidateStatus.RANKED)


def law_on(day: date, *, region_code: str) -> LowPriceLaw | None:
    """The numbers of a day; None before they are law."""
    found = routing.in_force(CODES, on=day, region_code=region_code, category=routing.SERVICES)
    if any(code not in found for code in CODES):
        return None
    return LowPriceLaw(*(rules.Limit(found[code].value, found[code].basis) for code in CODES))


def law_of(session: ReviewSession) -> LowPriceLaw | None:
    """The numbers by which a review is judged: the law of its day, as far as its document raises them."""
    law = law_on(session.decided_on, region_code=session.purchaser.budget_division.code)
    return law and raised(law, session.scheme)


def law_today(scheme: CriteriaScheme, *, now: datetime) -> LowPriceLaw | None:
    """The numbers in force today at the level of whoever writes a scheme."""
    division = scheme.body.budget_division or scheme.body.division
    return law_on(local_date(now), region_code=division.code)


def raised(law: LowPriceLaw, scheme: CriteriaScheme) -> LowPriceLaw:
    """The law with the shares that a scheme writes."""
    own = LowPriceShares.objects.filter(scheme=scheme).first()
    shares = {kind: getattr(own, kind) for kind in RAISED if own and getattr(own, kind) is not None}
    written = {kind: rules.Limit(share, law.cap.basis) for kind, share in shares.items()}
    return LowPriceLaw(
        written.get(TriggerKind.MEAN, law.mean),
        written.get(TriggerKind.SECOND, law.second),
        written.get(TriggerKind.CEILING, law.ceiling),
        law.cap,
        law.minutes,
    )


def printed(scheme: CriteriaScheme, *, on: date, region_code: str) -> list[str]:
    """What the document says of low prices; nothing before they are law."""
    law = law_on(on, region_code=region_code)
    return printed_words(raised(law, scheme)) if law else []


def printed_today(scheme: CriteriaScheme, *, now: datetime) -> list[str]:
    """The same as it would be printed today."""
    law = law_today(scheme, now=now)
    return printed_words(raised(law, scheme)) if law else []


def compared(session: ReviewSession) -> list[tuple[Candidate, list[Comparison]]]:
    """Every price that was valid when prices came, beside its measures."""
    law = law_of(session)
    if law is None:
        return []
    looked_at = reviews_of(session).filter(status=LowPriceStatus.REJECTED).values("candidate")
    candidates = queries.candidates_of(session)
    shown = list(candidates.filter(status__in=VALID) | candidates.filter(pk__in=looked_at))
    prices = {c.pk: c.final_quote for c in shown}
    found = comparisons(prices, ceiling=session.ceiling_amount, law=law)
    return [(candidate, found[candidate.pk]) for candidate in shown]


def reviews_of(session: ReviewSession) -> QuerySet[LowPriceReview]:
    """The prices of a review that are looked at."""
    rows = LowPriceReview.objects.filter(candidate__session=session)
    return rows.select_related("candidate__supplier", "explained_by").order_by("pk")


def open_in(session: ReviewSession) -> QuerySet[LowPriceReview]:
    """Those that are not decided yet."""
    return reviews_of(session).filter(status__in=OPEN)


def review_for_update(review_id: int) -> LowPriceReview:
    """One price under review, locked; its session must be locked before."""
    rows = LowPriceReview.objects.select_for_update(of=("self",))
    return rows.select_related("candidate__supplier").get(pk=review_id)


def session_id_of(review_id: int) -> int:
    """The review to which a price belongs; locked first."""
    return LowPriceReview.objects.values_list("candidate__session_id", flat=True).get(pk=review_id)


def own(actor: Actor | None) -> QuerySet[LowPriceReview]:
    """The supplier's own prices that the panel asked about."""
    candidacies = queries.candidacies_of(actor).values("pk")
    rows = LowPriceReview.objects.filter(candidate__in=candidacies, asked_at__isnull=False)
    return rows.select_related("candidate__session__purchaser", "candidate__supplier")


def waiting_for(actor: Actor, *, now: datetime) -> QuerySet[LowPriceReview]:
    """What the supplier has to explain now."""
    return own(actor).filter(status=LowPriceStatus.ASKED, answer_until__gt=now)


def waits_for(seat: PanelMember) -> bool:
    """Whether the review of prices waits for this member: the chair asks, then everybody judges."""
    reviews = open_in(seat.session)
    if reviews.filter(status=LowPriceStatus.FOUND).exists():
        return seat.is_chair
    mine = LowPriceOpinion.objects.filter(member=seat).values("review")
    return reviews.exclude(pk__in=mine).exists()


def readable_files(actor: Actor | None) -> QuerySet[LowPriceFile]:
    """The files of an explanation: for the own supplier, the panel, and after the report its readers."""
    files = LowPriceFile.objects.select_related("paper")
    if actor is None:
        return files.none()
    sessions = queries.sat_on_by(actor).filter(
        members__user=actor.user_id, members__committed_at__isnull=False
    )
    return (
        files.filter(review__in=own(actor).values("pk"))
        | files.filter(review__candidate__session__in=sessions.values("pk"))
        | files.filter(review__candidate__session__in=queries.readable_reports(actor).values("pk"))
    ).distinct()


def passed_review(candidate: Candidate | None) -> bool:
    """Whether a price was looked at and explained: its contract is watched more closely."""
    return LowPriceReview.objects.filter(candidate=candidate, status=LowPriceStatus.ACCEPTED).exists()


def rejected_in(session: ReviewSession | None) -> int:
    """How many responses of a review were invalid for their price."""
    return LowPriceReview.objects.filter(candidate__session=session, status=LowPriceStatus.REJECTED).count()
