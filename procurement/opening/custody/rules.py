"""When a part is released to its custodian, and who may open it. Pure."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.bidding.custody.rules import BASIS
from procurement.bidding.rules import to_the_second


def asking_refusals(*, has_part: bool, is_released: bool) -> list[Refusal]:
    """Why a bidder's part cannot be released: there is none, or it is released already."""
    if not has_part:
        return [
            Refusal(
                because=_("提交时没有使用第二把钥匙，没有托管的口令。"),
                basis=BASIS,
                remedy=_("请对照最后一次提交的密钥单逐组核对口令；本单位的其他经办人也可以登录解锁。"),
                code="no_part",
            )
        ]
    if is_released:
        return [
            Refusal(
                because=_("已经请托管方打开，不需要再请。"),
                basis=BASIS,
                remedy=_("请等待托管方；找到口令的，仍可自己解锁。"),
                code="already_released",
            )
        ]
    return []


def is_absence_due(*, now: datetime, until: datetime | None, minutes: int) -> bool:
    """Near the end of the window whoever has not unlocked counts as absent."""
    return until is not None and now >= until - timedelta(minutes=minutes)


def releasing_refusals(*, keeps_second_key: bool) -> list[Refusal]:
    """Whoever keeps the second key of a package does not help to take off its outer lock."""
    if not keeps_second_key:
        return []
    return [
        Refusal(
            because=_("贵单位托管本采购包的第二把钥匙，两把钥匙不能在同一个单位手里。"),
            basis=BASIS,
            remedy=_("请其他单位的人员解封。"),
            code="keeps_second_key",
        )
    ]


def opening_refusals(*, now: datetime, until: datetime, has_released_key: bool) -> list[Refusal]:
    """The custodian opens in time, and neither it nor the person helped to take off the outer lock."""
    found = []
    if now >= until:
        found.append(
            Refusal(
                because=_("托管方打开的时间到 %(until)s 为止，现在是 %(now)s。")
                % {"until": to_the_second(until), "now": to_the_second(now)},
                basis=BASIS,
                remedy=_("请立即联系主持人；时间还没有结束的，主持人可以延长。"),
                code="custody_over",
            )
        )
    if has_released_key:
        found.append(
            Refusal(
                because=_("您本人或者贵单位已经参加解开外层锁，两把钥匙不能在同一个单位手里。"),
                basis=BASIS,
                remedy=_("单位没有参加解封的，请本单位另一名托管人员办理；否则请立即联系主持人。"),
                code="released_outer",
            )
        )
    return found


def unreleased() -> Refusal:
    """Nobody counts as not opened whose custodian was never asked."""
    return Refusal(
        because=_("还有没有解锁的文件，托管的口令还没有交托管方。"),
        basis=BASIS,
        remedy=_("请再点一次“结束开启”：系统先请托管方打开，到时再结束。"),
        code="unreleased",
    )
