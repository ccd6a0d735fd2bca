"""A notice that waits for its first publication: entered once it is out, or taken back; no period runs."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import Clock, local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.outbox.workflow import later
from portal.kernel.workflow import Step
from procurement.notices import announcing, correcting, corrections, issuing, queries
from procurement.notices import workflow as notices
from procurement.notices.amending import queries as amendments
from procurement.notices.amending import workflow as amending
from procurement.notices.choices import TAKEN_BACK, NoticeStatus, NoticeType
from procurement.notices.models import Notice, Schedule
from procurement.notices.outside import rules
from procurement.notices.outside.rules import Known, Publication
from procurement.notices.prequalification import drafting
from procurement.notices.prequalification import queries as prequalified
from procurement.notices.publicity import workflow as publicity
from procurement.projects import queries as projects

STEPS = {
    "enter": Step(
        gettext_lazy("登记首次发布"),
        (NoticeStatus.AWAITING,),
        NoticeStatus.PUBLISHED,
        queries.CLERK_ROLES,
        basis=rules.BASIS,
    ),
    "take_back": Step(
        gettext_lazy("收回公告"), (NoticeStatus.AWAITING,), NoticeStatus.DRAFT, queries.CLERK_ROLES
    ),
}


@transaction.atomic
def enter(
    notice_id: int, publication: Publication, *, by: Actor, now: datetime, clock: Clock | None = None
) -> Notice:
    """Enter where and when a notice first came out; what follows from it is counted from then."""
    notice = _begin(notice_id, "enter", by=by)
    refuse(rules.publication_refusals(publication, known_of(notice, publication, now=now)))
    if notice.is_call:
        refuse(_purchase_refusals(notice, publication, now=now))
        return announcing.announce(notice, by=by, now=now, first=publication)
    if amendments.is_amendment(notice):
        return amending.put_out(notice, by=by, now=now, first=publication)
    if notice.type == NoticeType.CORRECTION:
        refuse(_correction_refusals(notice, publication, now=now))
        return corrections.carry_out(notice, by=by, now=now, first=publication, clock=clock)
    if notice.type == NoticeType.PREQUALIFICATION:
        refuse(prequalified.published_refusals(notice.project, on=local_date(publication.at)))
    issuing.put_out(notice, by=by, now=now, first=publication, period_workdays=notice.period_workdays)
    if notice.type == NoticeType.AWARD_RESULT:
        later("award.result_out", notice.pk)
    if notice.type in (NoticeType.FRAMEWORK_RESULT, NoticeType.FRAMEWORK_ORDER):
        later("award.framework_out", notice.pk)
    if notice.type == NoticeType.SINGLE_SOURCE:
        publicity.out(notice, by=by, now=now)
    return notice


@transaction.atomic
def take_back(notice_id: int, *, reason: str, by: Actor, now: datetime) -> Notice:
    """Take a notice back that has not come out, to be changed and reviewed again."""
    notice = _begin(notice_id, "take_back", by=by)
    if notice.type not in TAKEN_BACK:
        raise NotPermitted(_("这份公告由办理环节生成，不能收回修改。"))
    if notice.type == NoticeType.PREQUALIFICATION:
        notice.status = NoticeStatus.DISCARDED
        drafting.taken_back(notice.prequalification, opinion=reason, now=now)
    notice.released_at, notice.sha256 = None, ""
    notice.body = {**notice.body, "returned": reason}
    notice.save(update_fields=["status", "released_at", "sha256", "body"])
    ledger.record(
        notice,
        "notices.take_back",
        says=_("收回公告"),
        by=by,
        at=now,
        facts={"project": notice.project.number, "reason": reason},
    )
    return notice


def known_of(notice: Notice, publication: Publication, *, now: datetime) -> Known:
    """What a publication is held against."""
    earlier = [(_("复核交付"), notice.released_at)]
    if notice.corrects:
        earlier.append((_("原公告发布"), notice.corrects.published_at))
    others = Notice.objects.exclude(pk=notice.pk).filter(outside_number=publication.number)
    return Known(
        now=now,
        sites=queries.official_sites(),
        not_before=tuple(earlier),
        is_number_taken=others.exists(),
    )


def _begin(notice_id: int, verb: str, *, by: Actor) -> Notice:
    projects.project_for_update(Notice.objects.get(pk=notice_id).project_id)
    notice = queries.notice_for_update(notice_id)
    if not queries.brings_out(by, notice):
        raise NotPermitted(_("这份公告不由贵单位发布。"))
    procedure.advance(notice, STEPS, verb, by=by)
    return notice


def _purchase_refusals(notice: Notice, publication: Publication, *, now: datetime) -> list:
    on = local_date(publication.at)
    return [
        *notices.readiness(notice.project, publishing=notice),
        *announcing.call_refusals(notice, on=on),
        *rules.late_entry_refusals(
            corrections.stored_schedule(notice),
            entered_on=local_date(now),
            law=queries.schedule_law(notice.project, on=on),
            calendar=calendars.current(),
        ),
    ]


def _correction_refusals(notice: Notice, publication: Publication, *, now: datetime) -> list:
    """Out there and entered here before the deadline, and with a deadline that is still lawful."""
    project, law = notice.project, queries.schedule_law(notice.project)
    stored = corrections.stored_schedule(notice).response_deadline
    schedule = Schedule.objects.get(project=project)
    changed = corrections.changed_texts(corrections.current_texts(project), announcing.stored_texts(notice))
    lawful = corrections.lawful_move(project, schedule, changed, asked=None, on=local_date(publication.at))
    return [
        *correcting.correction_refusals(
            now=now,
            deadline=stored if corrections.correction_of(notice).reopens else schedule.response_deadline,
            asked=None,
            fixed_changed=[],
            has_changes=True,
            basis=corrections.basis_of(law),
        ),
        *rules.moved_refusals(
            stored=stored,
            lawful=lawful.deadline,
            basis=corrections.basis_of(law),
        ),
    ]
