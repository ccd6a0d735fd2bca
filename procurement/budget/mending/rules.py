"""What of a line may be corrected, and by whom. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.budget.rules import BUDGET_FIRST, Paper

TWO_PEOPLE = "单位内部控制制度（待确认）"


@dataclass(frozen=True)
class Mending:
    """How a line shall read, why, and by which paper."""

    title: str
    function_code: str
    reason: str
    paper: Paper


def mend_refusals(wish: Mending, *, title: str, function_code: str, is_waiting: bool) -> list[Refusal]:
    """Something changes, a name stays, and one correction waits at a time."""
    if is_waiting:
        because = _("这条指标还有一项更正在等待复核。")
        return [Refusal(because, BUDGET_FIRST, _("请先复核或者退回那一项。"), "mending_waits")]
    if not wish.title.strip():
        because = _("更正后的名称是空的。")
        return [Refusal(because, BUDGET_FIRST, _("请填写预算项目名称。"), "no_title")]
    if (wish.title.strip(), wish.function_code.strip()) == (title, function_code):
        because = _("更正后的名称和科目与原来相同。")
        return [Refusal(because, BUDGET_FIRST, _("请至少改动一处。"), "nothing_changed")]
    return []


def decision_refusals(*, is_waiting: bool, proposed_by: int, by: int) -> list[Refusal]:
    """A second person decides, once."""
    if not is_waiting:
        return [Refusal(_("这项更正已经办结。"), remedy=_("请返回并刷新页面。"), code="wrong_state")]
    if proposed_by == by:
        because = _("这项更正是您提出的，不能由您复核。")
        return [Refusal(because, TWO_PEOPLE, _("请由另一名财政人员复核。"), "same_person")]
    return []


def opinion_refusals(opinion: str) -> list[Refusal]:
    """Whoever sends a correction back says why."""
    if opinion.strip():
        return []
    return [Refusal(_("还没有写明退回的原因。"), remedy=_("请写明哪里不对。"), code="opinion_missing")]
