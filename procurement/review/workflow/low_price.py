"""Abnormally low prices: doubted, asked about, explained, judged by the majority (财库〔2026〕2号)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.inbox.workflow import notify_body
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.uploads import Upload
from procurement.review import queries, rules
from procurement.review.choices import CandidateStatus, EndingCause, ReviewStatus
from procurement.review.low_price import queries as low_prices
from procurement.review.low_price import rules as law
from procurement.review.low_price.choices import LowPriceStatus, TriggerKind
from procurement.review.low_price.models import LowPriceFile, LowPriceOpinion, LowPriceReview
from procurement.review.models import Candidate, ReportSignature, ReviewSession
from procurement.review.rules.articles import LOW_PRICE
from procurement.review.workflow.scoring import open_comparison
from procurement.review.workflow.steps import (
    STEPS,
    digest,
    end_if_too_few,
    note,
    page,
    suppliers_seal_of,
    tell_organiser,
    tell_panel,
)

MOST_FILES = 5


@dataclass(frozen=True)
class Opinion:
    """What one member finds, why, and what was looked up on the web."""

    accepts: bool
    reason: str
    looked_up: str = ""


@transaction.atomic
def doubt_price(candidate_id: int, *, reason: str, by: Actor, now: datetime) -> LowPriceReview:
    """The panel finds a price low by its own judgement; the chair says why."""
    session = queries.session_for_update(_session_id(candidate_id))
    procedure.advance(session, STEPS, "doubt_price", by=by)
    if not queries.seat_in(session, by=by).is_chair:
        raise NotPermitted(_("小组认为报价明显偏低的，由组长提出。"))
    candidate = session.candidates.select_related("supplier").get(pk=candidate_id)
    refuse(_doubt_refusals(session, candidate, reason))
    session.save(update_fields=["status"])
    placed = session.candidates.filter(status=CandidateStatus.RANKED)
    placed.update(rank=None, status=CandidateStatus.QUOTED)
    review = LowPriceReview.objects.create(
        candidate=candidate,
        triggers=[{"kind": TriggerKind.PANEL.value, "reason": reason.strip()}],
        found_at=now,
    )
    facts = {"candidate": digest(session, candidate.pk), "reason": digest(session, reason.strip())}
    note(session, "doubt_price", by=by, at=now, facts=facts)
    tell_panel(session, _("启动异常低价审查"), now=now)
    return review


@transaction.atomic
def ask_price(session_id: int, *, minutes: int, by: Actor, now: datetime) -> ReviewSession:
    """The chair asks everybody whose price is looked at, and the time begins at once for all of them."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "ask_price", by=by)
    if not queries.seat_in(session, by=by).is_chair:
        raise NotPermitted(_("由组长要求供应商说明。"))
    waiting = list(low_prices.reviews_of(session).filter(status=LowPriceStatus.FOUND))
    refuse([*_nobody_to_ask(waiting), *law.asking_refusals(minutes, law=low_prices.law_of(session))])
    for review in waiting:
        review.status, review.asked_at = LowPriceStatus.ASKED, now
        review.answer_until = now + timedelta(minutes=minutes)
        review.save(update_fields=["status", "asked_at", "answer_until"])
        _ask(session, review, minutes=minutes, now=now)
    asked = digest(session, [review.candidate_id for review in waiting])
    note(session, "ask_price", by=by, at=now, facts={"asked": asked, "answer_minutes": minutes})
    return session


@transaction.atomic
def explain_price(
    review_id: int, *, text: str, papers: Sequence[Upload] = (), by: Actor, clock: Clock
) -> LowPriceReview:
    """The supplier explains its costs, once and in writing, while its time runs; read after the lock."""
    session = queries.session_for_update(low_prices.session_id_of(review_id))
    procedure.advance(session, STEPS, "explain_price", by=by)
    review = low_prices.review_for_update(review_id)
    if review.candidate.supplier_id != by.body_id:
        raise NotPermitted(_("只能说明本单位的报价。"))
    now = clock()
    refuse(_explain_refusals(review, text, papers, now=now))
    review.status, review.explanation = LowPriceStatus.EXPLAINED, text.strip()
    review.explained_at, review.explained_by_id = now, by.user_id
    review.save(update_fields=["status", "explanation", "explained_at", "explained_by"])
    LowPriceFile.objects.bulk_create(LowPriceFile(review=review, paper=paper) for paper in papers)
    said = digest(session, [review.explanation, *(paper.sha256 for paper in papers)])
    facts = {"candidate": digest(session, review.candidate_id), "explanation": said}
    note(session, "explain_price", by=by, at=now, facts=facts, seal=suppliers_seal_of(session))
    tell_panel(session, _("供应商已提交报价说明，请审查"), now=now)
    return review


@transaction.atomic
def judge_price(review_id: int, opinion: Opinion, *, by: Actor, clock: Clock) -> LowPriceReview:
    """One member's opinion with reasons; with the last one the majority decides (Order 87, art. 61)."""
    session = queries.session_for_update(low_prices.session_id_of(review_id))
    procedure.advance(session, STEPS, "judge_price", by=by)
    seat, review, now = queries.seat_in(session, by=by), low_prices.review_for_update(review_id), clock()
    refuse(_judge_refusals(review, seat, opinion, now=now))
    LowPriceOpinion.objects.create(
        review=review,
        member=seat,
        accepts=opinion.accepts,
        reason=opinion.reason.strip(),
        looked_up=opinion.looked_up.strip(),
        at=now,
    )
    said = digest(session, [review.candidate_id, opinion.accepts, opinion.reason.strip()])
    note(session, "judge_price", by=by, at=now, facts={"opinion": said})
    if review.opinions.count() == queries.panel_of(session).count():
        _decide(session, review, by=by, now=now)
    return review


