"""Competitive negotiation (竞争性谈判): the lowest final quote that conforms."""

from django.utils.translation import gettext_lazy as _

from procurement.methods.declaration import Method, Number

METHOD = Method(
    code="competitive_negotiation",
    name=_("竞争性谈判"),
    categories=("goods", "services", "works"),
    basis=_("《政府采购法》第三十条；财政部令第74号第二十七条"),
    conditions=_("招标失败、技术复杂或者性质特殊、不可预见的紧急需要，或者不能事先计算出价格总额"),
    evaluation="lowest_price",
    min_suppliers=Number("negotiation_min_suppliers", "财政部令第74号第二十九条"),
    continue_suppliers=Number("negotiation_min_suppliers", "财政部令第74号第二十七条、第二十九条"),
    prep=Number("negotiation_prep_workdays", "财政部令第74号第二十九条"),
    notice=Number("notice_workdays_other", "财办库〔2020〕50号"),
    clarify=Number("clarify_workdays_negotiation", "财政部令第74号第二十九条"),
    panel_size=Number("committee_panel", "财政部令第74号第七条"),
    panel_size_big=Number("committee_panel_big", "财政部令第74号第七条"),
    expert_ratio=Number("expert_ratio", "财政部令第74号第七条"),
)
