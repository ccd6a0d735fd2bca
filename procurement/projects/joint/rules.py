"""What a purchase for several units needs. Pure."""

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal

BASIS = "主管预算单位统一组织采购的规定（待确认）"


def unit_refusals(*, is_own: bool, name: str) -> list[Refusal]:
    """A superior names its own units only."""
    if is_own:
        return []
    because = _("%(name)s不是由本单位主管的预算单位。") % {"name": name}
    return [Refusal(because, BASIS, _("请从列表中选择本单位主管的单位。"), "not_its_superior")]


def removal_refusals(*, carries: bool, name: str) -> list[Refusal]:
    """A unit whose lines carry the project stays."""
    if not carries:
        return []
    because = _("%(name)s的预算指标还承担着这个项目。") % {"name": name}
    return [Refusal(because, BASIS, _("请先在“资金来源”中去掉它的指标。"), "unit_carries")]


def missing_refusals(*, is_joint: bool, units: int) -> list[Refusal]:
    """A purchase for several units says for which, and one for itself alone names none."""
    if is_joint == bool(units):
        return []
    if is_joint:
        because = _("组织形式是主管预算单位统一组织，还没有写明为哪些单位采购。")
        remedy = _("请在“统一组织的单位”中逐个添加，并上传它们的委托文件。")
        return [Refusal(because, BASIS, remedy, "no_units")]
    because = _("已经添加了 %(count)d 个单位，组织形式却不是主管预算单位统一组织。") % {"count": units}
    remedy = _("请在“采购条件和组织形式”中改选组织形式，或者去掉这些单位。")
    return [Refusal(because, BASIS, remedy, "units_without_form")]