def _decide(session: ReviewSession, review: LowPriceReview, *, by: Actor, now: datetime) -> None:
    """The majority's finding; after the last price under review the comparison goes on, or all ends."""
    opinions = list(review.opinions.all())
    accepted = rules.is_passed([opinion.accepts for opinion in opinions])
    reasons = [opinion.reason for opinion in opinions if opinion.accepts == accepted]
    review.status = LowPriceStatus.ACCEPTED if accepted else LowPriceStatus.REJECTED
    review.conclusion = (
        "；".join(dict.fromkeys(reasons))
        if accepted
        else law.conclusion(reasons, has_explanation=review.explained_at is not None, basis=LOW_PRICE)
    )
    review.decided_at = now
    review.save(update_fields=["status", "conclusion", "decided_at"])
    if not accepted:
        candidate = review.candidate
        candidate.status, candidate.reason = CandidateStatus.INVALID, review.conclusion[:1000]
        candidate.save(update_fields=["status", "reason"])
    if not low_prices.open_in(session).exists():
        _go_on(session, by=by, now=now)


def _go_on(session: ReviewSession, *, by: Actor, now: datetime) -> None:
    """Scores or places of those that are left; the base is then the lowest of theirs."""
    session.status = ReviewStatus.SCORING if session.declared.is_scored else ReviewStatus.RANKING
    session.save(update_fields=["status"])
    valid = session.candidates.filter(status=CandidateStatus.QUOTED).count()
    if end_if_too_few(session, valid, by=by, now=now, cause=EndingCause.FEW_LEFT):
        return
    tell_organiser(session, _("异常低价审查结束"), now=now)
    open_comparison(session, now=now)


def _ask(session: ReviewSession, review: LowPriceReview, *, minutes: int, now: datetime) -> None:
    says = _(
        "%(number)s：评审小组要求贵单位在 %(minutes)d 分钟内书面说明报价，可以附材料。"
        "逾期没有说明的，响应无效。"
    )
    notify_body(
        review.candidate.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("请立即书面说明报价"),
        text=says % {"number": session.number, "minutes": minutes},
        url=page(session, "explain_price"),
        now=now,
    )


def _session_id(candidate_id: int) -> int:
    return Candidate.objects.values_list("session_id", flat=True).get(pk=candidate_id)


def _doubt_refusals(session: ReviewSession, candidate: Candidate, reason: str) -> list[Refusal]:
    if low_prices.law_of(session) is None:
        because, remedy = _("本项目适用的规定里没有异常低价审查。"), _("请按采购文件的规定评审。")
        return [Refusal(because, LOW_PRICE, remedy, code="not_in_force")]
    if ReportSignature.objects.filter(member__session=session).exists():
        because, remedy = _("已经有成员签署评审报告。"), _("不同意的，请在签署时写明不同意见和理由。")
        return [Refusal(because, LOW_PRICE, remedy, code="signed")]
    if candidate.status not in low_prices.VALID or hasattr(candidate, "low_price_review"):
        because = _("%(supplier)s的报价已经审查过，或者已经无效。") % {"supplier": candidate.supplier.name}
        return [Refusal(because, LOW_PRICE, _("请查看审查结论。"), code="looked_at")]
    if not reason.strip():
        because, remedy = _("还没有写理由。"), _("请写明小组认为报价明显偏低的理由。")
        return [Refusal(because, LOW_PRICE, remedy, code="no_reason")]
    return []


def _nobody_to_ask(waiting: list[LowPriceReview]) -> list[Refusal]:
    if waiting:
        return []
    because, remedy = _("已经要求供应商说明。"), _("请等待说明，或者提交审查意见。")
    return [Refusal(because, LOW_PRICE, remedy, code="nobody_to_ask")]


def _explain_refusals(
    review: LowPriceReview, text: str, papers: Sequence[Upload], *, now: datetime
) -> list[Refusal]:
    is_asked = review.status == LowPriceStatus.ASKED
    refusals = law.explaining_refusals(
        is_asked=is_asked, until=review.answer_until, text=text, now=now, basis=LOW_PRICE
    )
    if len(papers) > MOST_FILES:
        because = _("一次最多附 %(most)d 个文件。") % {"most": MOST_FILES}
        refusals.append(Refusal(because, LOW_PRICE, _("请合并以后再提交。"), code="too_many_files"))
    return refusals


def _judge_refusals(review: LowPriceReview, seat, opinion: Opinion, *, now: datetime) -> list[Refusal]:
    if review.opinions.filter(member=seat).exists():
        because, remedy = _("您已经提交过审查意见。"), _("请等待其他成员。")
        return [Refusal(because, LOW_PRICE, remedy, code="judged")]
    runs = review.status == LowPriceStatus.ASKED and now < review.answer_until
    return law.judging_refusals(
        is_waiting=runs or review.status == LowPriceStatus.FOUND,
        has_explanation=review.explained_at is not None,
        accepts=opinion.accepts,
        reason=opinion.reason,
        basis=LOW_PRICE,
    )
