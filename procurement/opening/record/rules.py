"""When a record is confirmed and signed, and what became of a bid in lawful words. Pure."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Refusal
from procurement.bidding.rules import to_the_second
from procurement.opening.rules import UNLOCK_BASIS

BASIS = gettext_lazy("《政府采购货物和服务招标投标管理办法》（财政部令第87号）第四十二条")
MINUTES_BASIS = gettext_lazy(
    "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第四十二条；确认时长为平台设定，待确认"
)


def answer_refusals(*, is_open: bool, has_answered: bool, agrees: bool, objection: str) -> list[Refusal]:
    """A bidder answers once, before anybody signs the record; an objection is in words."""
    if not is_open:
        return closed_refusals(is_open=is_open)
    if has_answered:
        return [
            Refusal(
                because=_("贵单位已经答复过。"),
                basis=BASIS,
                remedy=_("请查看记录中的答复。"),
                code="answered",
            )
        ]
    if not agrees and not objection.strip():
        return [
            Refusal(
                because=_("还没有写明异议。"),
                basis=BASIS,
                remedy=_("请写明对哪一项有异议、为什么。"),
                code="no_objection",
            )
        ]
    return []


def closed_refusals(*, is_open: bool) -> list[Refusal]:
    """From the first signature on nothing changes any more under it."""
    if is_open:
        return []
    return [
        Refusal(
            because=_("开启记录已经有人签署，内容不能再变：不能再确认、提出异议或者改写处理。"),
            basis=BASIS,
            remedy=_("对开启有意见的，可以依法提出询问或者质疑。"),
            code="record_signed",
        )
    ]


def signing_refusals(
    *, now: datetime, until: datetime, unanswered: int, silent: int, unruled: int, has_signed: bool
) -> list[Refusal]:
    """A record is signed after every objection has its answer and who came has had the time to speak.

    `unanswered` objections, `silent` bidders that came and have not answered; who was absent agrees.
    `unruled` bids stayed shut and nobody has said whose fault it was; under a signature nobody could.
    """
    found = []
    if unruled:
        found.append(
            Refusal(
                because=_("有 %(count)d 份没有打开的文件还没有认定原因，签署以后就不能再认定。")
                % {"count": unruled},
                basis=UNLOCK_BASIS,
                remedy=_("请采购人的复核人员或者分管领导先在大厅里认定。"),
                code="not_ruled",
            )
        )
    if unanswered:
        found.append(
            Refusal(
                because=_("还有 %(count)d 条异议没有处理。") % {"count": unanswered},
                basis=BASIS,
                remedy=_("请先写明对每一条异议的处理。"),
                code="objection_open",
            )
        )
    if silent and now < until:
        found.append(
            Refusal(
                because=_("到场的投标人还有 %(count)d 家没有确认，确认时间到 %(until)s 为止。")
                % {"count": silent, "until": to_the_second(until)},
                basis=MINUTES_BASIS,
                remedy=_("请等全部确认，或者等到确认时间结束。"),
                code="not_confirmed",
            )
        )
    if has_signed:
        found.append(
            Refusal(
                because=_("您已经签署过；主持人和监督人须是两个人。"),
                basis=BASIS,
                remedy=_("请另一人登录自己的账号签署。"),
                code="signed_before",
            )
        )
    return found


def attitude(*, is_there: bool, agrees: bool | None, is_open: bool = False) -> str:
    """What the record says of a bidder's consent (Order 87, art. 42); open, one that came may speak."""
    if agrees is None and is_there and is_open:
        return _("到场，还没有答复")
    if agrees is None:
        return _("到场，没有提出异议") if is_there else _("没有到场，视同认可开标结果")
    return _("确认，没有异议") if agrees else _("提出异议")
