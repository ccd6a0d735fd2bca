"""The wizard's pages in their order, and how far a draft has come."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Refusal
from portal.kernel.pieces import DONE, NEXT, NOW, Step, Task
from procurement.methods import METHODS
from procurement.projects import queries, rules
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.projects.plans import rules as plan_rules
from procurement.projects.rules import Submission

SECTIONS = {
    "project_facts": gettext_lazy("项目内容"),
    "project_packages": gettext_lazy("采购包和金额"),
    "project_funds": gettext_lazy("资金来源"),
    "project_method": gettext_lazy("采购方式"),
    "project_plan": gettext_lazy("理由和供应商"),
    "project_schemes": gettext_lazy("评审标准"),
    "project_submit": gettext_lazy("核对并提交"),
}
ORDER = tuple(SECTIONS)
PLAN = "project_plan"


def after(section: str) -> str:
    """The address name of the page that follows."""
    return f"projects:{ORDER[ORDER.index(section) + 1]}"


def after_method(project: ProcurementProject) -> str:
    """The same for the method: its plan where it has to be said; the short path has no criteria either."""
    if project.is_direct:
        return "projects:project_submit"
    return after("project_method" if plans.is_asked(project) else PLAN)


def steps(project: ProcurementProject | None, current: str) -> list[Step]:
    """The head of every page of the wizard; the plan is one only where it has to be said."""
    has_plan = current == PLAN or (project is not None and plans.is_asked(project))
    order = [name for name in ORDER if name != PLAN or has_plan]
    position = order.index(current)
    return [
        Step(str(SECTIONS[name]), DONE if index < position else NOW if index == position else NEXT)
        for index, name in enumerate(order)
    ]


def tasks(project: ProcurementProject, submission: Submission, missing: list[Refusal]) -> list[Task]:
    """The wizard as a task list with done marks."""
    says = {
        "project_facts": (_("已填写"), "ok", ""),
        "project_packages": packages_say(submission),
        "project_funds": funds_say(submission),
        "project_method": method_says(project, submission),
        "project_plan": plan_says(project, submission),
        "project_schemes": schemes_say(project),
        "project_submit": submit_says(missing),
    }
    return [
        Task(
            title=str(SECTIONS[name]),
            status=status,
            tone=tone,
            hint=hint,
            url=reverse(f"projects:{name}", args=[project.pk]),
        )
        for name, (status, tone, hint) in says.items()
    ]


def packages_say(submission: Submission) -> tuple[str, str, str]:
    """How many packages, and their sum."""
    if not submission.packages:
        return _("未填写"), "quiet", ""
    hint = _("%(count)s 个包，合计 %(amount)s") % {
        "count": len(submission.packages),
        "amount": queries.in_yuan(submission.amount),
    }
    return verdict(rules.package_refusals(submission.packages), hint)


def funds_say(submission: Submission) -> tuple[str, str, str]:
    """Whether the funds close with the packages."""
    if not submission.funds:
        return _("未填写"), "quiet", ""
    arranged = sum(part for _balance, part in submission.funds)
    hint = _("%(count)s 条指标，合计 %(amount)s") % {
        "count": len(submission.funds),
        "amount": queries.in_yuan(arranged),
    }
    return verdict(rules.fund_refusals(submission.amount, submission.funds, later=submission.later), hint)


def method_says(project: ProcurementProject, submission: Submission) -> tuple[str, str, str]:
    """The chosen method."""
    if not project.method:
        return _("未选择"), "quiet", ""
    choice, route = submission.choice, submission.route
    refusals = [*rules.choice_refusals(choice, route), *rules.evasion_refusals(choice.method, route)]
    return verdict(refusals, queries.method_name(project))


def plan_says(project: ProcurementProject, submission: Submission) -> tuple[str, str, str]:
    """The case of the method; the usual one goes without saying."""
    method = plans.method_of(project)
    if not project.method:
        return _("选定采购方式以后填写"), "quiet", ""
    if method is None or not plan_rules.asks(method):
        return _("不需要"), "ok", ""
    case = method.case(plans.facts_of(project).case)
    return verdict(plans.submission_refusals(project, on=submission.route.on), str(case.says) if case else "")


def schemes_say(project: ProcurementProject) -> tuple[str, str, str]:
    """How many packages have their criteria; they may follow until the notice.

    The short path has none, a method without a panel neither.
    """
    method = METHODS.get(project.method)
    if project.is_direct or (method is not None and method.panel_size is None):
        return _("不需要"), "ok", ""
    packages = list(project.packages.all())
    chosen = sum(1 for package in packages if package.scheme_id)
    if packages and chosen == len(packages):
        return _("已选定"), "ok", ""
    hint = _("%(chosen)s / %(count)s 个包已选定，发布公告前选定即可") % {
        "chosen": chosen,
        "count": len(packages),
    }
    return _("可以稍后"), "quiet", hint


def submit_says(missing: list[Refusal]) -> tuple[str, str, str]:
    """Whether the draft may be submitted."""
    if not missing:
        return _("可以提交"), "ok", ""
    return _("还不能提交"), "quiet", _("还有 %(count)s 处要补齐或改正") % {"count": len(missing)}


def verdict(refusals: list[Refusal], hint: str) -> tuple[str, str, str]:
    """Done, or what has to be mended."""
    if not refusals:
        return _("已填写"), "ok", hint
    return _("需要改正"), "stop", refusals[0].because
