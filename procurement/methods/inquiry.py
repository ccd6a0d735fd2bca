"""Inquiry (询价): goods only, so this portal never offers it."""

from django.utils.translation import gettext_lazy as _

from procurement.methods import shared, terms
from procurement.methods.declaration import Checker, Clause, Method, Number

METHOD = Method(
    code="inquiry",
    name=_("询价"),
    categories=("goods",),
    basis=_("《政府采购法》第三十二条；财政部令第74号第三条"),
    conditions=_("规格标准统一、现货货源充足且价格变化幅度小的货物"),
    evaluation="lowest_price",
    checked_by=Checker.PANEL,
    terms=terms.INQUIRY,
    governed_by="财政部令第74号",
    cases=(
        Clause(
            _("规格、标准统一，现货货源充足且价格变化幅度小的货物"),
            "《政府采购法》第三十二条",
            "uniform_goods",
        ),
    ),
    needs_approval=shared.APPROVAL,
    found_by=(
        Clause(_("发布公告"), "财政部令第74号第十二条", "notice"),
        Clause(_("从省级以上财政部门建立的供应商库中随机抽取"), "财政部令第74号第十二条", "library"),
        Clause(_("采购人和评审专家分别书面推荐"), "财政部令第74号第十二条", "recommended"),
    ),
    min_suppliers=Number("inquiry_min_suppliers", "财政部令第74号第四十五条"),
    continue_suppliers=Number("inquiry_min_suppliers", "财政部令第74号第四十五条"),
    prep=Number("inquiry_prep_workdays", "财政部令第74号第四十五条"),
    notice=Number("notice_workdays_other", "财办库〔2020〕50号"),
    clarify=Number("clarify_workdays_inquiry", "财政部令第74号第四十五条"),
    panel_confirms=Clause(_("询价通知书发出前由询价小组确认"), "财政部令第74号（条款待确认）"),
    panel_size=Number("committee_panel", "财政部令第74号第七条"),
    panel_size_big=Number("committee_panel_big", "财政部令第74号第七条"),
    expert_ratio=Number("expert_ratio", "财政部令第74号第七条"),
    candidates=Number("inquiry_candidates", "财政部令第74号第四十八条"),
    qualification=Clause(_("询价小组审查响应文件"), "财政部令第74号（条款待确认）"),
    read_out=Clause(_("一次报出不得更改的价格，不公开宣读"), "财政部令第74号第四十七条"),
    ranking=Clause(_("质量和服务都能满足要求的，按报价由低到高"), "财政部令第74号第四十八条"),
    failure=(Clause(_("报价不足法定家数的，终止采购活动"), "财政部令第74号第五十条"),),
    sights=shared.CLOSED_SIGHTS,
    is_offered=False,
)
