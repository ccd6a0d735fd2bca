"""Who may be in the hall, and when a window moves. Pure."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Refusal
from procurement.bidding.rules import to_the_second

PANEL_BASIS = gettext_lazy(
    "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第四十条：评标委员会成员不得参加开标活动"
)
MOVING_BASIS = gettext_lazy("参照《电子招标投标办法》（国家发展改革委令第20号）第三十一条（待确认）")
POSTPONING_BASIS = gettext_lazy("主持人推迟解封最多多少天为平台设定，待确认")
# A browser that has not asked for this long has left the hall.
GONE_AFTER = timedelta(seconds=60)


def attendance_refusals(*, sits_on_panel: bool) -> list[Refusal]:
    """Who will review must not attend the opening (Order 87, art. 40)."""
    if not sits_on_panel:
        return []
    return [
        Refusal(
            because=_("您是本次评审的小组成员，不得参加开标活动。"),
            basis=PANEL_BASIS,
            remedy=_("请由其他人员主持、解封和监督。"),
            code="panel_member",
        )
    ]


def extension_refusals(*, now: datetime, until: datetime | None, reason: str) -> list[Refusal]:
    """A window moves while it is open, and only for a reason that is written down."""
    found = unwritten_refusals(reason)
    if until is None or now >= until:
        found.append(
            Refusal(
                because=_("解锁时间已经结束，不能再延长。"),
                basis=MOVING_BASIS,
                remedy=_("请记录情况，由采购人按采购文件和规定处理。"),
                code="window_over",
            )
        )
    return found


def postponement_refusals(
    *, now: datetime, until: datetime, reason: str, latest: datetime, decided: datetime | None = None
) -> list[Refusal]:
    """The release moves to a moment to come, and only for a reason that is written down.

    Not before the moment that was `decided` after an outage, which takes a second person, and by the host
    alone not later than `latest`.
    """
    found = unwritten_refusals(reason)
    if until > latest:
        found.append(
            Refusal(
                because=_("改到的时间 %(until)s 晚于主持人可以推迟到的 %(latest)s。")
                % {"until": to_the_second(until), "latest": to_the_second(latest)},
                basis=POSTPONING_BASIS,
                remedy=_("请填写不晚于这个时间的时间，并补足能解封的人员；到时间以后随时可以解封。"),
                code="too_far",
            )
        )
    if decided and until < decided:
        found.append(
            Refusal(
                because=_("采购人因平台故障已经决定推迟到 %(decided)s 开启，不能改到更早。")
                % {"decided": to_the_second(decided)},
                basis=MOVING_BASIS,
                remedy=_("请填写不早于这个时间的时间。"),
                code="before_decision",
            )
        )
    if until <= now:
        found.append(
            Refusal(
                because=_("改到的时间 %(until)s 不晚于现在 %(now)s。")
                % {"until": to_the_second(until), "now": to_the_second(now)},
                basis=MOVING_BASIS,
                remedy=_("请填写以后的时间。"),
                code="not_later",
            )
        )
    return found


def unwritten_refusals(text: str) -> list[Refusal]:
    """What happened must be said in words."""
    if text.strip():
        return []
    return [
        Refusal(
            because=_("还没有写明原因。"),
            basis=MOVING_BASIS,
            remedy=_("请写明发生了什么、怎样处理，会写进开启记录。"),
            code="no_reason",
        )
    ]
