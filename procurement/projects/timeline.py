"""Drafting, submission and approval as events of the purchase."""

from django.utils.translation import gettext as _

from portal.kernel.timeline import DONE, NEXT, NOW, STOPPED, Event
from procurement.projects import rules
from procurement.projects.choices import ProjectStatus
from procurement.projects.models import ProcurementProject

OPEN = (ProjectStatus.DRAFT, ProjectStatus.RETURNED)


def events(project: ProcurementProject) -> list[Event]:
    """From the first draft to the approval, every return in between."""
    drafted = Event(_("立项"), DONE, at=project.created_at, by=project.created_by.name)
    decided = [
        Event(
            _("批准项目") if approval.approved else _("退回修改"),
            DONE,
            at=approval.at,
            by=approval.decided_by.name,
            note=approval.opinion,
        )
        for approval in project.approvals.select_related("decided_by")
    ]
    return [drafted, *decided, *still_open(project)]


def still_open(project: ProcurementProject) -> list[Event]:
    """What is being done, or comes next, before the approval."""
    drafting, review = Event(_("编制需求"), NOW, by=project.created_by.name), Event(_("审批"), NEXT)
    if project.status in OPEN:
        return [drafting, review]
    if project.status == ProjectStatus.SUBMITTED:
        note = _("由没有参加需求编制的复核人员或者分管领导办理")
        return [Event(_("审批"), NOW, note=note, basis=rules.REVIEW_BASIS)]
    if project.status == ProjectStatus.TERMINATED:
        return [Event(_("项目终止"), STOPPED, at=project.updated_at)]
    return []
