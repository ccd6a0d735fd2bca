"""Inquiry (询价): goods only, so this portal never offers it."""

from django.utils.translation import gettext_lazy as _

from procurement.methods.declaration import Method, Number

METHOD = Method(
    code="inquiry",
    name=_("询价"),
    categories=("goods",),
    basis=_("《政府采购法》第三十二条；财政部令第74号第三条"),
    conditions=_("规格标准统一、现货货源充足且价格变化幅度小的货物"),
    evaluation="lowest_price",
    min_suppliers=Number("inquiry_min_suppliers", "财政部令第74号第四十五条"),
    continue_suppliers=Number("inquiry_min_suppliers", "财政部令第74号第四十五条"),
    prep=Number("inquiry_prep_workdays", "财政部令第74号第四十五条"),
    notice=Number("notice_workdays_other", "财办库〔2020〕50号"),
    clarify=Number("clarify_workdays_inquiry", "财政部令第74号第四十五条"),
    panel_size=Number("committee_panel", "财政部令第74号第七条"),
    panel_size_big=Number("committee_panel_big", "财政部令第74号第七条"),
    expert_ratio=Number("expert_ratio", "财政部令第74号第七条"),
    is_offered=False,
)
