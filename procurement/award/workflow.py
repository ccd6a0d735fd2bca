"""From the report to the published result: received, prepared, approved by another, published."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox.workflow import notify_body, notify_users
from orgs.people.choices import ORGANISER_ROLES, PURCHASER_ROLES, SUPPLIER_ROLES, Duty, Role
from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement.award import announcements, letters, queries, rules
from procurement.award.choices import OFFICIAL, AwardOrigin, AwardStatus
from procurement.award.models import Award, AwardLetter
from procurement.notices import issuing
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.opening.record import queries as records
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.duties import take
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import Act
from procurement.review import workflow as review
from procurement.review.choices import EndingCause, ReviewStatus
from procurement.review.models import Candidate

A = AwardStatus
APPROVERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)

STEPS = {
    "prepare": Step(
        gettext_lazy("拟定成交供应商"),
        (A.WAITING, A.RETURNED),
        A.PREPARED,
        (Role.PURCHASER_HANDLER, Role.PURCHASER_REVIEWER),
        Duty.AWARD_PREPARE,
        rules.ORDER_87_ART_68,
    ),
    "approve": Step(
        gettext_lazy("批准定标"),
        (A.PREPARED,),
        A.APPROVED,
        APPROVERS,
        Duty.AWARD_APPROVE,
        rules.ORDER_87_ART_68,
    ),
    "return": Step(gettext_lazy("退回定标"), (A.PREPARED,), A.RETURNED, APPROVERS, Duty.AWARD_APPROVE),
    "publish_result": Step(
        gettext_lazy("发布结果公告"), (A.APPROVED,), A.PUBLISHED, ORGANISER_ROLES, basis=rules.ORDER_87_ART_69
    ),
}


@transaction.atomic
def receive_report(package_id: int, *, by: Actor, now: datetime) -> Award | None:
    """Freeze the ranking of a reported review and start the clock; None while there is no report."""
    package = projects.package_for_update(package_id)
    existing = Award.objects.filter(package=package).first()
    session = package.review
    if existing or session is None or session.status != ReviewStatus.REPORTED:
        return existing
    term = queries.law_of(package, "decide_award_workdays")
    until = queries.workdays_after(clock.local_date(now), int(term))
    award = Award.objects.create(
        package=package, ranking=_frozen(session), received_at=now, decide_by=until.date
    )
    project_workflow.reach(package, PackageStatus.REVIEWED, by=by, at=now)
    facts = {"report": session.report_sha256, "decide_by": until.date}
    ledger.record(award, "award.receive_report", says=_("收到评审报告"), by=by, at=now, facts=facts)
    _tell_purchaser(award, _("评审报告已送达，请定标"), now=now)
    return award


@transaction.atomic
def prepare(award_id: int, candidate_id: int, *, minutes: str, by: Actor, now: datetime) -> Award:
    """Propose the winner in rank order, on the minutes of the collective decision (Order 87, art. 68)."""
    award = _begin(award_id, "prepare", by=by, now=now)
    refuse(rules.origin_refusals(is_reviewed=award.origin == AwardOrigin.REVIEW))
    winner = award.package.review.candidates.select_related("supplier").get(pk=candidate_id)
    found = [
        *rules.choice_refusals(winner.rank or 0, ranking=award.ranking, removed=queries.removed_ranks(award)),
        *rules.minutes_refusals(minutes),
        *queries.paper_refusals(award, on=clock.local_date(now)),
        *rules.budget_refusals(winner.final_quote or 0, ceiling=award.package.ceiling_amount),
        *queries.money_refusals(award, winner.final_quote or 0, on=clock.local_date(now)),
    ]
    refuse(rules.by_method(found, award.package.project.method))
    award.winner, award.supplier, award.amount = winner, winner.supplier, winner.final_quote
    award.minutes, award.prepared_by_id, award.opinion = minutes.strip(), by.user_id, ""
    award.save(update_fields=["status", "winner", "supplier", "amount", "minutes", "prepared_by", "opinion"])
    _record(award, "prepare", by=by, at=now)
    _tell_purchaser(award, _("定标待您审批"), now=now, roles=APPROVERS)
    return award


@transaction.atomic
def approve(award_id: int, *, by: Actor, now: datetime, opinion: str = "") -> Award:
    """A second person fixes the award; the two working days for publishing begin."""
    award = _begin(award_id, "approve", by=by, now=now)
    refuse(rules.same_person_refusals(prepared_by=award.prepared_by_id, approved_by=by.user_id))
    refuse(queries.money_refusals(award, award.amount, on=clock.local_date(now)))
    if award.origin != AwardOrigin.REVIEW:
        refuse(queries.supplier_refusals(award.supplier_id, at=now))
    award.approved_by_id, award.approved_at, award.opinion = by.user_id, now, opinion.strip()
    award.save(update_fields=["status", "approved_by", "approved_at", "opinion"])
    project_workflow.reach(award.package, PackageStatus.DECIDED, by=by, at=now)
    _record(award, "approve", by=by, at=now)
    _tell_purchaser(award, _("已定标，请发布结果公告"), now=now, roles=ORGANISER_ROLES)
    return award


@transaction.atomic
def return_award(award_id: int, *, opinion: str, by: Actor, now: datetime) -> Award:
    """A second person sends the proposal back with the reason."""
    award = _begin(award_id, "return", by=by, now=now)
    refuse(rules.opinion_refusals(opinion))
    award.opinion = opinion.strip()
    award.save(update_fields=["status", "opinion"])
    _record(award, "return", by=by, at=now)
    notify_users(
        [award.prepared_by_id],
        subject=_("定标已退回"),
        text=award.opinion,
        url=page(award),
        now=now,
    )
    return award


@transaction.atomic
def publish_result(award_id: int, *, by: Actor, now: datetime, provisional_confirmed: bool = False) -> Notice:
    """Publish the result and, in the same act, tell every supplier its own result (Order 87, art. 69).

    Refused when a day that it tells falls in a year without published holidays and nobody confirmed it.
    """
    award = queries.award_for_update(award_id)
    procedure.advance(award, STEPS, "publish_result", by=by)
    if not projects.organised_by(by).filter(pk=award.package.project_id).exists():
        raise NotPermitted(_("这个项目不是由您的单位组织的。"))
    refuse(suspensions.refusals(award.package_id, Act.PUBLISH, on=clock.local_date(now)))
    refuse(rules.origin_refusals(is_reviewed=award.origin in OFFICIAL))
    refuse(rules.record_refusals(records.unsigned_of(award.package_id)))
    is_awaiting, method = queries.awaits_publication(award), award.package.project.method
    refuse(rules.by_method(rules.handed_over_refusals(is_awaiting=is_awaiting), method))
    told = queries.told_days(award, on=clock.local_date(now))
    refuse(
        rules.provisional_refusals(
            told.challenge_until, is_provisional=told.is_provisional, is_confirmed=provisional_confirmed
        )
    )
    period = int(queries.law_of(award.package, "notice_workdays_result"))
    notice = issuing.publish_notice(
        NoticeType.AWARD_RESULT,
        project=award.package.project,
        package=award.package,
        title=f"{award.package.project.title}（包{award.package.index}）成交结果公告",
        notice_sections=announcements.result(award, period_workdays=period),
        by=by,
        now=now,
        period_workdays=period,
    )
    if notice.status == NoticeStatus.PUBLISHED:
        _let_out(award, notice, by=by, now=now)
    told = queries.told_days(award, on=clock.local_date(notice.published_at or now))
    confirmed = {"confirmed_days": [told.ends_on, told.challenge_until]} if told.is_provisional else {}
    _record(award, "publish_result", by=by, at=now, notice=notice.number, **confirmed)
    return notice


@transaction.atomic
def result_out(notice_id: int, *, by: Actor, now: datetime) -> None:
    """A result that first came out elsewhere is out: everything follows as if published here; once."""
    notice = Notice.objects.published().get(pk=notice_id)
    award = queries.award_for_update(Award.objects.get(package=notice.package_id).pk)
    if award.status == A.APPROVED:
        award.status = A.PUBLISHED
        _let_out(award, notice, by=by, now=now)


def _let_out(award: Award, notice: Notice, *, by: Actor, now: datetime) -> None:
    award.told_at = now
    award.save(update_fields=["status", "told_at"])
    if award.package.review_id:
        review.disclose(award.package.review_id, by=by, now=now)
    project_workflow.reach(award.package, PackageStatus.RESULT_PUBLISHED, by=by, at=now)
    _send_letters(award, notice, now=now)
    if award.origin == AwardOrigin.AGREED:
        _send_agreed(award, notice, now=now)


@transaction.atomic
def publish_termination(package_id: int, *, by: Actor, now: datetime) -> Notice | None:
    """Tell the public and everybody who bid why a review ended without a result; None when that was done."""
    package = projects.package_for_update(package_id)
    session = package.review
    ended = session is not None and session.status == ReviewStatus.TERMINATED
    if not ended or package.status == PackageStatus.TERMINATED:
        return None
    return issuing.terminate(
        package,
        reason=session.termination_reason,
        basis=rules.TERMINATION_BASIS,
        by=by,
        now=now,
        cause=session.termination_cause or EndingCause.OTHER,
    )


def page(award: Award) -> str:
    """The award's page in the workbench."""
    return reverse("award:award", args=[award.pk])


