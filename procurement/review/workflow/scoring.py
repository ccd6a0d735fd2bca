"""Final quotes, independent score sheets, and the ranking that follows from them."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from procurement.review import queries, rules
from procurement.review.choices import CandidateStatus, EndingCause, ReviewStatus, Way
from procurement.review.low_price import queries as low_prices
from procurement.review.low_price import rules as low_price
from procurement.review.low_price.models import LowPriceReview
from procurement.review.models import Candidate, Criterion, ReviewSession, Score, ScoreSheet
from procurement.review.rules.articles import ORDER_87_ART_55, ORDER_87_ART_64
from procurement.review.workflow.steps import (
    STEPS,
    digest,
    end_if_too_few,
    note,
    tell_organiser,
    tell_panel,
)

NO_POINTS = Decimal(0)
UNPLACED = (ReviewStatus.SCORING, ReviewStatus.RANKING)


@transaction.atomic
def receive_final_quotes(
    session_id: int, quotes: Mapping[int, Decimal], *, by: Actor, now: datetime
) -> ReviewSession:
    """Take over the final quotes by supplier id; one over the ceiling is invalid (Order 87, art. 63)."""
    session = queries.session_for_update(session_id)
    verb = "receive_final_quotes" if session.declared.is_scored else "compare_final_quotes"
    procedure.advance(session, STEPS, verb, by=by)
    session.save(update_fields=["status"])
    received = digest(session, sorted((key, amount) for key, amount in quotes.items()))
    note(session, verb, by=by, at=now, facts={"received": received})
    _take_prices(session, quotes, missing=_("没有在规定时间内提交最后报价"), by=by, now=now)
    return session


def take_bid_prices(session: ReviewSession, *, by: Actor, now: datetime) -> None:
    """Where no second price is asked for, the bid's own is compared; the session is locked by the verb."""
    session.status = ReviewStatus.SCORING
    session.save(update_fields=["status"])
    examined = queries.candidates_of(session).filter(status=CandidateStatus.QUALIFIED)
    prices = {c.supplier_id: price for c in examined if (price := rules.offered(c.response)) is not None}
    _take_prices(session, prices, missing=_("投标文件没有可以读出的报价"), by=by, now=now)


def _take_prices(
    session: ReviewSession, prices: Mapping[int, Decimal], *, missing: str, by: Actor, now: datetime
) -> None:
    """Keep the prices that count; what is abnormally low is looked at before they are compared."""
    remaining = list(queries.candidates_of(session).filter(status=CandidateStatus.QUALIFIED))
    for candidate in remaining:
        price = prices.get(candidate.supplier_id)
        _take_price(candidate, price, missing=missing, ceiling=session.ceiling_amount)
        candidate.save(update_fields=["status", "reason", "final_quote"])
    valid = sum(c.status == CandidateStatus.QUOTED for c in remaining)
    is_over = not valid and any(prices.get(c.supplier_id, 0) > session.ceiling_amount for c in remaining)
    cause = EndingCause.OVER_BUDGET if is_over else EndingCause.FEW_LEFT
    if end_if_too_few(session, valid, by=by, now=now, cause=cause):
        return
    if not _find_low_prices(session, by=by, now=now):
        open_comparison(session, now=now)


def _find_low_prices(session: ReviewSession, *, by: Actor, now: datetime) -> bool:
    """Stop before anything is compared where a price has to be explained first (财库〔2026〕2号)."""
    law = low_prices.law_of(session)
    prices = {c.pk: c.final_quote for c in _quoted(session)}
    found = law and low_price.triggered(prices, ceiling=session.ceiling_amount, law=law)
    if not found:
        return False
    procedure.advance(session, STEPS, "find_low_prices", by=by)
    session.save(update_fields=["status"])
    LowPriceReview.objects.bulk_create(
        LowPriceReview(candidate_id=key, triggers=[one.facts() for one in hits], found_at=now)
        for key, hits in found.items()
    )
    facts = {"candidates": digest(session, sorted(found))}
    note(session, "find_low_prices", by=by, at=now, facts=facts)
    tell_panel(session, _("有报价达到异常低价审查的标准，请先审查"), now=now)
    tell_organiser(session, _("启动异常低价审查"), now=now)
    return True


def open_comparison(session: ReviewSession, *, now: datetime) -> None:
    """Sheets for the panel, or places at once by the lowest price; sheets handed in already count."""
    if not session.declared.is_scored:
        _settle(session, now=now)
        return
    sheets = ScoreSheet.objects.filter(member__in=queries.panel_of(session))
    if not sheets.exists():
        ScoreSheet.objects.bulk_create(ScoreSheet(member=seat) for seat in queries.panel_of(session))
        tell_panel(session, _("请独立评分"), now=now)
    elif not sheets.filter(submitted_at__isnull=True).exists():
        _rank(session, now=now)
    else:
        tell_panel(session, _("异常低价审查结束，请继续评分"), now=now)


