"""Correction notices: what changes, before and after; the law moves the deadline when too few days remain."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES, Duty
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import Clock, local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from procurement import methods
from procurement.methods.terms import Terms
from procurement.notices import correcting, days_off, documents, issuing, queries, rules, sections
from procurement.notices.choices import CALLS, NoticeStatus, NoticeType
from procurement.notices.correcting import Moved
from procurement.notices.models import Notice, Schedule
from procurement.notices.outside.rules import Publication
from procurement.notices.rules import ScheduleFacts, ScheduleLaw
from procurement.notices.sections import Texts
from procurement.projects import duties
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject

FIXED_TEXTS = {"specific_qualification": "特定资格要求", "accepts_consortium": "是否接受联合体"}
AFFECTING_TEXTS = {
    "service_requirements": "采购需求的说明",
    "contract_terms": "合同主要条款",
    "response_requirements": "",
    "other_matters": "其他补充事宜",
}
PLAIN_TEXTS = {"contact_name": "联系人", "contact_phone": "联系电话"}


@dataclass(frozen=True)
class Correction:
    """What a purchaser wants to correct: texts as they shall read, later times, a place, and why.

    `reopens` lets bids in again after the deadline, which only the decision on an outage does.
    """

    texts: Texts
    reason: str
    opening_place: str
    asked_deadline: datetime | None = None
    asked_until: date | None = None
    reopens: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a correction comes to on a day: the schedule from then on, the changes, a move by law."""

    schedule: ScheduleFacts
    changes: list[dict]
    moved: Moved


@transaction.atomic
def draft_correction(notice_id: int, *, by: Actor, now: datetime, correction: Correction) -> Notice:
    """Draft a correction of a published call; what it may not change is refused (NTC-06)."""
    original = queries.notice_for_update(notice_id)
    project = projects.project_for_update(original.project_id)
    if not (queries.conducts(by, project) and by.has_role(*ORGANISER_ROLES)):
        raise NotPermitted(_("您当前的身份不能编制更正公告。"))
    refuse(correcting.one_at_a_time_refusals(queries.corrections_in_progress(original)))
    duties.take(project.pk, Duty.DOCUMENT_DRAFT, by=by, at=now)
    outcome = judge(project, correction, now=now, on=queries.expected_on(now))
    notice = Notice.objects.create(
        number=issuing.next_number(project),
        type=NoticeType.CORRECTION,
        project=project,
        corrects=original,
        is_for_invited=original.is_for_invited,
        title=f"{project.title}更正公告",
        body=_body(original, correction, outcome),
        created_by_id=by.user_id,
    )
    ledger.record(
        notice, "notices.draft", says=_("编制更正公告"), by=by, at=now, facts={"project": project.number}
    )
    return notice


@transaction.atomic
def edit_correction(notice_id: int, *, by: Actor, now: datetime, correction: Correction) -> Notice:
    """Change a drafted correction, also when a second person sent it back."""
    project = projects.project_for_update(Notice.objects.get(pk=notice_id).project_id)
    notice = queries.notice_for_update(notice_id)
    if not (queries.conducts(by, project) and by.has_role(*ORGANISER_ROLES)):
        raise NotPermitted(_("您当前的身份不能编制更正公告。"))
    refuse(correcting.draft_refusals(is_draft=notice.status == NoticeStatus.DRAFT))
    duties.take(project.pk, Duty.DOCUMENT_DRAFT, by=by, at=now)
    outcome = judge(project, correction, now=now, on=queries.expected_on(now))
    notice.body = _body(notice.corrects, correction, outcome)
    notice.created_by_id = by.user_id
    notice.save(update_fields=["body", "created_by"])
    ledger.record(
        notice, "notices.edit", says=_("修改更正公告"), by=by, at=now, facts={"project": project.number}
    )
    return notice


@transaction.atomic
def issue(
    project: ProcurementProject,
    correction: Correction,
    *,
    drafted_by: int,
    by: Actor,
    now: datetime,
    provisional_confirmed: bool = False,
    clock: Clock | None = None,
) -> Notice:
    """Write and publish a correction in one act: one person reported what it answers, another decided it.

    The caller holds the project's lock and has judged both persons.
    """
    original = queries.notice_for_update(queries.original_of(project.pk).pk)
    original.project = project
    refuse(correcting.one_at_a_time_refusals(queries.corrections_in_progress(original)))
    duties.take(project.pk, Duty.DOCUMENT_REVIEW, by=by, at=now)
    outcome = judge(project, correction, now=now, on=queries.expected_on(now))
    notice = Notice.objects.create(
        number=issuing.next_number(project),
        type=NoticeType.CORRECTION,
        project=project,
        corrects=original,
        is_for_invited=original.is_for_invited,
        title=f"{project.title}更正公告",
        body=_body(original, correction, outcome),
        created_by_id=drafted_by,
    )
    return publish_correction(
        notice, by=by, now=now, provisional_confirmed=provisional_confirmed, clock=clock
    )