def _begin(award_id: int, verb: str, *, by: Actor, now: datetime) -> Award:
    """Lock, advance, and take the duty: the first two beats of the purchaser's verbs."""
    award = queries.award_for_update(award_id)
    step = procedure.advance(award, STEPS, verb, by=by)
    if award.package.project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    refuse(suspensions.refusals(award.package_id, Act.DECIDE, on=clock.local_date(now)))
    take(award.package.project_id, step.duty, by=by, at=now)
    return award


def _frozen(session) -> list[dict]:
    places = session.candidates.filter(rank__isnull=False).select_related("supplier").order_by("rank")
    return [
        {
            "candidate": c.pk,
            "supplier_id": c.supplier_id,
            "supplier": c.supplier.name,
            "rank": c.rank,
            "amount": str(c.final_quote),
            "total": None if c.total_points is None else str(c.total_points),
        }
        for c in places
    ]


def _record(award: Award, verb: str, *, by: Actor, at: datetime, **facts: object) -> None:
    known = {"package": award.package.number, "winner": award.supplier.name, "amount": award.amount}
    sealed = "" if award.status == A.PUBLISHED else seal_of(award)
    says = STEPS[verb].says
    ledger.record(award, f"award.{verb}", says=says, by=by, at=at, facts={**known, **facts}, seal=sealed)
    if not sealed:
        ledger.unseal(seal_of(award), at=at)


