"""Framework agreement (框架协议采购)."""

from django.utils.translation import gettext_lazy as _

from procurement.methods.declaration import Method, Number

METHOD = Method(
    code="framework_agreement",
    name=_("框架协议采购"),
    categories=("goods", "services"),
    basis=_("财政部令第110号第三条"),
    conditions=_(
        "为本部门以外的服务对象购买服务、需要确定两家以上供应商供其选择，由集中采购机构或者主管预算单位征集"
    ),
    evaluation="comprehensive_score",
    min_suppliers=Number("framework_min_suppliers", "财政部令第110号"),
)
