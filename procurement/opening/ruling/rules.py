"""When a bid that did not open may be ruled on, and what follows. Pure."""

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.opening.rules import UNLOCK_BASIS


def ruling_refusals(
    *, is_opened: bool, may_still_open: bool, has_ruling: bool, is_signed: bool, reason: str
) -> list[Refusal]:
    """Once, of a bid that nobody can unlock any more, in words, before anybody signs the record."""
    found = []
    if is_opened:
        found.append(_refusal("opened", _("这份文件已经打开，不需要认定。"), _("请返回开启记录。")))
    elif may_still_open:
        because = _("供应商或者托管方还可以打开这份文件，现在不能认定。")
        found.append(_refusal("still_unlocking", because, _("请等解锁时间结束以后再认定。")))
    if has_ruling:
        found.append(_refusal("ruled", _("这份文件已经认定过。"), _("请查看开启记录。")))
    if is_signed:
        remedy = _("对处理有异议的，供应商可以依法提出质疑。")
        found.append(_refusal("record_signed", _("开启记录已经有人签署，不能再认定。"), remedy))
    if not reason.strip():
        remedy = _("请写明核对了什么、怎样判断，会写进开启记录并告诉供应商。")
        found.append(_refusal("no_reason", _("还没有写明事实和理由。"), remedy))
    return found


def follows(*, is_recall: bool) -> str:
    """What a ruling comes to, in lawful words."""
    if is_recall:
        return _("不是供应商的原因，视为撤回：保证金按期退还，可以要求责任方赔偿")
    return _("供应商自身的原因，视为撤销；采购文件没有另外规定的，不因此不退还保证金")


def _refusal(code: str, because: str, remedy: str) -> Refusal:
    return Refusal(because=because, basis=str(UNLOCK_BASIS), remedy=remedy, code=code)