def seal_of(award: Award) -> str:
    """Who was chosen stays sealed in the ledger until the result notice."""
    return f"award:{award.package.number}"


def _send_letters(award: Award, notice: Notice, *, now: datetime) -> None:
    for candidate in Candidate.objects.filter(session=award.package.review_id).select_related("supplier"):
        with translation.override("zh-hans"):
            told = letters.content(award, candidate, notice=notice)
        _send(award, candidate.supplier_id, told, candidate=candidate, now=now)


def _send_agreed(award: Award, notice: Notice, *, now: datetime) -> None:
    """The letter to the only supplier; there is no other to tell."""
    with translation.override("zh-hans"):
        told = letters.agreed_content(award, notice=notice)
    _send(award, award.supplier_id, told, candidate=None, now=now)


def _send(award: Award, supplier_id: int, told: dict, *, candidate: Candidate | None, now: datetime) -> None:
    letter = AwardLetter.objects.create(
        award=award,
        supplier_id=supplier_id,
        candidate=candidate,
        is_winner=told["is_winner"],
        content=told,
        sent_at=now,
    )
    notify_body(
        supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("采购结果通知：%(project)s") % {"project": told["project"]},
        text=told["reason"],
        url=reverse("award:letter", args=[letter.pk]),
        now=now,
    )


def _tell_purchaser(award: Award, subject: str, *, now: datetime, roles: tuple = PURCHASER_ROLES) -> None:
    notify_body(
        award.package.project.purchaser_id,
        roles=roles,
        subject=subject,
        text=str(award.package),
        url=page(award),
        now=now,
    )
