"""What a list at the end of a year must hold before it is proposed and decided. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.budget.choices import Account
from procurement.budget.closing.choices import Choice
from procurement.budget.rules import BUDGET_FIRST

# The list of a year is drawn up in its last month, or later.
LAST_MONTH = 12
# A signed contract binds: its money is carried over or recalled, never simply freed.
ALLOWED = {
    Account.AVAILABLE: (Choice.CARRY, Choice.RECALL),
    Account.COMMITTED: (Choice.CARRY, Choice.RELEASE, Choice.RECALL),
    Account.CONTRACTED: (Choice.CARRY, Choice.RECALL),
}
NEEDS_REASON = (Choice.RELEASE, Choice.RECALL)


@dataclass(frozen=True)
class Open:
    """An open commitment of a line: the purchase or contract that holds it and how much, in yuan.

    Without a reference: what nobody holds of a year that has ended.
    """

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


def is_due(year: int, *, on: date) -> bool:
    """Whether the list of a year may be drawn up on a day."""
    return year < on.year or (year == on.year and on.month >= LAST_MONTH)


def draw_refusals(*, year: int, on: date, has_open_list: bool, found: int) -> list[Refusal]:
    """One list at a time, at the end of its year, when there is something to decide."""
    if not is_due(year, on=on):
        return [
            Refusal(
                because=_("现在是%(month)s月，%(year)s年的清单要到%(year)s年%(last)s月才能生成。")
                % {"month": on.month, "year": year, "last": LAST_MONTH},
                basis=BUDGET_FIRST,
                remedy=_("年度中间要减少占用的，请由财政部门核减、调剂，或者终止采购。"),
                code="year_not_ended",
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
        because, code = _("“%(number)s”只能结转或者收回，不能释放。"), "contract_binds"
    elif account != Account.AVAILABLE and choice in NEEDS_REASON and not reason.strip():
        because, code = _("“%(number)s”要释放或者收回，须写明原因。"), "reason_missing"
    else:
        return []
    number = reference or _("没有占用的余额")
    return [Refusal(because=because % {"number": number}, basis=BUDGET_FIRST, code=code)]


def owed_refusals(contracts: Iterable[str], *, year: int) -> list[Refusal]:
    """What is recalled from a contract is owed by the next year, unless that year is settled already."""
    return [
        Refusal(
            because=_("合同“%(number)s”%(year)s年度的指标已经确认，收回的金额没有年度可以安排。")
            % {"number": number, "year": year},
            basis=BUDGET_FIRST,
            remedy=_("请改为结转下年。"),
            code="year_settled",
        )
        for number in contracts
    ]


def changed_refusals(listed: Iterable[Open], now: Sequence[Open]) -> list[Refusal]:
    """The list says what is so: a purchase that moved on since is drawn up anew."""
    held = {(one.line_id, one.reference, one.account): one.amount for one in now}
    return [
        Refusal(
            because=_("“%(number)s”清单上是 %(listed)s 元，现在是 %(now)s 元。")
            % {
                "number": one.reference or _("没有占用的余额"),
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
