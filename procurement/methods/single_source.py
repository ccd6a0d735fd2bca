"""Single source (单一来源采购)."""

from django.utils.translation import gettext_lazy as _

from procurement.methods import shared, terms
from procurement.methods.declaration import Checker, Clause, Method, Number, Period, Sight

ART_31 = "《政府采购法》第三十一条"

METHOD = Method(
    code="single_source",
    name=_("单一来源采购"),
    categories=("goods", "services", "works"),
    basis=_("《政府采购法》第三十一条；《政府采购法实施条例》第二十七条"),
    conditions=_(
        "只能从唯一供应商处采购、不可预见的紧急情况，或者必须保证原有项目一致性且添购不超过原合同金额的规定比例"
    ),
    evaluation="negotiated",
    checked_by=Checker.STAFF,
    terms=terms.SINGLE_SOURCE,
    governed_by="财政部令第74号",
    cases=(
        Clause(
            _("因不可替代的专利、专有技术，或者公共服务项目具有特殊要求，只能从唯一供应商处采购"),
            ART_31 + "；《政府采购法实施条例》第二十七条",
            "only_supplier",
        ),
        Clause(_("发生了不可预见的紧急情况，不能从其他供应商处采购"), ART_31, "emergency"),
        Clause(
            _("必须保证原有采购项目一致性或者服务配套的要求，添购金额不超过原合同的规定比例"),
            ART_31,
            "consistency",
        ),
    ),
    needs_approval=shared.APPROVAL,
    publicity=Clause(
        _(
            "达到公开招标数额标准、只能从唯一供应商处采购的，报批前公示；有异议的，公示期满后补充论证，成立的改用其他方式"
        ),
        "《政府采购法实施条例》第三十八条；财政部令第74号第三十八条至第四十条",
        "only_supplier",
    ),
    found_by=(Clause(_("只有一家；招标只来一家本身不构成单一来源的理由"), ART_31),),
    notice=Number("notice_workdays_single_source", "《政府采购法实施条例》第三十八条"),
    periods=(
        Period(
            "single_source_argument_workdays",
            "财政部令第74号第三十八条至第四十条",
            _("公示有异议的，期满后补充论证"),
        ),
    ),
    addition=Number("single_source_addition_ratio", "《政府采购法》第三十一条"),
    qualification=Clause(
        _("由有经验的人员与供应商商定，不组成评审小组"), "财政部令第74号第四十一条至第四十三条"
    ),
    read_out=Clause(_("不公开宣读；协商情况记录在案"), "财政部令第74号第四十一条至第四十三条"),
    ranking=Clause(_("商定合理的成交价格并保证质量"), "财政部令第74号第四十一条至第四十三条"),
    failure=(
        Clause(
            _("情形消失、违法行为影响公正或者报价超过预算的，终止采购活动"),
            "财政部令第74号第四十一条至第四十三条",
        ),
    ),
    sights=(
        Sight(_("拟采购的供应商和理由"), _("所有人"), _("公示期间"), "《政府采购法实施条例》第三十八条"),
        Sight(_("协商记录"), _("采购人、代理机构、审计监督"), _("协商完成以后")),
        Sight(_("成交价格"), _("所有人"), _("结果公告")),
    ),
)
