"""What a list at the end of a year must hold before it is proposed and decided. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.budget.choices import Account
from procurement.budget.closing.choices import Choice
from procurement.budget.rules import BUDGET_FIRST

# A signed contract binds: its money is carried over or recalled, never simply freed.
ALLOWED = {
    Account.COMMITTED: (Choice.CARRY, Choice.RELEASE, Choice.RECALL),
    Account.CONTRACTED: (Choice.CARRY, Choice.RECALL),
}
NEEDS_REASON = (Choice.RELEASE, Choice.RECALL)


@dataclass(frozen=True)
class Open:
    """An open commitment of a line: the purchase or contract that holds it and how much, in yuan."""

    line_id: int
    reference: str
    account: str
    amount: Decimal


@dataclass(frozen=True)
class Decision:
    """What is proposed for one open commitment."""

    item_id: int
    choice: str = ""
    reason: str = ""


def draw_refusals(*, year: int, this_year: int, has_open_list: bool, found: int) -> list[Refusal]:
    """One list at a time, for a year that has come, when there is something to decide."""
    if year > this_year:
        return [
            Refusal(
                because=_("%(year)s年还没有到。") % {"year": year}, basis=BUDGET_FIRST, code="year_not_begun"
            )
        ]
    if has_open_list:
        return [
            Refusal(
                because=_("%(year)s年已经有一份没有办完的清单。") % {"year": year},
                basis=BUDGET_FIRST,
                remedy=_("请在那份清单上继续办理。"),
                code="list_open",
            )
        ]
    if not found:
        return [
            Refusal(
                because=_("%(year)s年没有未结的占用和合同。") % {"year": year},
                basis=BUDGET_FIRST,
                code="nothing_open",
            )
        ]
    return []


def choice_refusals(reference: str, account: str, choice: str, reason: str) -> list[Refusal]:
    """Every commitment has a decision that its kind allows; taking money away needs a reason."""
    if not choice:
        because, code = _("“%(number)s”还没有选择怎样处理。"), "choice_missing"
    elif choice not in ALLOWED[Account(account)]:
        because, code = _("“%(number)s”已经签订合同，只能结转或者收回，不能释放。"), "contract_binds"
    elif choice in NEEDS_REASON and not reason.strip():
        because, code = _("“%(number)s”要释放或者收回，须写明原因。"), "reason_missing"
    else:
        return []
    return [Refusal(because=because % {"number": reference}, basis=BUDGET_FIRST, code=code)]


def changed_refusals(listed: Iterable[Open], now: Sequence[Open]) -> list[Refusal]:
    """The list says what is so: a purchase that moved on since is drawn up anew."""
    held = {(one.line_id, one.reference, one.account): one.amount for one in now}
    return [
        Refusal(
            because=_("“%(number)s”清单上是 %(listed)s 元，现在是 %(now)s 元。")
            % {
                "number": one.reference,
                "listed": format_amount(one.amount),
                "now": format_amount(held.get((one.line_id, one.reference, one.account), Decimal(0))),
            },
            basis=BUDGET_FIRST,
            remedy=_("请退回并放弃这份清单，重新生成。"),
            code="commitment_changed",
        )
        for one in listed
        if held.get((one.line_id, one.reference, one.account)) != one.amount
    ]


def same_person_refusals(*, proposed_by: int | None, decided_by: int) -> list[Refusal]:
    """Who drew the list up does not decide it."""
    if proposed_by != decided_by:
        return []
    return [
        Refusal(
            because=_("这份清单由您提出，须由另一人决定。"),
            basis=_("单位内部控制制度（待确认）"),
            remedy=_("请由财政部门的其他人员办理。"),
            code="same_person",
        )
    ]


def opinion_refusals(opinion: str) -> list[Refusal]:
    """A return says what has to be changed."""
    if opinion.strip():
        return []
    return [Refusal(because=_("退回要写明原因。"), code="opinion_missing")]
