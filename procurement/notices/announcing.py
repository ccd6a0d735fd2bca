"""What the publication of a notice of purchase sets going: schedule, document, criteria, packages."""

from dataclasses import asdict
from datetime import date, datetime

from django.utils.translation import gettext as _

from orgs.inbox import workflow as inbox
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal
from portal.kernel.outbox.workflow import later
from procurement import methods
from procurement.notices import bonds, corrections, days_off, documents, issuing, queries, rules, sections
from procurement.notices.models import Notice, Schedule
from procurement.notices.outside.rules import Publication
from procurement.notices.rules import ScheduleFacts
from procurement.notices.sections import Texts
from procurement.projects import lawday
from procurement.projects import queries as projects
from procurement.projects import rules as project_rules
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.projects.terms import queries as terms
from procurement.review import workflow as review

MOST_BOND = "bid_bond_max_ratio"


def announce(notice: Notice, *, by: Actor, now: datetime, first: Publication | None = None) -> Notice:
    """Put a judged notice of purchase out: its schedule binds, the document is issued, packages open.

    The caller holds the project's lock. `first` is a first publication elsewhere, from which periods count.
    The law of the day of publication is the purchase's from then on.
    """
    project, since = notice.project, first.at if first else now
    project_workflow.take_law_of(project, on=local_date(since), by=by, at=now)
    schedule, texts = corrections.stored_schedule(notice), stored_texts(notice)
    packages = queries.packages_for_update(project.pk)
    Schedule.objects.create(project=project, **asdict(schedule))
    confirmed = rules.unsettled_days(schedule, calendar=calendars.current())
    document = documents.issue(project, schedule=schedule, texts=texts, now=since)
    for package in packages:
        _open(package, schedule, by=by, now=now)
    issuing.put_out(
        notice,
        by=by,
        now=now,
        first=first,
        period_workdays=queries.period_of(notice),
        document_sha256=document.sha256,
        **corrections.schedule_json(schedule),
        **({"confirmed_days": confirmed} if confirmed else {}),
    )
    later("bidding.ensure_opening_keys", project.pk)
    if notice.is_for_invited:
        tell_invited(notice, now=now)
    return notice


def tell_invited(notice: Notice, *, now: datetime) -> None:
    """One message to each of the invited; nobody learns who the others are."""
    for body in plans.invited_bodies(notice.project):
        inbox.notify_body(
            body.pk,
            roles=SUPPLIER_ROLES,
            subject=_("收到采购邀请：%(title)s") % {"title": notice.project.title},
            text=_("贵单位受邀参加这次采购。请在期限内获取文件、提交响应；受邀名单在结果公告以前保密。"),
            url=notice.get_absolute_url(),
            now=now,
        )


def call_refusals(notice: Notice, *, on: date, is_confirmed: bool = True) -> list[Refusal]:
    """Short periods, missing schemes, and provisional days that nobody confirmed."""
    calendar, schedule = calendars.current(), corrections.stored_schedule(notice)
    project, texts = notice.project, stored_texts(notice)
    law, limits = queries.law_with(project, MOST_BOND, on=on)
    return [
        *scheme_refusals(project),
        *project_rules.method_refusals(project.method, projects.route_of(project, on=on)),
        *rules.schedule_refusals(
            schedule, issued_on=on, law=law, calendar=calendar, most_days=queries.most_days(project)
        ),
        *days_off.deadline_refusals(schedule.response_deadline, calendar=calendar),
        *rules.provisional_refusals(schedule, calendar=calendar, is_confirmed=is_confirmed),
        *bonds.bond_refusals(
            is_required=texts.bond_required,
            percent=texts.bond_percent,
            reason=texts.bond_reason,
            most=limits[MOST_BOND],
        ),
        *terms.consortium_refusals(project, announced=texts.accepts_consortium),
        *issuing.form_refusals(notice),
    ]


def scheme_refusals(project: ProcurementProject) -> list[Refusal]:
    """Every package needs criteria, and such as were written for the method of the purchase.

    A method without a panel needs none.
    """
    method = methods.get(project.method)
    if method.panel_size is None:
        return []
    article = (method.price_weight_min or method.ranking).article
    packages = list(project.packages.select_related("scheme"))
    missing = [f"包{package.index}" for package in packages if package.scheme is None]
    return [
        *rules.readiness_refusals(packages_without_scheme=missing, basis=article),
        *(
            rules.other_method(
                f"包{package.index}", written_for=methods.NAMES[package.scheme.method], method=method.name
            )
            for package in packages
            if package.scheme and package.scheme.method != project.method
        ),
    ]


def changes_of_law(project: ProcurementProject, *, on: date) -> list[Refusal]:
    """Numbers that changed since the project was handed in: the day of publication decides."""
    return lawday.changes(project, MOST_BOND, on=on)


def body_of(project: ProcurementProject, schedule: ScheduleFacts, texts: Texts, *, on: date) -> dict:
    """What is stored of a notice of purchase: its sections, its times, the purchaser's own words."""
    made = sections.call(
        project,
        queries.packages_of(project),
        schedule=schedule,
        texts=texts,
        law=queries.schedule_law(project, on=on),
        on=on,
        is_public=not queries.is_by_invitation(project),
    )
    return {
        "sections": [section.as_json() for section in made],
        "schedule": corrections.schedule_json(schedule),
        "texts": asdict(texts),
        "returned": "",
    }


def _open(package: Package, schedule: ScheduleFacts, *, by: Actor, now: datetime) -> None:
    """Fix what the notice fixes for one locked package: criteria, review, deadline, milestone."""
    if methods.get(package.project.method).panel_size:
        review.freeze_scheme(package.scheme_id, by=by, now=now)
        package.review = review.form_session(session_facts(package), by=by, now=now)
    if not plans.takes_applications(package.project):
        package.response_deadline = schedule.response_deadline
    package.save(update_fields=["review", "response_deadline"])
    project_workflow.reach(package, PackageStatus.ANNOUNCED, by=by, at=now)


def stored_texts(notice: Notice) -> Texts:
    """The purchaser's own words in a notice's body."""
    return Texts(**notice.body["texts"])


def session_facts(package: Package) -> review.SessionFacts:
    """What the review needs to know of a package."""
    project = package.project
    return review.SessionFacts(
        number=package.number,
        title=f"{project.title}（包{package.index} {package.title}）",
        purchaser_id=project.purchaser_id,
        organiser_id=project.agency_mandate.agency_id if project.agency_mandate_id else project.purchaser_id,
        method=project.method,
        scheme_id=package.scheme_id,
        ceiling_amount=package.ceiling_amount,
        decided_on=project.decided_on,
        panel_size=queries.panel_size(project),
    )
