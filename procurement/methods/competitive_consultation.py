"""Competitive consultation (竞争性磋商), the usual method for government purchase of services."""

from django.utils.translation import gettext_lazy as _

from procurement.methods import shared, terms
from procurement.methods.declaration import Checker, Clause, Method, Number

ART_3 = "财库〔2014〕214号第三条"
ART_6 = "财库〔2014〕214号第六条"

METHOD = Method(
    code="competitive_consultation",
    name=_("竞争性磋商"),
    categories=("goods", "services", "works"),
    basis=_("财库〔2014〕214号第三条"),
    conditions=_("政府购买服务项目可以采用竞争性磋商"),
    evaluation="comprehensive_score",
    checked_by=Checker.PANEL,
    terms=terms.CONSULTATION,
    governed_by="财库〔2014〕214号",
    has_final_quote=True,
    cases=(
        Clause(_("政府购买服务项目"), ART_3, "purchase_of_services"),
        Clause(_("技术复杂或者性质特殊，不能确定详细规格或者具体要求"), ART_3, "complex"),
        Clause(
            _("因艺术品采购、专利、专有技术或者服务的时间、数量事先不能确定等，不能事先计算出价格总额"),
            ART_3,
            "price_unknown",
        ),
        Clause(_("市场竞争不充分的科研项目，以及需要扶持的科技成果转化项目"), ART_3, "research"),
        Clause(_("必须招标的工程建设项目以外的工程建设项目"), ART_3, "works"),
    ),
    usual_case="purchase_of_services",
    usual_found="notice",
    needs_approval=shared.APPROVAL,
    found_by=(
        Clause(_("发布磋商公告"), ART_6, "notice"),
        Clause(_("从省级以上财政部门建立的供应商库中随机抽取"), ART_6, "library"),
        Clause(_("采购人和评审专家分别书面推荐"), ART_6, "recommended"),
    ),
    min_suppliers=Number("consult_min_suppliers", "财库〔2014〕214号第六条"),
    continue_suppliers=Number("consult_continue_suppliers", "财库〔2014〕214号第二十一条；财库〔2015〕124号"),
    prep=Number("consult_prep_days", "财库〔2014〕214号第十条"),
    obtain=Number("doc_obtain_workdays", "财库〔2014〕214号第十条"),
    notice=Number("notice_workdays_other", "财办库〔2020〕50号"),
    clarify=Number("clarify_days_consult", "财库〔2014〕214号第十条"),
    panel_size=Number("committee_panel", "财库〔2014〕214号第十四条"),
    expert_ratio=Number("expert_ratio", "财库〔2014〕214号第十四条"),
    legal_expert=shared.LEGAL_EXPERT,
    qualification=Clause(_("磋商小组审查响应文件，不符合的不进入磋商"), "财库〔2014〕214号（条款待确认）"),
    read_out=Clause(
        _("首次报价不公开宣读；磋商中任何人不得透露其他供应商的技术资料、价格和信息"),
        "财库〔2014〕214号（条款待确认）",
    ),
    price_weight_min=Number("price_weight_consult_min", "财库〔2014〕214号第二十四条"),
    price_weight_max=Number("price_weight_consult_max", "财库〔2014〕214号第二十四条"),
    changes=Clause(shared.CHANGEABLE, "财库〔2014〕214号第二十条（待确认）"),
    ranking=Clause(
        _("按得分由高到低；相同的按最后报价由低到高；再相同的按技术得分由高到低"),
        "财库〔2014〕214号第二十五条",
    ),
    candidates=Number("consult_candidates", "财库〔2014〕214号第二十五条"),
    failure=(
        Clause(
            _("政府购买服务项目只剩两家的可以继续；只剩一家的应当终止，公告后重新开展"), "财库〔2015〕124号"
        ),
        Clause(_("其他项目最后报价不足法定家数的，终止采购活动"), "财库〔2014〕214号第二十一条"),
    ),
    sights=shared.CLOSED_SIGHTS,
)
