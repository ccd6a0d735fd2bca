"""Competitive consultation (竞争性磋商), the usual method for government purchase of services."""

from django.utils.translation import gettext_lazy as _

from procurement.methods.declaration import Method, Number

METHOD = Method(
    code="competitive_consultation",
    name=_("竞争性磋商"),
    categories=("goods", "services", "works"),
    basis=_("财库〔2014〕214号第三条"),
    conditions=_("政府购买服务项目可以采用竞争性磋商"),
    evaluation="comprehensive_score",
    min_suppliers=Number("consult_min_suppliers", "财库〔2014〕214号第六条"),
    continue_suppliers=Number("consult_continue_suppliers", "财库〔2014〕214号第二十一条；财库〔2015〕124号"),
    prep=Number("consult_prep_days", "财库〔2014〕214号第十条"),
    obtain=Number("doc_obtain_workdays", "财库〔2014〕214号第十条"),
    notice=Number("notice_workdays_other", "财办库〔2020〕50号"),
    clarify=Number("clarify_days_consult", "财库〔2014〕214号第十条"),
    panel_size=Number("committee_panel", "财库〔2014〕214号第十四条"),
    expert_ratio=Number("expert_ratio", "财库〔2014〕214号第十四条"),
    price_weight_min=Number("price_weight_consult_min", "财库〔2014〕214号第二十四条"),
    price_weight_max=Number("price_weight_consult_max", "财库〔2014〕214号第二十四条"),
    candidates=Number("consult_candidates", "财库〔2014〕214号第二十五条"),
)
