"""Corrections of what came after the call: drafted by one person, published by another, linked, kept."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES, Duty
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.notices import correcting, issuing, queries, sections
from procurement.notices.amending import queries as amendments
from procurement.notices.amending import rules
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.notices.outside.rules import Publication
from procurement.projects import duties
from procurement.projects import queries as projects
from procurement.projects.models import ProcurementProject

Wish = Mapping[str, str]
"""By the key of an entry: the text as it shall read."""


@transaction.atomic
def draft(notice_id: int, wish: Wish, *, reason: str, by: Actor, now: datetime) -> Notice:
    """Draft a correction of a published result, contract, acceptance or termination."""
    original = queries.notice_for_update(notice_id)
    project = _begin(original, by=by, now=now)
    refuse(correcting.one_at_a_time_refusals(queries.corrections_in_progress(original)))
    notice = Notice.objects.create(
        number=issuing.next_number(project),
        type=NoticeType.CORRECTION,
        project=project,
        package=original.package,
        buyer=original.buyer,
        corrects=original,
        title=f"{original.title}的更正公告",
        body=judge(original, wish, reason=reason),
        created_by_id=by.user_id,
    )
    _record(notice, "draft", _("编制更正公告"), by=by, at=now)
    return notice


@transaction.atomic
def edit(notice_id: int, wish: Wish, *, reason: str, by: Actor, now: datetime) -> Notice:
    """Change a drafted correction, also when a second person sent it back."""
    drafted = queries.notice_for_update(notice_id)
    _begin(drafted.corrects, by=by, now=now)
    refuse(correcting.draft_refusals(is_draft=drafted.status == NoticeStatus.DRAFT))
    drafted.body = judge(drafted.corrects, wish, reason=reason)
    drafted.created_by_id = by.user_id
    drafted.save(update_fields=["body", "created_by"])
    _record(drafted, "edit", _("修改更正公告"), by=by, at=now)
    return drafted


def judge(original: Notice, wish: Wish, *, reason: str) -> dict:
    """The body of a correction; Refused when it changes nothing or what is decided elsewhere."""
    refuse(rules.kind_refusals(original.type, is_published=original.status == NoticeStatus.PUBLISHED))
    entries = amendments.entries_of(original)
    refuse(rules.amend_refusals(entries, wish))
    changed = rules.changed(entries, wish)
    rows = [{"what": entry.says, "before": entry.value, "after": after} for entry, after in changed]
    written = sections.amendment(
        original.project,
        original=sections.Original(original.title, original.number, local_date(original.published_at)),
        subject=rules.SUBJECTS.get(original.type, "采购结果"),
        changes=rows,
        reason=reason,
    )
    return {
        "sections": [section.as_json() for section in written],
        "changes": rows,
        "amended": {entry.key: after for entry, after in changed},
        "reason": reason,
        "returned": "",
    }


def publish(notice: Notice, *, by: Actor, now: datetime) -> Notice:
    """Publish a reviewed correction; the caller holds the project's lock and has judged the person."""
    notice.body = judge(notice.corrects, notice.body["amended"], reason=notice.body["reason"])
    if queries.is_first_elsewhere(notice):
        return issuing.release(notice, by=by, now=now)
    return put_out(notice, by=by, now=now)


def put_out(notice: Notice, *, by: Actor, now: datetime, first: Publication | None = None) -> Notice:
    """Put a judged correction out; whoever obtained the document is told. The original stays as it is."""
    issuing.put_out(notice, by=by, now=now, first=first, period_workdays=notice.corrects.period_workdays)
    with translation.override("zh-hans"):
        subject = _("已发布的公告有更正：%(title)s") % {"title": notice.corrects.title}
    url = notice.get_absolute_url()
    issuing.tell_obtainers(notice.project, subject=subject, text=notice.body["reason"], url=url, now=now)
    return notice


def _begin(original: Notice, *, by: Actor, now: datetime) -> ProcurementProject:
    """Lock the project, judge the person and take the duty."""
    project = projects.project_for_update(original.project_id)
    if not (queries.brings_out(by, original) and by.has_role(*ORGANISER_ROLES)):
        raise NotPermitted(_("您当前的身份不能编制更正公告。"))
    duties.take(project.pk, Duty.DOCUMENT_DRAFT, by=by, at=now)
    return project


def _record(notice: Notice, verb: str, says: str, *, by: Actor, at: datetime) -> None:
    facts = {"project": notice.project.number, "corrects": notice.corrects.number}
    ledger.record(notice, f"notices.{verb}", says=says, by=by, at=at, facts=facts)