def _take_price(candidate: Candidate, quote: Decimal | None, *, missing: str, ceiling: Decimal) -> None:
    if quote is None:
        candidate.status, candidate.reason = CandidateStatus.NO_QUOTE, missing
        return
    refused = rules.quote_refusal(quote, ceiling=ceiling)
    candidate.final_quote = quote if quote > 0 else None
    candidate.status = CandidateStatus.INVALID if refused else CandidateStatus.QUOTED
    candidate.reason = f"{refused.because}（{refused.basis}）" if refused else ""


@transaction.atomic
def save_score(
    session_id: int,
    candidate_id: int,
    criterion_id: int,
    *,
    points: Decimal,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> Score:
    """Keep one cell of the own sheet; a draft is no act yet: the ledger hears of the sheet handed in.

    Where the more is the better, `points` is the quantity; the points of all suppliers follow from it.
    """
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "save_score", by=by)
    sheet = _own_sheet(session, by=by)
    candidate = session.candidates.select_related("supplier").get(pk=candidate_id)
    criterion = session.scheme.criteria.get(pk=criterion_id, kind="scored")
    refuse(_cell_refusals(session, sheet, candidate, criterion, points))
    is_counted = criterion.way == Way.MOST
    given = {"points": NO_POINTS, "quantity": points} if is_counted else {"points": points}
    score, _is_new = Score.objects.update_or_create(
        sheet=sheet,
        candidate=candidate,
        criterion=criterion,
        defaults={**given, "reason": reason.strip()[:500]},
    )
    return _compared(sheet, criterion, score) if is_counted else score


@transaction.atomic
def submit_sheet(session_id: int, *, by: Actor, now: datetime) -> ReviewSession:
    """Hand in the own sheet; after the last one objective scores are compared and places computed."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "submit_sheet", by=by)
    sheet = _own_sheet(session, by=by)
    refuse([*_closed(sheet), *_unscored(session, sheet), *_unjustified(sheet)])
    sheet.submitted_at = now
    sheet.save(update_fields=["submitted_at"])
    cells = sorted(sheet.scores.values_list("candidate_id", "criterion_id", "points"))
    note(session, "submit_sheet", by=by, at=now, facts={"sheet": digest(session, cells)})
    sheets = ScoreSheet.objects.filter(member__in=queries.panel_of(session))
    if sheets.filter(submitted_at__isnull=True).exists():
        return session
    if queries.objective_cells(session):
        sheets.update(submitted_at=None, returned_at=now)
        tell_panel(session, _("客观分不一致，请核对"), now=now)
        return session
    _rank(session, now=now)
    return session


@transaction.atomic
def draw_tie(session_id: int, *, by: Actor, now: datetime) -> ReviewSession:
    """Draw by lot between suppliers equal in everything; the chair draws, the result stands in the ledger."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "draw_tie", by=by)
    if not queries.seat_in(session, by=by).is_chair:
        raise NotPermitted(_("抽签由组长办理。"))
    tied = [key for group in rules.rank(_standings(session)).tied for key in group]
    refuse(_no_tie() if not tied else [])
    secrets.SystemRandom().shuffle(tied)
    lots = {key: order for order, key in enumerate(tied, start=1)}
    note(session, "draw_tie", by=by, at=now, facts={"lots": digest(session, tied)})
    _place(session, rules.rank(_standings(session), lots=lots))
    _open_signing(session, now=now)
    return session


def tied_groups(session: ReviewSession) -> tuple[tuple[int, ...], ...]:
    """The candidates that only the lot can order; empty unless all points or prices are in."""
    standings = _standings(session)
    return rules.rank(standings).tied if session.status in UNPLACED else ()


def _own_sheet(session: ReviewSession, *, by: Actor) -> ScoreSheet:
    return ScoreSheet.objects.select_for_update().get(member=queries.seat_in(session, by=by))


def _cell_refusals(
    session: ReviewSession, sheet: ScoreSheet, candidate: Candidate, criterion: Criterion, points: Decimal
) -> list[Refusal]:
    refusals = _closed(sheet)
    if candidate.status != CandidateStatus.QUOTED:
        because = _("%(supplier)s的报价无效或者没有报价，不再评分。") % {"supplier": candidate.supplier.name}
        refusals.append(Refusal(because, ORDER_87_ART_55, code="not_scored"))
    if sheet.returned_at and (candidate.pk, criterion.pk) not in queries.objective_cells(session):
        because = _("评分表已经提交过，现在只能核对不一致的客观分。")
        refusals.append(Refusal(because, ORDER_87_ART_64, code="only_objective"))
    wrong = rules.cell_refusal(points, criterion.facts)
    return [*refusals, wrong] if wrong else refusals


def _compared(sheet: ScoreSheet, criterion: Criterion, score: Score) -> Score:
    """The points of every supplier whose quantity stands on the sheet, by the most of them."""
    counted = list(sheet.scores.filter(criterion=criterion))
    points = rules.most_points({one.pk: one.quantity for one in counted}, criterion.maximum)
    for one in counted:
        one.points = points[one.pk]
    Score.objects.bulk_update(counted, ["points"])
    score.points = points[score.pk]
    return score


