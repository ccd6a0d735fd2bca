"""When a paper copy is taken, and when it may be opened. Pure."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Refusal
from procurement.bidding.rules import DEADLINE_BASIS

BASIS = gettext_lazy(
    "采购文件关于纸质备份的约定；参照《电子招标投标办法》（国家发展改革委令第20号）第三十一条（待确认）"
)
RANDOM_DIGITS = 6


def receiving_refusals(*, is_allowed: bool, package_number: str, receipt_number: str) -> list[Refusal]:
    """Where the document allows it; whether the receipt exists is told to nobody."""
    if not is_allowed:
        because = _("采购文件没有约定接收纸质备份。")
        return [_refusal("paper_not_allowed", because, _("请不要接收；电子提交的文件不受影响。"))]
    if not re.fullmatch(rf"{re.escape(package_number)}-\d{{{RANDOM_DIGITS}}}", receipt_number):
        because = _("“%(number)s”不是本采购包的回执编号。") % {"number": receipt_number}
        return [_refusal("not_a_receipt", because, _("请照供应商出示的回执填写，逐位核对。"))]
    return []


def known_refusals(*, is_known: bool) -> list[Refusal]:
    """Once for each receipt."""
    if not is_known:
        return []
    because = _("这个回执编号的纸质备份已经登记过。")
    return [_refusal("paper_known", because, _("请核对回执编号；重新提交过的，用最新的回执。"))]


def unsealed_refusals(*, is_sealed: bool) -> list[Refusal]:
    """What is not sealed is not taken (Order 87, art. 33)."""
    if is_sealed:
        return []
    because = _("没有密封的纸质备份不能接收。")
    return [Refusal(because, str(DEADLINE_BASIS), _("请供应商密封、盖章以后再交。"), "unsealed")]


def typing_refusals(*, is_opened: bool, is_recall: bool | None, is_done: bool) -> list[Refusal]:
    """A copy is opened after a ruling that it was not the bidder's fault; `is_recall` None before one."""
    if is_opened:
        because = _("这份电子文件已经打开，纸质备份不启封。")
        return [_refusal("opened", because, _("请原样退还供应商。"))]
    if is_recall is None:
        because = _("还没有认定没有打开的原因，纸质备份不能启封。")
        return [_refusal("not_ruled", because, _("请采购人的复核人员或者分管领导先认定。"))]
    if not is_recall:
        because = _("已经认定是供应商自身的原因，纸质备份不启封。")
        return [_refusal("own_fault", because, _("请原样退还供应商。"))]
    if is_done:
        because = _("这份纸质备份已经处理完毕。")
        return [_refusal("paper_done", because, _("请查看大厅里的结果。"))]
    return []


def second_person_refusals(
    *, typed_by: int | None, checked_by: int | None, are_both_handlers: bool
) -> list[Refusal]:
    """Two people, not both handlers: who types in does not compare."""
    if typed_by is None:
        because = _("还没有人录入这份纸质备份。")
        return [_refusal("not_typed", because, _("请主持人先启封、录入。"))]
    if typed_by == checked_by:
        because = _("录入的人不能自己核对。")
        return [_refusal("same_person", because, _("请另一名人员登录自己的账号核对。"))]
    if are_both_handlers:
        because = _("录入和核对的人不能都是经办人。")
        remedy = _("请复核人员、分管领导、主管预算单位或者财政部门的人员核对。")
        return [_refusal("handlers_only", because, remedy)]
    return []


def unseen_refusals(*, is_seen: bool) -> list[Refusal]:
    """What counts is what the second person has compared, not what was typed in since."""
    if is_seen:
        return []
    because = _("您查看以后，录入的内容又改过。")
    return [_refusal("typed_again", because, _("请对照纸质文件重新核对下面的内容。"))]


def same_price_refusals(typed: Decimal | None, again: Decimal) -> list[Refusal]:
    """Both people read the same amount on the paper."""
    if typed == again:
        return []
    because = _("两人录入的报价不一致，没有采用。")
    return [_refusal("prices_differ", because, _("请两人一起对照纸质文件，录错的重新录入。"))]


def waiting_refusals(count: int) -> list[Refusal]:
    """The session goes on while a paper copy may still save a bid that did not open."""
    if not count:
        return []
    because = _("有 %(count)d 份没有打开的文件留有纸质备份，还没有处理完。") % {"count": count}
    remedy = _("请先认定没有打开的原因；不是供应商原因的，由两人启封、录入和核对。")
    return [_refusal("paper_waiting", because, remedy)]


def digits_apart(one: str, other: str) -> int | None:
    """In how many places two receipt numbers differ; None where they are not of one length."""
    if len(one) != len(other):
        return None
    return sum(left != right for left, right in zip(one, other, strict=True))


def stray_refusals(count: int) -> list[Refusal]:
    """The session goes on while a copy under a wrong number may belong to a bid that did not open."""
    if not count:
        return []
    because = _("有 %(count)d 份纸质备份的回执编号与任何一份文件都不一致，又有文件没有打开。") % {
        "count": count
    }
    remedy = _("请采购人的复核人员或者分管领导先在大厅认定属于哪一份，或者都不属于。")
    return [_refusal("paper_stray", because, remedy)]


def joining_refusals(
    *, is_stray: bool, is_joined: bool, may_be_joined: bool, received_by: int, by: int | None, reason: str
) -> list[Refusal]:
    """Once, of a copy whose number fits no bid, to a bid that stayed shut; never by who took it."""
    found = []
    if not is_stray:
        because = _("这份纸质备份的回执编号对应一份文件，不需要认定。")
        found.append(_refusal("paper_fits", because, _("请返回大厅。")))
    if is_joined:
        because = _("这份纸质备份已经认定过。")
        found.append(_refusal("paper_joined", because, _("请查看大厅里的结果。")))
    if not may_be_joined:
        because = _("选的文件已经打开、已有纸质备份，或者认定为供应商自身的原因。")
        found.append(_refusal("not_shut", because, _("请重新选择；都不属于的，选“不属于任何一份”。")))
    if received_by == by:
        remedy = _("请由本单位另一名复核人员或者分管领导认定。")
        found.append(_refusal("same_person", _("登记这份备份的人不能自己认定。"), remedy))
    if not reason.strip():
        remedy = _("请写明怎样核对，例如封面写的回执编号、供应商出示的回执。")
        found.append(_refusal("no_reason", _("还没有写明事实和理由。"), remedy))
    return found


def reason_refusals(reason: str) -> list[Refusal]:
    """Why a copy cannot be used is written down."""
    if reason.strip():
        return []
    return [_refusal("no_reason", _("还没有写明原因。"), _("请写明纸质备份为什么不能使用。"))]


def too_long() -> Refusal:
    """What was typed does not fit into the form of a bid."""
    return _refusal("too_long", _("录入的内容太长。"), _("请照纸质文件的要点录入，附件由评审小组查阅原件。"))


def _refusal(code: str, because: str, remedy: str) -> Refusal:
    return Refusal(because=because, basis=str(BASIS), remedy=remedy, code=code)