def judge(project: ProcurementProject, correction: Correction, *, now: datetime, on: date) -> Outcome:
    """What the correction comes to if it comes out on a day; Refused when the law forbids it."""
    schedule = Schedule.objects.get(project=project)
    before = current_texts(project)
    changed = changed_texts(before, correction.texts)
    moved = lawful_move(project, schedule, changed, asked=correction.asked_deadline, on=on)
    until = correction.asked_until or schedule.documents_until
    facts = replace(facts_of(schedule), response_deadline=moved.deadline, documents_until=until)
    facts = replace(facts, opening_place=correction.opening_place or facts.opening_place)
    terms = methods.get(project.method).terms
    changes = _changes(before, correction.texts, facts_of(schedule), facts, terms=terms)
    refuse(
        correcting.correction_refusals(
            now=now,
            deadline=moved.deadline if correction.reopens else schedule.response_deadline,
            asked=correction.asked_deadline,
            fixed_changed=[FIXED_TEXTS[name] for name in FIXED_TEXTS if name in changed],
            has_changes=bool(changes),
            basis=basis_of(queries.schedule_law(project)),
        )
        + correcting.extension_refusals(before=schedule.documents_until, facts=facts)
        + days_off.deadline_refusals(correction.asked_deadline, calendar=calendars.current())
    )
    return Outcome(schedule=facts, changes=changes, moved=moved)


def basis_of(law: ScheduleLaw) -> str:
    """The article by which documents of the method are corrected."""
    return law.clarify.basis if law.clarify else ""


def changed_texts(before: Texts, after: Texts) -> set[str]:
    """The names of the texts that a correction changes."""
    return {name for name, value in asdict(after).items() if value != asdict(before)[name]}


def lawful_move(
    project: ProcurementProject, schedule: Schedule, changed: set[str], *, asked: datetime | None, on: date
) -> Moved:
    """The deadline after a correction that changes these texts and comes out on a day."""
    return correcting.corrected_deadline(
        asked=asked,
        current=schedule.response_deadline,
        corrected_on=on if changed & AFFECTING_TEXTS.keys() else None,
        law=queries.schedule_law(project),
        calendar=calendars.current(),
    )


def publish_correction(
    notice: Notice, *, by: Actor, now: datetime, provisional_confirmed: bool, clock: Clock | None = None
) -> Notice:
    """Publish a reviewed correction, or hand it over for its first publication elsewhere.

    The caller holds the project's lock and has judged the person.
    """
    correction = correction_of(notice)
    outcome = judge(notice.project, correction, now=now, on=queries.expected_on(now))
    refuse(
        rules.provisional_refusals(
            outcome.schedule, calendar=calendars.current(), is_confirmed=provisional_confirmed
        )
    )
    notice.body = _body(notice.corrects, correction, outcome)
    if queries.is_first_elsewhere(notice):
        return issuing.release(notice, by=by, now=now)
    return carry_out(notice, by=by, now=now, clock=clock)


def carry_out(
    notice: Notice,
    *,
    by: Actor,
    now: datetime,
    first: Publication | None = None,
    clock: Clock | None = None,
) -> Notice:
    """Put a judged correction out: deadline, place and document follow it; all who obtained it are told.

    `clock` is read after the packages are locked: what was closed meanwhile stays closed.
    """
    project, correction, schedule = notice.project, correction_of(notice), stored_schedule(notice)
    packages = queries.packages_for_update(project.pk)
    at = clock() if clock else now
    is_open = any(takes_responses(package, at=at) for package in packages)
    if correction.reopens and at < schedule.response_deadline:
        is_open = _reopen(packages, by=by, at=at)
    refuse(correcting.closed_refusals(is_open=is_open))
    issued_at = first.at if first else now
    document = documents.issue(project, schedule=schedule, texts=correction.texts, now=issued_at)
    Schedule.objects.filter(project=project).update(
        response_deadline=schedule.response_deadline,
        documents_until=schedule.documents_until,
        opening_place=schedule.opening_place,
    )
    for package in (package for package in packages if package.status == PackageStatus.ANNOUNCED):
        package.response_deadline = schedule.response_deadline
        package.save(update_fields=["response_deadline"])
    issuing.put_out(
        notice,
        by=by,
        now=now,
        first=first,
        period_workdays=queries.period_of(notice),
        response_deadline=schedule.response_deadline,
        is_pushed_by_law=notice.body["is_pushed_by_law"],
        document_sha256=document.sha256,
    )
    issuing.tell_obtainers(
        project, subject=notice.title, text=correction.reason, url=notice.get_absolute_url(), now=now
    )
    return notice


