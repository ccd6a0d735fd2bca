"""The purchaser ends a purchase before its opening; its money goes back and everybody concerned is told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox import workflow as inbox
from orgs.people.choices import SUPPLIER_ROLES, Role
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement.notices import issuing
from procurement.notices.cancelling import rules
from procurement.notices.models import Notice
from procurement.notices.prequalification import queries as prequalified
from procurement.notices.prequalification.models import PrequalificationApplication
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.review.choices import EndingCause
from procurement.review.models import ReviewSession
from procurement.review.workflow import steps as review_steps

STEPS = {
    "cancel": Step(
        gettext_lazy("终止采购"),
        (ProjectStatus.APPROVED, ProjectStatus.ANNOUNCED),
        "",
        (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER),
        basis=rules.BASIS,
    )
}
UNOPENED = (PackageStatus.PLANNED, PackageStatus.ANNOUNCED)


@transaction.atomic
def cancel(project_id: int, *, reason: str, by: Actor, clock: Clock = database_clock) -> ProcurementProject:
    """End every package whose responses are not due yet; what was called ends with a notice.

    Raises Refused without a reason, for a purchase that ends otherwise, and when nothing is left to end.
    """
    procedure.allow(STEPS, "cancel", by=by)
    project = projects.project_for_update(project_id)
    if project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    procedure.advance(project, STEPS, "cancel", by=by)
    numbers = list(project.packages.order_by("index").values_list("pk", flat=True))
    packages = [projects.package_for_update(pk) for pk in numbers]
    now = clock()
    left = [package for package in packages if is_unopened(package, at=now)]
    refuse(
        rules.cancel_refusals(
            is_direct=project.is_direct,
            takes_applications=plans.takes_applications(project),
            is_any_left=bool(left),
        )
        + rules.reason_refusals(reason)
    )
    is_public = Notice.objects.published().filter(project=project).exists()
    is_short = prequalified.is_short(project, at=now)
    cause = EndingCause.TOO_FEW if is_short else EndingCause.CANCELLED
    for package in left:
        _end(package, reason=reason.strip(), cause=cause, is_public=is_public, by=by, now=now)
    ledger.record(
        project,
        "notices.cancel",
        says=_("终止采购"),
        by=by,
        at=now,
        facts={"reason": reason.strip(), "packages": [package.number for package in left]},
    )
    _tell_applicants(project, reason=reason.strip(), now=now)
    project.refresh_from_db()
    return project


def is_unopened(package: Package, *, at: datetime) -> bool:
    """Whether nobody's response is due yet; from the deadline on the opening decides."""
    deadline = package.response_deadline
    return package.status in UNOPENED and (deadline is None or at < deadline)


def _end(package: Package, *, reason: str, cause: str, is_public: bool, by: Actor, now: datetime) -> None:
    if is_public:
        issuing.terminate(package, reason=reason, basis=rules.BASIS, by=by, now=now, cause=cause)
    else:
        project_workflow.reach(package, PackageStatus.TERMINATED, by=by, at=now, cause=cause)
    if package.review_id:
        session = ReviewSession.objects.select_for_update(of=("self",)).get(pk=package.review_id)
        review_steps.end(session, because=reason, basis=rules.BASIS, by=by, now=now, cause=cause)


def _tell_applicants(project: ProcurementProject, *, reason: str, now: datetime) -> None:
    """Whoever applied for prequalification; nobody learns who the others are."""
    applied = PrequalificationApplication.objects.filter(prequalification__project=project)
    for supplier_id in applied.values_list("supplier_id", flat=True):
        inbox.notify_body(
            supplier_id,
            roles=SUPPLIER_ROLES,
            subject=_("采购已终止：%(title)s") % {"title": project.title},
            text=reason,
            url=project.get_absolute_url(),
            now=now,
        )
