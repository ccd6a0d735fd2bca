"""What every published notice has in common: its number, its digest, its place in the ledger, for ever."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Func
from django.utils import translation
from django.utils.translation import gettext as _

from orgs.inbox import workflow as inbox
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal, refuse
from portal.kernel.ledger import rules as ledger_rules
from portal.kernel.ledger import workflow as ledger
from portal.kernel.search import vector
from procurement.notices import queries, sections
from procurement.notices.choices import OWN_FORMS, NoticeStatus, NoticeType
from procurement.notices.models import DocumentObtained, Notice
from procurement.notices.official import rules as official
from procurement.notices.official.reading import form_of
from procurement.notices.outside.rules import Publication
from procurement.notices.sections import Section
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject
from procurement.review.choices import EndingCause


@transaction.atomic
def publish_notice(
    notice_type: str,
    *,
    project: ProcurementProject,
    package: Package | None,
    title: str,
    notice_sections: Sequence[Section],
    by: Actor,
    now: datetime,
    period_workdays: int,
    buyer_id: int | None = None,
) -> Notice:
    """Publish a notice of result, contract, acceptance or termination from within a later stage's own verb.

    That verb has judged who may; here it is only written, for ever.
    """
    notice = Notice(
        number=next_number(project),
        type=notice_type,
        project=project,
        package=package,
        buyer_id=buyer_id,
        title=title,
        body={"sections": [section.as_json() for section in notice_sections]},
        created_by_id=by.user_id or None,
        period_workdays=period_workdays,
    )
    if not queries.publishes_itself() and notice_type not in OWN_FORMS:
        return release(notice, by=by, now=now)
    return put_out(notice, by=by, now=now, period_workdays=period_workdays)


def publish_form(
    notice_type: str,
    values: official.Values,
    *,
    project: ProcurementProject,
    title: str,
    by: Actor,
    now: datetime,
    period_workdays: int,
    package: Package | None = None,
    buyer_id: int | None = None,
) -> Notice:
    """The same with the text made from values by the form's data; what the form requires must be there."""
    with translation.override("zh-hans"):
        composed = official.compose(form_of(notice_type), values)
    return publish_notice(
        notice_type,
        project=project,
        package=package,
        title=title,
        notice_sections=composed,
        by=by,
        now=now,
        period_workdays=period_workdays,
        buyer_id=buyer_id,
    )


def release(notice: Notice, *, by: Actor, now: datetime) -> Notice:
    """Hand a reviewed notice over for its first publication elsewhere; its text is fixed by its digest."""
    refuse(form_refusals(notice))
    notice.status = NoticeStatus.AWAITING
    notice.released_at = now
    notice.sha256 = digest(notice)
    notice.search = search_vector(notice)
    notice.save()
    ledger.record(
        notice,
        "notices.release",
        says=_("交付发布"),
        by=by,
        at=now,
        facts={"type": notice.type, "project": notice.project.number, "sha256": notice.sha256},
    )
    return notice


def terminate(
    package: Package,
    *,
    reason: str,
    basis: str,
    by: Actor,
    now: datetime,
    cause: str = EndingCause.OTHER,
) -> Notice:
    """End a locked package with a notice that gives the reason; whoever obtained the document is told."""
    project_workflow.reach(package, PackageStatus.TERMINATED, by=by, at=now, cause=cause)
    with translation.override("zh-hans"):
        title = _("%(title)s（包%(index)d）终止公告") % {
            "title": package.project.title,
            "index": package.index,
        }
    notice = publish_notice(
        NoticeType.TERMINATION,
        project=package.project,
        package=package,
        title=title,
        notice_sections=sections.termination(package, reason=reason, basis=basis),
        by=by,
        now=now,
        period_workdays=1,
    )
    tell_obtainers(package.project, subject=title, text=reason, url=notice.get_absolute_url(), now=now)
    return notice


def put_out(
    notice: Notice,
    *,
    by: Actor,
    now: datetime,
    period_workdays: int,
    first: Publication | None = None,
    **facts: object,
) -> Notice:
    """Write a notice as published: digest over its content, end of its period, ledger entry.

    `first` is a first publication elsewhere; the period counts from it.
    """
    refuse(form_refusals(notice))
    since = first.at if first else now
    ends = calendars.current().add_workdays(local_date(since), period_workdays)
    notice.status = NoticeStatus.PUBLISHED
    notice.published_at, notice.shown_at = since, now
    notice.period_workdays = period_workdays
    notice.period_ends_on, notice.is_period_provisional = ends.date, ends.provisional
    if first:
        notice.outside_number, notice.outside_url = first.number, first.url
        facts |= {"outside_number": first.number, "outside_url": first.url, "published_at": first.at}
    notice.sha256 = digest(notice)
    notice.search = search_vector(notice)
    notice.save()
    ledger.record(
        notice,
        "notices.publish",
        says=_("发布公告"),
        by=by,
        at=now,
        facts={
            "type": notice.type,
            "title": notice.title,
            "project": notice.project.number,
            "package": notice.package.number if notice.package else "",
            "sha256": notice.sha256,
            "period_ends_on": ends.date,
            **facts,
        },
    )
    return notice


def tell_obtainers(project: ProcurementProject, *, subject: str, text: str, url: str, now: datetime) -> None:
    """One message to every body that obtained the document; nobody learns who the others are."""
    suppliers = DocumentObtained.objects.filter(project=project).values_list("supplier_id", flat=True)
    for supplier_id in suppliers:
        inbox.notify_body(supplier_id, roles=SUPPLIER_ROLES, subject=subject, text=text, url=url, now=now)


def form_refusals(notice: Notice) -> list[Refusal]:
    """What the form of the notice requires and its text does not have."""
    written = [Section.from_json(stored) for stored in notice.body["sections"]]
    return official.missing_refusals(form_of(notice.type), written)


def next_number(project: ProcurementProject) -> str:
    """430100-2026-0217-01: the project's number and a running one; the project stays locked for it."""
    projects.project_for_update(project.pk)
    return f"{project.number}-{Notice.objects.filter(project=project).count() + 1:02d}"


def digest(notice: Notice) -> str:
    """SHA-256 over number, type, title and content in canonical JSON."""
    content = {
        "number": notice.number,
        "type": notice.type,
        "title": notice.title,
        "sections": notice.body["sections"],
    }
    return hashlib.sha256(ledger_rules.canonical(content)).hexdigest()


def search_vector(notice: Notice) -> Func:
    """What a search looks through: number, title, purchaser, field, place."""
    project = notice.project
    return vector(
        notice.number,
        notice.title,
        project.catalogue_item.name,
        project.service_area,
        names=[project.title, project.purchaser.name],
    )
