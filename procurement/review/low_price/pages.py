"""What the pages of low prices show."""

from datetime import datetime
from decimal import Decimal

from procurement.review.choices import ReviewStatus
from procurement.review.low_price import queries as low_prices
from procurement.review.low_price import rules
from procurement.review.low_price.choices import LowPriceStatus
from procurement.review.low_price.models import LowPriceReview, LowPriceShares
from procurement.review.models import Candidate, CriteriaScheme, PanelMember, ReviewSession
from procurement.review.queries import price_weight
from procurement.review.rules import price_points
from procurement.review.rules.articles import LOW_PRICE, plain
from procurement.review.workflow import STEPS


def least_minutes(session: ReviewSession) -> dict[str, int]:
    """The minutes of the law, as the form first shows them."""
    law = low_prices.law_of(session)
    return {"minutes": int(law.minutes.value)} if law else {}


def overview(session: ReviewSession, seat: PanelMember, *, now: datetime) -> dict:
    """All prices with their measures, and each review as its member sees it."""
    reviews = list(low_prices.reviews_of(session).prefetch_related("opinions__member__user", "files__paper"))
    law = low_prices.law_of(session)
    return {
        "law": law,
        "basis": LOW_PRICE,
        "compared": low_prices.compared(session),
        "moved": moved(session),
        "reviews": [one(review, seat, now=now) for review in reviews],
        "may_ask": seat.is_chair and any(review.status == LowPriceStatus.FOUND for review in reviews),
        "may_doubt": law is not None and seat.is_chair and session.status in STEPS["doubt_price"].sources,
        "is_open": session.status == ReviewStatus.LOW_PRICE,
    }


def moved(session: ReviewSession) -> list[tuple[Candidate, Decimal, Decimal | None]]:
    """Where a price was rejected: everybody's points for price before it, and now that the base has moved."""
    compared = [candidate for candidate, _own in low_prices.compared(session)]
    valid = [candidate for candidate in compared if candidate.status in low_prices.VALID]
    weight = price_weight(session) if session.declared.is_scored else None
    if not weight or len(valid) == len(compared):
        return []
    before = price_points({c.pk: c.final_quote for c in compared}, weight)
    after = price_points({c.pk: c.final_quote for c in valid}, weight)
    return [(candidate, before[candidate.pk], after.get(candidate.pk)) for candidate in compared]


def one(review: LowPriceReview, seat: PanelMember, *, now: datetime) -> dict:
    """One price under review: others' opinions are shown once it is decided."""
    opinions = list(review.opinions.all())
    own = next((opinion for opinion in opinions if opinion.member_id == seat.pk), None)
    runs = review.status == LowPriceStatus.ASKED and now < review.answer_until
    return {
        "review": review,
        "triggers": [rules.trigger_words(facts) for facts in review.triggers],
        "own": own,
        "is_running": runs,
        "is_silent": review.status == LowPriceStatus.ASKED and not runs,
        "may_judge": own is None
        and review.decided_at is None
        and not runs
        and review.status != LowPriceStatus.FOUND,
        "opinions": opinions if review.decided_at else [],
        "files": list(review.files.all()),
        "basis": LOW_PRICE,
    }


def told(review: LowPriceReview, *, now: datetime) -> dict:
    """The supplier's own page: the question and its time, no figure of anybody else."""
    return {
        "review": review,
        "session": review.candidate.session,
        "candidate": review.candidate,
        "triggers": [rules.told_words(facts) for facts in review.triggers],
        "is_running": review.status == LowPriceStatus.ASKED and now < review.answer_until,
        "files": list(review.files.select_related("paper")),
        "basis": LOW_PRICE,
        "now": now,
    }


def law_percent(scheme: CriteriaScheme, *, now: datetime) -> dict[str, str]:
    """The shares of the law in per cent; nothing while there is none."""
    law = low_prices.law_today(scheme, now=now)
    limits = {"mean": law.mean, "second": law.second, "ceiling": law.ceiling, "cap": law.cap} if law else {}
    return {name: plain(limit.value * 100) for name, limit in limits.items()}


def raised_percent(scheme: CriteriaScheme) -> dict[str, str]:
    """The raised shares as they are typed."""
    own = LowPriceShares.objects.filter(scheme=scheme).first()
    shares = {kind.value: getattr(own, kind) for kind in low_prices.RAISED} if own else {}
    return {kind: plain(share * 100) for kind, share in shares.items() if share is not None}