def _reopen(packages: list[Package], *, by: Actor, at: datetime) -> bool:
    """Let the packages that are closed and unopened take bids again; whether there is any."""
    closed = [package for package in packages if package.status == PackageStatus.CLOSED]
    for package in closed:
        project_workflow.reopen(package, by=by, at=at)
    return bool(closed) or any(package.status == PackageStatus.ANNOUNCED for package in packages)


def takes_responses(package: Package, *, at: datetime) -> bool:
    """Whether a locked package takes responses at a moment that was read after the lock."""
    deadline = package.response_deadline
    return package.status == PackageStatus.ANNOUNCED and deadline is not None and at < deadline


def correction_of(notice: Notice) -> Correction:
    """The wish in a correction's body."""
    stored = notice.body
    return Correction(
        texts=Texts(**stored["texts"]),
        reason=stored["reason"],
        opening_place=stored["schedule"]["opening_place"],
        asked_deadline=datetime.fromisoformat(stored["asked"]) if stored["asked"] else None,
        asked_until=date.fromisoformat(stored["asked_until"]) if stored.get("asked_until") else None,
        reopens=stored.get("reopens", False),
    )


def current_texts(project: ProcurementProject) -> Texts:
    """The purchaser's own words as last published."""
    written = Q(type__in=CALLS) | Q(corrects__type__in=CALLS)
    published = Notice.objects.out().filter(written, project=project)
    return Texts(**published.order_by("-pk")[0].body["texts"])


def facts_of(schedule: Schedule) -> ScheduleFacts:
    """A stored schedule as values."""
    return ScheduleFacts(
        documents_from=schedule.documents_from,
        documents_until=schedule.documents_until,
        response_deadline=schedule.response_deadline,
        opening_place=schedule.opening_place,
    )


def _changes(
    before: Texts, after: Texts, schedule: ScheduleFacts, facts: ScheduleFacts, *, terms: Terms
) -> list[dict]:
    rows, changed = [], changed_texts(before, after)
    if facts.documents_until != schedule.documents_until:
        rows.append(
            _row(
                "获取采购文件截止日",
                sections.day(schedule.documents_until),
                sections.day(facts.documents_until),
            )
        )
    if facts.response_deadline != schedule.response_deadline:
        rows.append(
            _row(
                f"{terms.response}提交截止和{terms.opened}时间",
                sections.moment(schedule.response_deadline),
                sections.moment(facts.response_deadline),
            )
        )
    if facts.opening_place != schedule.opening_place:
        rows.append(_row("开启地点", schedule.opening_place, facts.opening_place))
    for name, label in (AFFECTING_TEXTS | PLAIN_TEXTS).items():
        if name in changed:
            label = label or f"{terms.response}的要求"
            rows.append(_row(label, getattr(before, name) or "—", getattr(after, name) or "—"))
    return rows


def _row(what: str, before: str, after: str) -> dict:
    return {"what": what, "before": before, "after": after}


def _body(original: Notice, correction: Correction, outcome: Outcome) -> dict:
    notice_sections = sections.correction(
        original.project,
        correction.texts,
        original=sections.Original(original.title, original.number, local_date(original.published_at)),
        changes=outcome.changes,
        reason=correction.reason,
    )
    return {
        "sections": [section.as_json() for section in notice_sections],
        "changes": outcome.changes,
        "reason": correction.reason,
        "texts": asdict(correction.texts),
        "asked": correction.asked_deadline.isoformat() if correction.asked_deadline else "",
        "asked_until": correction.asked_until.isoformat() if correction.asked_until else "",
        "reopens": correction.reopens,
        "schedule": schedule_json(outcome.schedule),
        "is_pushed_by_law": outcome.moved.is_pushed,
    }


def stored_schedule(notice: Notice) -> ScheduleFacts:
    """The times in a notice's body."""
    stored = notice.body["schedule"]
    return ScheduleFacts(
        documents_from=datetime.fromisoformat(stored["documents_from"]).date(),
        documents_until=datetime.fromisoformat(stored["documents_until"]).date(),
        response_deadline=datetime.fromisoformat(stored["response_deadline"]),
        opening_place=stored["opening_place"],
    )


def schedule_json(facts: ScheduleFacts) -> dict:
    """The times of a notice as they are stored in its body."""
    return {
        "documents_from": facts.documents_from.isoformat(),
        "documents_until": facts.documents_until.isoformat(),
        "response_deadline": facts.response_deadline.isoformat(),
        "opening_place": facts.opening_place,
    }
