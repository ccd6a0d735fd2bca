"""Single source (单一来源采购)."""

from django.utils.translation import gettext_lazy as _

from procurement.methods.declaration import Method, Number

METHOD = Method(
    code="single_source",
    name=_("单一来源采购"),
    categories=("goods", "services", "works"),
    basis=_("《政府采购法》第三十一条；《政府采购法实施条例》第二十七条"),
    conditions=_(
        "只能从唯一供应商处采购、不可预见的紧急情况，或者必须保证原有项目一致性且添购不超过原合同金额的规定比例"
    ),
    evaluation="negotiated",
    notice=Number("notice_workdays_single_source", "《政府采购法实施条例》第三十八条"),
)
