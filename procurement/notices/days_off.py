"""A deadline that is chosen, not counted, lies on a working day. Pure."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal

BASIS = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第八十五条"


def deadline_refusals(deadline: datetime | None, *, calendar: Calendar) -> list[Refusal]:
    """A period never ends on a day off, so no deadline is set on one (Order 87, art. 85)."""
    if deadline is None or calendar.is_workday(local_date(deadline)):
        return []
    day = local_date(deadline)
    following = calendar.on_or_after(day).date
    return [
        Refusal(
            because=_("提交截止日 %(day)s 是休息日；期限的末日是休息日的，顺延到下一个工作日。")
            % {"day": day.isoformat()},
            basis=BASIS,
            remedy=_("请改到 %(day)s 或者以后的工作日。") % {"day": following.isoformat()},
            code="deadline_on_day_off",
        )
    ]
