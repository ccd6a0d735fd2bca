"""What pages about a project show: the same panels in the draft, at the decision and on the purchase page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from orgs.people.choices import Duty
from portal.kernel.actors import Actor
from portal.kernel.ledger.models import LedgerEntry
from procurement.budget.models import BudgetLine
from procurement.budget.queries import LINE_READERS
from procurement.projects import queries, screening
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.models import Package, ProcurementProject, ProjectApproval
from procurement.projects.redo import queries as redo
from procurement.routing import explaining

TONES = {
    ProjectStatus.DRAFT: "quiet",
    ProjectStatus.SUBMITTED: "soon",
    ProjectStatus.RETURNED: "soon",
    ProjectStatus.APPROVED: "ok",
    ProjectStatus.ANNOUNCED: "ok",
    ProjectStatus.TERMINATED: "stop",
    PackageStatus.PLANNED: "quiet",
    PackageStatus.EVALUATED: "ok",
    PackageStatus.ACCEPTED: "ok",
    PackageStatus.CONTRACTED: "ok",
}
HIDDEN_DUTIES = (Duty.REVIEW_MEMBER,)


@dataclass(frozen=True)
class FundRow:
    """One budget line as a project's page shows it, in yuan."""

    line: BudgetLine
    others: Decimal
    amount: Decimal
    taken: Decimal

    @property
    def left(self) -> Decimal:
        """What the line has left with this project on it."""
        return self.line.amount - self.others - self.amount

    @property
    def says(self) -> str:
        """Whether the money is there."""
        if self.taken:
            return _("已占用")
        return _("余额足够，批准时占用") if self.left >= 0 else _("余额不足")

    @property
    def tone(self) -> str:
        """The colour of the words."""
        if self.taken:
            return "ok"
        return "soon" if self.left >= 0 else "stop"


def panels(project: ProcurementProject, *, on: date, by: Actor) -> dict:
    """Everything that the panels of a project need. `on` is the day of the route while none was recorded.

    `by` is who reads: only some may open the budget lines behind the funds. Marked words are looked for
    where a page shows them.
    """
    amount = queries.amount_of(project)
    packages = packages_of(project)
    return {
        "project": project,
        "amount": amount,
        "tone": TONES.get(project.status, ""),
        "method_name": queries.method_name(project),
        "head": head_facts(project, amount),
        "status_says": status_says(project, packages),
        "packages": [
            (package, TONES.get(package.status, ""), said)
            for package, said in zip(packages, redo.told(packages), strict=True)
        ],
        "funds": fund_rows(project),
        "may_open_lines": by.has_role(*LINE_READERS),
        "approvals": approvals_of(project),
        "people": people_of(project),
        "meter": queries.meter_of(project, on=project.decided_on or on),
        "remarks": partial(screening.remarks, project, on=project.decided_on or on),
        **route_panel(project, on=on),
    }


def head_facts(project: ProcurementProject, amount: Decimal) -> list[tuple[str, str]]:
    """What stands below the title."""
    return [
        (_("采购人"), project.purchaser.name),
        (_("项目预算"), queries.in_yuan(amount)),
        (_("采购方式"), queries.method_name(project) or _("还没有选定")),
        (_("目录品目"), project.catalogue_item.name),
        (_("服务期限"), _("%(months)s 个月") % {"months": project.term_months}),
    ]


def status_says(project: ProcurementProject, packages: list[Package]) -> str:
    """The project's status; after the notice the milestones that its packages have reached."""
    if project.status != ProjectStatus.ANNOUNCED:
        return project.get_status_display()
    return "、".join(dict.fromkeys(str(package.get_status_display()) for package in packages))


def packages_of(project: ProcurementProject) -> list[Package]:
    """The packages with their schemes."""
    packages = list(project.packages.all())
    prefetch_related_objects(packages, "scheme")
    return packages


def approvals_of(project: ProcurementProject) -> list[ProjectApproval]:
    """Approvals and returns with the person who decided."""
    approvals = list(project.approvals.all())
    prefetch_related_objects(approvals, "decided_by")
    return approvals


def fund_rows(project: ProcurementProject) -> list[FundRow]:
    """Each line with what others took, what this project takes and what is left."""
    taken = queries.taken_by(project.number)
    rows = []
    for fund in project.funds.select_related("line"):
        mine = taken.get(fund.line_id, Decimal(0))
        line = fund.line
        others = line.committed_amount + line.contracted_amount + line.spent_amount - mine
        others = max(others, Decimal(0))  # carried over to a later year, it lies on another line
        rows.append(FundRow(line=fund.line, others=others, amount=fund.amount, taken=mine))
    return rows


def route_panel(project: ProcurementProject, *, on: date) -> dict:
    """The recorded decision of a submitted project; for a draft, what the law says on that day."""
    decision = project.route_decisions.first()
    if decision and project.status not in (ProjectStatus.DRAFT, ProjectStatus.RETURNED):
        return {"route": decision.explanation, "route_on": decision.decided_on}
    if not project.packages.all():
        return {"route": None, "route_on": on}
    return {"route": explaining.explain(queries.route_of(project, on=on)), "route_on": on}


def people_of(project: ProcurementProject) -> list[tuple[str, str]]:
    """Who took which duty; panel members are named by the stage that may name them."""
    names: dict[str, list[str]] = {}
    handlings = project.handlings.exclude(duty__in=HIDDEN_DUTIES).select_related("user").order_by("at", "pk")
    for handling in handlings:
        names.setdefault(handling.get_duty_display(), []).append(handling.user.name)
    return [(duty, "、".join(people)) for duty, people in names.items()]


def record_of(project: ProcurementProject) -> list[LedgerEntry]:
    """The ledger's entries about the project, newest first, as far as they may be shown."""
    return list(LedgerEntry.objects.about(project).disclosed().order_by("-pk"))
