"""The answer to the person: the last message before the address is forgotten."""

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from orgs.accounts.erasure import closing, queries
from orgs.accounts.erasure.choices import ErasureStatus, Fate
from orgs.accounts.erasure.models import ErasureRequest


def send(request_id: int, *, now: datetime) -> None:
    """Send the answer once and forget the address; a person without one gets it from the operator.

    The mail goes out under the lock and before the commit: a crash between them sends it twice, never not.
    """
    with transaction.atomic():
        request = ErasureRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
        if request.status != ErasureStatus.CLOSED or request.answered_at is not None:
            return
        user = queries.user_for_update(request.user_id)
        if user.email:
            subject = _("删除申请的答复：%(number)s") % {"number": request.number}
            send_mail(subject, letter(request), settings.DEFAULT_FROM_EMAIL, [user.email])
        closing.forget_address(user)
        request.answered_at = now
        request.save(update_fields=["answered_at"])


def letter(request: ErasureRequest) -> str:
    """What was deleted, what is kept, until when and by which rule."""
    lines = [line_of(line) for line in request.answer]
    text = _(
        "您的账号已经注销，不能再登录；登录方式和手机号码已经删除，这封邮件发出后邮箱地址也会删除。\n\n"
        "%(lines)s\n\n%(name)s\n\n对答复有异议的，可以联系我们，或者向履行个人信息保护职责的部门投诉、举报。"
    )
    return text % {"lines": "\n".join(lines), "name": name_line(request)}


def line_of(line: dict) -> str:
    """One kind of record in a sentence."""
    said = f"{line['title']}（{line['count']}）：{Fate(line['fate']).label}"
    if line["fate"] == Fate.KEPT:
        said += _("，保存到 %(until)s") % {"until": line["until"] or _("采购结束、期限届满")}
    basis = f"（{line['basis']}）" if line["basis"] else ""
    return f"{said}。{line['term']}{basis}。"


def name_line(request: ErasureRequest) -> str:
    """Until when the name can be read."""
    if request.name_until:
        return _("您的姓名在上述记录中保存到 %(day)s，期满后遮盖。") % {"day": request.name_until}
    if any(line["fate"] == Fate.KEPT and line["keeps_name"] for line in request.answer):
        return _("您的姓名在上述记录中保存到期限届满，期满后遮盖。")
    return _("您的姓名随即遮盖。")
