"""When a purchase may be ended before its opening, and why. Pure."""

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal

BASIS = "政府采购货物和服务招标投标管理办法（财政部令第87号）第二十九条；财政部令第74号第二十三条"


def cancel_refusals(*, is_direct: bool, takes_applications: bool, is_any_left: bool) -> list[Refusal]:
    """A purchase with a call that is not opened yet; others have an end of their own."""
    if is_direct:
        because = _("这次采购没有公告和开启，有自己的终止办法。")
        remedy = _("请在“报价和定标”或者“其他平台的结果”页面终止。")
        return [Refusal(because, BASIS, remedy, "cancel_direct")]
    if takes_applications:
        because = _("开放式框架协议随时接受申请，不按这里的办法终止。")
        return [Refusal(because, BASIS, _("协议期限届满后不再接受申请。"), "cancel_open_framework")]
    if is_any_left:
        return []
    because = _("没有还可以终止的采购包：响应截止以后按开启和评审的程序办理。")
    remedy = _("开启以后不能继续的，请在评审或者定标页面终止。")
    return [Refusal(because, BASIS, remedy, "nothing_to_cancel")]


def reason_refusals(reason: str) -> list[Refusal]:
    """A call is not ended at will: the change that takes the task away is written down."""
    if reason.strip():
        return []
    because = _("没有写明使采购任务取消的重大变故。")
    return [Refusal(because, BASIS, _("请写明发生了什么；除此以外不得擅自终止。"), "cancel_reason_missing")]
