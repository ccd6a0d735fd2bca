"""Competitive negotiation (竞争性谈判): the lowest final quote that conforms."""

from django.utils.translation import gettext_lazy as _

from procurement.methods import shared, terms
from procurement.methods.declaration import FAILED_TENDER, Checker, Clause, Method, Number

CASES = "《政府采购法》第三十条；财政部令第74号第二十七条"

METHOD = Method(
    code="competitive_negotiation",
    name=_("竞争性谈判"),
    categories=("goods", "services", "works"),
    basis=_("《政府采购法》第三十条；财政部令第74号第二十七条"),
    conditions=_("招标失败、技术复杂或者性质特殊、不可预见的紧急需要，或者不能事先计算出价格总额"),
    evaluation="lowest_price",
    checked_by=Checker.PANEL,
    terms=terms.NEGOTIATION,
    governed_by="财政部令第74号",
    has_final_quote=True,
    cases=(
        Clause(_("招标后没有供应商投标或者没有合格标的，或者重新招标未能成立"), CASES, FAILED_TENDER),
        Clause(_("技术复杂或者性质特殊，不能确定详细规格或者具体要求"), CASES, "complex"),
        Clause(
            _("采用招标所需时间不能满足用户紧急需要，紧急不是可以预见的，也不是拖延造成的"),
            CASES + "；《政府采购法实施条例》第二十六条",
            "urgent",
        ),
        Clause(_("不能事先计算出价格总额"), CASES, "price_unknown"),
    ),
    usual_found="notice",
    needs_approval=shared.APPROVAL,
    found_by=(
        Clause(_("发布公告"), "财政部令第74号第十二条", "notice"),
        Clause(_("从省级以上财政部门建立的供应商库中随机抽取"), "财政部令第74号第十二条", "library"),
        Clause(_("采购人和评审专家分别书面推荐"), "财政部令第74号第十二条", "recommended"),
    ),
    min_suppliers=Number("negotiation_min_suppliers", "财政部令第74号第二十九条"),
    continue_suppliers=Number("negotiation_min_suppliers", "财政部令第74号第二十七条、第二十九条"),
    converted_suppliers=Number("negotiation_converted_suppliers", "财政部令第74号第二十七条"),
    prep=Number("negotiation_prep_workdays", "财政部令第74号第二十九条"),
    notice=Number("notice_workdays_other", "财办库〔2020〕50号"),
    clarify=Number("clarify_workdays_negotiation", "财政部令第74号第二十九条"),
    panel_confirms=Clause(_("谈判文件发出前由谈判小组确认"), "财政部令第74号（条款待确认）"),
    panel_size=Number("committee_panel", "财政部令第74号第七条"),
    panel_size_big=Number("committee_panel_big", "财政部令第74号第七条"),
    expert_ratio=Number("expert_ratio", "财政部令第74号第七条"),
    legal_expert=shared.LEGAL_EXPERT,
    candidates=Number("negotiation_candidates", "财政部令第74号第三十五条"),
    qualification=Clause(_("谈判小组审查响应文件，不符合的不进入谈判"), "财政部令第74号（条款待确认）"),
    read_out=Clause(_("报价不公开宣读，只有谈判小组看到"), "财政部令第74号（条款待确认）"),
    changes=Clause(shared.CHANGEABLE, "财政部令第74号（条款待确认）"),
    ranking=Clause(_("质量和服务都能满足要求的，按最后报价由低到高"), "财政部令第74号第三十五条"),
    failure=(
        Clause(
            _("供应商或者最后报价不足法定家数的，终止采购活动；公开招标只剩两家、经批准转为谈判的除外"),
            "财政部令第74号第二十七条、第三十七条",
        ),
    ),
    sights=shared.CLOSED_SIGHTS,
)
