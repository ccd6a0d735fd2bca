"""What a roster must be, and when it is too thin. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Refusal

BASIS = gettext_lazy(
    "名册人数和单位数为平台设定，待确认；《政府采购货物和服务招标投标管理办法》（财政部令第87号）第三十九条"
)
BODIES_NEEDED = 2
NEEDED = 2


@dataclass(frozen=True)
class Officer:
    """Somebody on a roster, as far as the rules ask."""

    body_id: int
    is_handler: bool
    can_come: bool = True
    sits_on_panel: bool = False


def roster_refusals(officers: Sequence[Officer], *, least: int, is_released: bool) -> list[Refusal]:
    """At least `least` people of two bodies, two no handlers, none of the panel; before the release."""
    if is_released:
        return [_refusal("released", _("已经解封，名册不能再改。"), _("请查看开启记录。"))]
    found = []
    if len(officers) < least:
        told = _("名册上有 %(count)d 人，至少要 %(least)d 人。") % {"count": len(officers), "least": least}
        found.append(_refusal("too_few_officers", told, _("请再选几人。")))
    if len({officer.body_id for officer in officers}) < BODIES_NEEDED:
        remedy = _("请加入代理机构、主管预算单位、财政部门或者审计监督部门的人员。")
        found.append(_refusal("one_body", _("名册上的人都来自一个单位。"), remedy))
    if sum(not officer.is_handler for officer in officers) < NEEDED:
        remedy = _("请加入复核人员、分管领导，或者主管预算单位、财政部门、审计监督部门的人员。")
        found.append(_refusal("handlers", _("名册上不是经办人的不足两人。"), remedy))
    if any(officer.sits_on_panel for officer in officers):
        told = _("名册上有评审小组成员，评审小组成员不得参加开标活动。")
        found.append(_refusal("panel_member", told, _("请去掉评审小组成员。")))
    return found


def alarm_of(officers: Sequence[Officer], *, least: int) -> str:
    """Why an opening to come is in danger, in words; empty when enough can release."""
    if not officers:
        return _("还没有确定解封人员名册。")
    if len(officers) < least:
        return _("解封人员名册不足 %(least)d 人。") % {"least": least}
    free = [officer for officer in officers if officer.can_come]
    if len(free) < NEEDED:
        return _("名册上能办理的不足两人。")
    if all(officer.is_handler for officer in free):
        return _("名册上能办理的都是经办人。")
    return ""


def answer_refusals(*, is_released: bool) -> list[Refusal]:
    """An answer matters until the locks are off."""
    return [_refusal("released", _("已经解封，不需要再回复。"), "")] if is_released else []


def _refusal(code: str, because: str, remedy: str) -> Refusal:
    return Refusal(because=because, basis=BASIS, remedy=remedy, code=code)
