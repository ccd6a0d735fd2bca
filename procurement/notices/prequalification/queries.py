"""Reads of prequalifications: nobody learns who applied before the time for it is over."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from orgs.eligibility import queries as eligible
from orgs.eligibility import rules as eligibility
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.errors import Refusal
from procurement.notices import queries as notices
from procurement.notices.prequalification import rules
from procurement.notices.prequalification.models import (
    Prequalification,
    PrequalificationApplication,
    PrequalificationDraft,
)
from procurement.projects import queries as projects
from procurement.projects.choices import ProjectStatus
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.projects.plans.rules import NOTICE
from procurement.review import discrimination
from procurement.review.discrimination import Remark
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

INVITED_TENDER = "invited_tender"
APPLY, LEAST, PERIOD = "prequal_apply_workdays", "invited_min_suppliers", "notice_workdays_tender"


def asks_by_notice(project: ProcurementProject) -> bool:
    """Whether an invited tender finds its suppliers by a prequalification."""
    return project.method == INVITED_TENDER and not project.is_elsewhere and plans.found_of(project) == NOTICE


def is_due(project: ProcurementProject) -> bool:
    """Whether its notice may come out now."""
    return project.status == ProjectStatus.APPROVED and asks_by_notice(project)


def of(project: ProcurementProject) -> Prequalification | None:
    """The prequalification of a project; None while its notice is not out."""
    rows = Prequalification.objects.filter(project=project)
    return rows.select_related("notice", "project__purchaser", "drawn_by").first()


def draft_of(project: ProcurementProject) -> PrequalificationDraft | None:
    """What was written for the notice; it stays after the publication."""
    return PrequalificationDraft.objects.filter(project=project).select_related("project", "by").first()


def is_waiting(found: PrequalificationDraft | None) -> bool:
    """Whether a draft waits for its second person."""
    return found is not None and not found.opinion


def terms_of(found: PrequalificationDraft | Prequalification) -> rules.Terms:
    """What a draft or a notice asks."""
    return rules.Terms(found.requirements, found.apply_until, found.examined_on)


def time_refusals(project: ProcurementProject, terms: rules.Terms, *, on: date) -> list[Refusal]:
    """Whether the times are lawful for a notice that is out on a day."""
    least = number(project, APPLY, on=on)
    return rules.time_refusals(terms, issued_on=on, least=least, calendar=calendars.current())


def remarks(requirements: str) -> list[Remark]:
    """Words of the requirements that its clerks should look at; a reminder, never a hindrance."""
    return list(discrimination.remarks([(_("资格要求"), requirements)]))


def call_refusals(project: ProcurementProject) -> list[Refusal]:
    """An invitation goes to those who were drawn among the qualified."""
    if not asks_by_notice(project):
        return []
    found = of(project)
    if found is None or not found.drawn_at:
        return [rules.not_drawn()]
    least = number(project, LEAST, on=project.decided_on)
    return rules.left_refusals(plans.invited_of(project).count(), least=least)


def is_short(project: ProcurementProject, *, at: datetime) -> bool:
    """Whether fewer can be invited than the law asks, after all were judged or a list was struck.

    Who qualified and was barred since is nobody to invite.
    """
    if project.method != INVITED_TENDER or project.is_elsewhere or plans.row_of(project) is None:
        return False
    can_be = plans.invited_of(project).count()
    if asks_by_notice(project):
        found = of(project)
        if found is None or at < found.apply_until or found.applications.filter(is_fit__isnull=True).exists():
            return False
        can_be += len(left_to_draw(found, at=at))
    return can_be < int(number(project, LEAST, on=project.decided_on))


def barring(body_id: int, *, at: datetime) -> list[Refusal]:
    """What the law holds against an applicant at a moment."""
    return eligibility.barring_refusals(eligible.answers_for(body_id, at=at))


def left_to_draw(found: Prequalification, *, at: datetime) -> list[PrequalificationApplication]:
    """Who qualified, was not drawn and is not barred since, in the order of their credit codes."""
    invited = plans.invited_of(found.project).values("supplier")
    rows = found.applications.filter(is_fit=True).exclude(supplier__in=invited).select_related("supplier")
    return [row for row in rows.order_by("supplier__credit_code") if not barring(row.supplier_id, at=at)]


def published_refusals(project: ProcurementProject, *, on: date) -> list[Refusal]:
    """The times of the notice by the day on which it really came out."""
    return time_refusals(project, terms_of(of(project)), on=on)


def number(project: ProcurementProject, code: str, *, on: date) -> Parameter:
    """A legal number in force on a day at the purchaser's level."""
    return routing.parameter(code, on=on, region_code=notices.law_region(project))


def conducted(actor: Actor | None) -> QuerySet[Prequalification]:
    """Prequalifications of the purchases that a clerk sees; verbs judge who conducts."""
    if actor is None or not actor.has_role(*notices.CLERK_ROLES):
        return Prequalification.objects.none()
    seen = projects.visible_to(actor).values("pk")
    rows = Prequalification.objects.filter(project__in=seen)
    return rows.select_related("project__purchaser", "project__agency_mandate", "notice")


def applications_of(found: Prequalification, *, at: datetime) -> QuerySet[PrequalificationApplication]:
    """Who applied, once the time for it is over."""
    rows = PrequalificationApplication.objects.filter(prequalification=found)
    shown = rows if at >= found.apply_until else rows.none()
    return shown.select_related("supplier", "paper", "checked_by")


def applications_over(actor: Actor | None, *, at: datetime) -> QuerySet[PrequalificationApplication]:
    """Applications that a clerk may read: their time is over."""
    rows = PrequalificationApplication.objects.filter(
        prequalification__in=conducted(actor).values("pk"), prequalification__apply_until__lte=at
    )
    return rows.select_related("supplier", "paper", "prequalification__project__purchaser")


def own(actor: Actor | None) -> QuerySet[PrequalificationApplication]:
    """The acting supplier's own applications."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return PrequalificationApplication.objects.none()
    rows = PrequalificationApplication.objects.filter(supplier_id=actor.body_id)
    return rows.select_related("paper", "prequalification__project")
