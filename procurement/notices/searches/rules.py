"""When a search may be kept. Pure."""

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal

MOST = 20


def keeping_refusals(*, kept: int, is_kept: bool, is_usable: bool) -> list[Refusal]:
    """Why a search may not be kept: wrong conditions, the same again, too many."""
    found = []
    if not is_usable:
        found.append(
            Refusal(
                because=_("筛选条件里有不能识别的内容。"),
                remedy=_("请回到公告列表，重新选择条件后再保存。"),
                code="conditions_wrong",
            )
        )
    if is_kept:
        found.append(
            Refusal(
                because=_("您已经保存过相同条件的筛选。"),
                remedy=_("请在“保存的筛选”中修改名称或者通知方式。"),
                code="search_kept_already",
            )
        )
    if kept >= MOST:
        found.append(
            Refusal(
                because=_("您已经保存了 %(n)d 个筛选，最多保存 %(n)d 个。") % {"n": MOST},
                remedy=_("请先删除不再需要的筛选。"),
                code="too_many_searches",
            )
        )
    return found
