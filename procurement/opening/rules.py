"""Who may release an opening key, how many must have bid, what an opened payload must hold. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel import money
from portal.kernel.errors import Refusal
from procurement.bidding.rules import to_the_second
from procurement.review.choices import EndingCause

RELEASE_BASIS = gettext_lazy(
    "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第三十三条、第三十九条；解封人数为平台设定，待确认"
)
UNLOCK_BASIS = gettext_lazy("参照《电子招标投标办法》（国家发展改革委令第20号）第三十一条（待确认）")
HANDLERS = frozenset({"purchaser_handler", "agency_handler"})
OFFICERS_NEEDED = 2


@dataclass(frozen=True)
class Officer:
    """Somebody of the roster: the person and the capacities acted in."""

    user_id: int
    roles: frozenset[str]

    @property
    def is_handler(self) -> bool:
        """Whether the person handles the purchase; one of the two must not."""
        return self.roles <= HANDLERS


@dataclass(frozen=True)
class Quote:
    """A final quote as read from the opened payload; `fault` says why it cannot count."""

    amount: Decimal | None
    fault: str = ""


def names_refusals(*, is_released: bool, is_ended: bool) -> list[Refusal]:
    """Nobody learns who has bid before two officers have released the opening; never if it came to none."""
    if is_released:
        return []
    if is_ended:
        because, remedy = _("没有打开任何文件，有谁提交不公开。"), _("终止的原因见终止公告。")
    else:
        because, remedy = _("还没有解封，谁提交了响应文件现在对任何人保密。"), _("请在解封以后再查阅。")
    return [Refusal(because=because, basis=RELEASE_BASIS, remedy=remedy, code="names_sealed")]


def release_refusals(
    *, now: datetime, due_at: datetime, officer: Officer, before: Iterable[Officer]
) -> list[Refusal]:
    """Why this officer may not release now: too early, twice, or nobody but handlers."""
    before = list(before)
    found = []
    if now < due_at:
        found.append(
            Refusal(
                because=_("开启时间是 %(due)s，现在是 %(now)s。")
                % {"due": to_the_second(due_at), "now": to_the_second(now)},
                basis=RELEASE_BASIS,
                remedy=_("请在开启时间到了以后再解封。"),
                code="too_early",
            )
        )
    if any(officer.user_id == other.user_id for other in before):
        found.append(
            Refusal(
                because=_("您已经解封过一次，须由两名不同的人员解封。"),
                basis=RELEASE_BASIS,
                remedy=_("请另一名人员登录自己的账号解封。"),
                code="same_person",
            )
        )
    elif before and officer.is_handler and all(other.is_handler for other in before):
        found.append(
            Refusal(
                because=_("两名解封人员不能都是经办人。"),
                basis=RELEASE_BASIS,
                remedy=_("请复核人员、分管领导、主管预算单位、财政部门或者名册上的审计监督人员解封。"),
                code="handlers_only",
            )
        )
    return found


def cause_of_too_few(*, is_released: bool) -> EndingCause:
    """Too few came, or too few of those who came unlocked."""
    return EndingCause.FEW_LEFT if is_released else EndingCause.TOO_FEW


def too_few_refusals(*, received: int, least: int, basis: str) -> list[Refusal]:
    """Fewer responses than the method needs end the purchase; how many there were stays untold."""
    if received >= least:
        return []
    return [
        Refusal(
            because=_("提交响应文件的供应商不足 %(least)d 家。") % {"least": least},
            basis=basis,
            code="too_few",
        )
    ]


def unlock_refusals(*, now: datetime, until: datetime | None) -> list[Refusal]:
    """Half-open: a supplier may unlock while now < until."""
    if until is not None and now < until:
        return []
    return [
        Refusal(
            because=_("解锁时间到 %(until)s 为止，现在是 %(now)s。")
            % {"until": to_the_second(until) if until else "—", "now": to_the_second(now)},
            basis=UNLOCK_BASIS,
            remedy=_("因平台故障未能解锁的，请立即联系采购人。"),
            code="unlock_over",
        )
    ]


def unopened(*, was_there: bool, has_tried: bool) -> str:
    """What becomes of a bid that its bidder did not unlock in time, in lawful words."""
    if has_tried:
        cause = _("在解锁时间内试过，交来的内容与回执的摘要不一致，没有打开")
    elif was_there:
        cause = _("到场，但在规定的解锁时间内没有解锁")
    else:
        cause = _("没有到场，没有在规定的解锁时间内解锁")
    follows = _("因自身原因未解锁的，视为撤销；不是自身原因的，视为撤回，可以要求责任方赔偿")
    return f"{cause}。{follows}（{UNLOCK_BASIS}）。"


def already_refusals(*, is_waiting: bool) -> list[Refusal]:
    """What has been unlocked stays as it is."""
    if is_waiting:
        return []
    return [
        Refusal(
            because=_("这份文件已经处理过，不需要再解锁。"),
            remedy=_("请返回查看状态。"),
            code="already_unlocked",
        )
    ]


def still_unlocking(*, until: datetime) -> Refusal:
    """The session goes on while somebody may still unlock."""
    return Refusal(
        because=_("解锁时间到 %(until)s 为止，还有供应商没有解锁。") % {"until": to_the_second(until)},
        remedy=_("请等待全部解锁，或者等到解锁时间结束。"),
        code="still_unlocking",
    )


def not_opened_by_custodian() -> str:
    """Why a bid whose phrase was kept stayed closed: no fault of the bidder's."""
    return _("托管方没有在规定时间内打开；不是供应商的原因，按撤回处理（待确认）")


def mismatch() -> Refusal:
    """What was unlocked is not what the receipt fixed."""
    return Refusal(
        because=_("解锁后的内容与回执记载的原文摘要不一致。"),
        basis=_("《政府采购货物和服务招标投标管理办法》（财政部令第87号）第三十四条：截止后不得修改"),
        remedy=_("请使用提交时的开启口令，在未改动的页面上重新解锁；这次尝试已经记录。"),
        code="digest_mismatch",
    )


def read_quote(fields: dict[str, str], *, ceiling: Decimal) -> Quote:
    """The price of a final quote; above the ceiling it cannot count (Order 87, art. 63)."""
    try:
        amount = money.yuan(fields.get("price", ""))
    except ValueError as error:
        return Quote(None, fault=str(error))
    if amount <= 0:
        return Quote(None, fault=_("报价应当大于零。"))
    if amount > ceiling:
        fault = _("报价 %(amount)s 元高于最高限价 %(ceiling)s 元。") % {
            "amount": money.format_amount(amount),
            "ceiling": money.format_amount(ceiling),
        }
        return Quote(amount, fault=fault)
    return Quote(amount)
