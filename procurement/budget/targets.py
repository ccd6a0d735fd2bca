"""Performance targets: set with a line before it is used; a purchase copies those of its lines."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.budget import queries
from procurement.budget.models import BudgetLine, PerformanceTarget

TARGET_BASIS = "项目支出绩效评价管理办法（财预〔2020〕10号）（待确认）"


@dataclass(frozen=True)
class Target:
    """One target as it is typed."""

    kind: str
    name: str
    value: str


@transaction.atomic
def set_targets(line_id: int, targets: Sequence[Target], *, by: Actor, now: datetime) -> BudgetLine:
    """Write the targets of a line anew. Raises Refused once a purchase holds money of it.

    A line that was used before targets were asked for is given its first ones late; the ledger tells when.
    """
    line = queries.line_for_update(line_id)
    must_set(line, by=by)
    is_bound = line.targets.exists() and queries.caused_by_purchases(line).exists()
    refuse(targets_refusals(is_bound=is_bound))
    line.targets.all().delete()
    PerformanceTarget.objects.bulk_create(
        PerformanceTarget(line=line, order=order, **asdict(target))
        for order, target in enumerate(targets, start=1)
    )
    facts = {"line": line.code, "targets": [asdict(target) for target in targets]}
    ledger.record(line, "budget.set_targets", says=_("填写绩效目标"), by=by, at=now, facts=facts)
    return line


def targets_refusals(*, is_bound: bool) -> list[Refusal]:
    """Targets stand before the money is used, so that they cannot follow what was reached."""
    if not is_bound:
        return []
    return [
        Refusal(
            because=_("已经有采购项目占用这条指标，绩效目标不能再改。"),
            basis=TARGET_BASIS,
            remedy=_("目标已写入该项目的采购文件和合同；确需调整的，请在下一年度的指标上填写。"),
            code="line_used",
        )
    ]


def absence_refusals(lines: Iterable[str]) -> list[Refusal]:
    """No purchase from a line that does not say what its money is to achieve."""
    return [
        Refusal(
            because=_("预算指标“%(line)s”还没有绩效目标。") % {"line": line},
            basis=TARGET_BASIS,
            remedy=_(
                "请由预算单位经办或者财政部门在这条预算指标的页面填写绩效目标；目标会写入采购文件和合同。"
            ),
            code="no_targets",
        )
        for line in lines
    ]


def without_targets(line_ids: Iterable[int]) -> list[str]:
    """Those of some lines that have no target, in words."""
    lines = BudgetLine.objects.filter(pk__in=list(line_ids), targets__isnull=True)
    return [str(line) for line in lines.order_by("pk")]


def may_set(line: BudgetLine, *, by: Actor | None) -> bool:
    """The body's own handler, and the finance department that keeps the line."""
    if by is None:
        return False
    is_own = by.has_role(Role.PURCHASER_HANDLER) and line.body_id == by.body_id
    return is_own or queries.bodies_of_finance(by).filter(pk=line.body_id).exists()


def must_set(line: BudgetLine, *, by: Actor) -> None:
    """Turn everybody else away."""
    if not may_set(line, by=by):
        raise NotPermitted(_("绩效目标由预算单位经办或者本级财政部门填写。"))


def rows_of(line_ids: Iterable[int]) -> list[tuple[str, str, str]]:
    """The targets of some lines as rows of kind, name and value; the same target of two lines once."""
    targets = PerformanceTarget.objects.filter(line__in=list(line_ids)).order_by("line", "order")
    rows = ((str(target.get_kind_display()), target.name, target.value) for target in targets)
    return list(dict.fromkeys(rows))
