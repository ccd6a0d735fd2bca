"""The approval of a negotiation after a failed tender that comes in when the project is approved already.

It lets two suppliers be enough (Order 74, art. 27), so it is kept before the responses are due, by somebody
who did not write the plan.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step
from procurement.methods.declaration import FAILED_TENDER
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.plans import queries, workflow
from procurement.projects.plans.models import MethodApproval
from procurement.projects.plans.workflow import ApprovalFacts

BASIS = gettext_lazy("财政部令第74号第四条、第二十七条")
STEP = Step(
    gettext_lazy("补充登记批准文件"),
    (ProjectStatus.APPROVED, ProjectStatus.ANNOUNCED),
    "",
    project_workflow.REVIEWERS,
    basis=BASIS,
)
STEPS = {"late_approval": STEP}
UNOPENED = (PackageStatus.PLANNED, PackageStatus.ANNOUNCED)


@transaction.atomic
def keep_late_approval(
    project_id: int, facts: ApprovalFacts, *, paper: Upload, by: Actor, clock: Clock = database_clock
) -> MethodApproval:
    """Keep a paper for an approved project; Refused when responses are due already on a locked package."""
    project = projects.project_for_update(project_id)
    procedure.advance(project, STEPS, "late_approval", by=by)
    if project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    left = list(Package.objects.select_for_update().filter(project=project).order_by("pk"))
    now, plan = clock(), queries.row_of(project)
    refuse(
        state_refusals(
            is_conversion=is_conversion(project),
            is_due=is_any_due(left, at=now),
            is_own_plan=plan is not None and plan.by_id == by.user_id,
        )
    )
    return workflow.write_approval(project, facts, paper=paper, by=by, now=now)


def state_refusals(*, is_conversion: bool, is_due: bool, is_own_plan: bool) -> list[Refusal]:
    """Why no paper is taken any more: another case, the deadline, or the person who wrote the plan."""
    if not is_conversion:
        because = _("这个项目不是招标失败后改用竞争性谈判，批准文件要在立项批准以前登记。")
        return [Refusal(because, BASIS, _("请返回项目页面。"), "not_a_conversion")]
    if is_due:
        because = _("响应截止时间已到，不能再补充批准文件。")
        remedy = _("供应商不足的，采购包依法终止；请先取得批准，再重新采购。")
        return [Refusal(because, BASIS, remedy, "responses_due")]
    if is_own_plan:
        because = _("理由是您填写的，批准文件要由另一个人核对后登记。")
        return [Refusal(because, BASIS, _("请由其他复核人员或者分管领导登记。"), "own_plan")]
    return []


def is_conversion(project: ProcurementProject) -> bool:
    """Whether a failed tender became a method in which fewer suppliers are enough once it is approved."""
    method = queries.method_of(project)
    if method is None or method.converted_suppliers is None or project.is_elsewhere:
        return False
    return queries.facts_of(project).case == FAILED_TENDER


def is_due(package: Package, *, at: datetime) -> bool:
    """Whether the responses of a package are due, or were."""
    deadline = package.response_deadline
    return package.status not in UNOPENED or (deadline is not None and at >= deadline)


def is_any_due(packages: Iterable[Package], *, at: datetime) -> bool:
    """The same of a project: what ended takes no responses any more and does not stand in the way."""
    left = (package for package in packages if package.status != PackageStatus.TERMINATED)
    return any(is_due(package, at=at) for package in left)


def may_keep(project: ProcurementProject, *, by: Actor) -> bool:
    """Whether the page offers it; deadline and writer are judged by the verb."""
    own = procedure.may(project, STEPS, "late_approval", by=by) and project.purchaser_id == by.body_id
    return own and is_conversion(project) and not queries.is_approved(project)