def _closed(sheet: ScoreSheet) -> list[Refusal]:
    if sheet.submitted_at is None:
        return []
    because, remedy = _("您的评分表已经提交，不能修改。"), _("请等待其他成员提交。")
    return [Refusal(because, ORDER_87_ART_64, remedy, code="sheet_submitted")]


def _unscored(session: ReviewSession, sheet: ScoreSheet) -> list[Refusal]:
    have = set(sheet.scores.values_list("candidate_id", "criterion_id"))
    missing = [
        (candidate, criterion)
        for candidate in _quoted(session)
        for criterion in queries.scored_criteria(session)
        if (candidate.pk, criterion.pk) not in have
    ]
    if not missing:
        return []
    candidate, criterion = missing[0]
    because = _("还有 %(count)d 项没有评分，第一项是%(supplier)s的“%(criterion)s”。") % {
        "count": len(missing),
        "supplier": candidate.supplier.name,
        "criterion": criterion.name,
    }
    return [Refusal(because, ORDER_87_ART_55, _("请评完所有项目再提交。"), code="sheet_incomplete")]


def _unjustified(sheet: ScoreSheet) -> list[Refusal]:
    """The full mark or nothing at all needs its reason where the panel judges."""
    scores = sheet.scores.filter(reason="").select_related("criterion", "candidate__supplier")
    bare = [score for score in scores if rules.needs_reason(score.points, score.criterion.facts)]
    if not bare:
        return []
    because = _("%(supplier)s的“%(criterion)s”评了 %(points)s 分，还没有写理由。") % {
        "supplier": bare[0].candidate.supplier.name,
        "criterion": bare[0].criterion.name,
        "points": rules.plain(bare[0].points),
    }
    return [Refusal(because, remedy=_("满分和零分请写明理由，再提交。"), code="extreme_without_reason")]


def _quoted(session: ReviewSession) -> list[Candidate]:
    return list(queries.candidates_of(session).filter(status=CandidateStatus.QUOTED))


def _rank(session: ReviewSession, *, now: datetime) -> None:
    """Price points, technical points, totals; then places."""
    quoted = _quoted(session)
    prices = rules.price_points({c.pk: c.final_quote for c in quoted}, queries.price_weight(session))
    sums = queries.scores_of(session).values_list("candidate_id", "sheet_id").annotate(sum=Sum("points"))
    sheets: dict[int, list[Decimal]] = {}
    for candidate_id, _sheet, points in sums.order_by():
        sheets.setdefault(candidate_id, []).append(points)
    for candidate in quoted:
        candidate.price_points = prices[candidate.pk]
        candidate.technical_points = rules.technical_points(sheets.get(candidate.pk, [Decimal(0)]))
        candidate.total_points = candidate.price_points + candidate.technical_points
        candidate.save(update_fields=["price_points", "technical_points", "total_points"])
    _settle(session, now=now)


def rank_anew(session: ReviewSession, *, now: datetime) -> None:
    """Points and places after a score was corrected before signing; the session is locked by the verb."""
    session.candidates.filter(status=CandidateStatus.RANKED).update(status=CandidateStatus.QUOTED, rank=None)
    session.status = ReviewStatus.SCORING
    session.save(update_fields=["status"])
    _rank(session, now=now)


def _settle(session: ReviewSession, *, now: datetime) -> None:
    """Give the places, unless the lot has to decide between equals."""
    ranking = rules.rank(_standings(session))
    if ranking.tied:
        tell_panel(session, _("有供应商的排序条件完全相同，需要抽签"), now=now)
        return
    _place(session, ranking)
    _open_signing(session, now=now)


def _standings(session: ReviewSession) -> Sequence[rules.Standing[int]]:
    """What decides the places: in a tender equal price and points are joint (Order 87, art. 57).

    Where nobody scores, the price alone (Order 74, art. 35).
    """
    if not session.declared.is_scored:
        return [rules.Standing(c.pk, NO_POINTS, c.final_quote, NO_POINTS) for c in _quoted(session)]
    counts_technical = session.declared.has_final_quote
    return [
        rules.Standing(
            c.pk, c.total_points, c.final_quote, c.technical_points if counts_technical else NO_POINTS
        )
        for c in _quoted(session)
        if c.total_points is not None
    ]


def _place(session: ReviewSession, ranking: rules.Ranking[int]) -> None:
    places = {key: place for place, key in enumerate(ranking.order, start=1)}
    for candidate in _quoted(session):
        candidate.rank, candidate.status = places[candidate.pk], CandidateStatus.RANKED
        candidate.save(update_fields=["rank", "status"])


def _open_signing(session: ReviewSession, *, now: datetime) -> None:
    session.status = ReviewStatus.SIGNING
    session.save(update_fields=["status"])
    tell_panel(session, _("请签署评审报告"), now=now)
    tell_organiser(session, _("排序已经得出，等待签署"), now=now)


def _no_tie() -> list[Refusal]:
    return [Refusal(_("没有需要抽签的供应商。"), ORDER_87_ART_55, code="no_tie")]
