"""Invited tender (邀请招标)."""

from django.utils.translation import gettext_lazy as _

from procurement.methods import shared, terms
from procurement.methods.declaration import Checker, Clause, Method, Number

METHOD = Method(
    code="invited_tender",
    name=_("邀请招标"),
    categories=("goods", "services"),
    basis=_("《政府采购法》第二十九条"),
    conditions=_("只能从有限范围的供应商处采购，或者采用公开招标的费用占项目总价值的比例过大"),
    evaluation="comprehensive_score",
    checked_by=Checker.PURCHASER,
    terms=terms.TENDER,
    governed_by="财政部令第87号",
    is_read_out=True,
    cases=(
        Clause(_("具有特殊性，只能从有限范围的供应商处采购"), "《政府采购法》第二十九条", "limited_range"),
        Clause(_("公开招标的费用占项目总价值的比例过大"), "《政府采购法》第二十九条", "costly_tender"),
    ),
    needs_approval=shared.APPROVAL,
    found_by=(
        Clause(
            _("发布资格预审公告征集"),
            "财政部令第87号第十四条、第二十一条；《政府采购法实施条例》第二十一条",
            "notice",
        ),
        Clause(_("从供应商库中随机抽取，备选的不少于抽取数的法定倍数"), "财政部令第87号第十四条", "library"),
        Clause(
            _("采购人书面推荐后随机抽取，备选的不少于抽取数的法定倍数"),
            "财政部令第87号第十四条",
            "recommended",
        ),
    ),
    min_suppliers=Number("invited_min_suppliers", "财政部令第87号第十四条"),
    pool_factor=Number("invited_pool_factor", "财政部令第87号第十四条"),
    continue_suppliers=Number(
        "tender_min_suppliers", "《政府采购法》第三十六条；财政部令第87号第四十三条、第四十四条"
    ),
    prep=Number("tender_prep_days", "《政府采购法》第三十五条"),
    obtain=Number("doc_obtain_workdays", "财政部令第87号第十八条"),
    notice=Number("notice_workdays_tender", "财政部令第87号第十六条"),
    clarify=Number("clarify_days_tender", "财政部令第87号第二十七条"),
    panel_size=Number("committee_tender", "财政部令第87号第四十七条"),
    panel_size_big=Number("committee_big_tender", "财政部令第87号第四十七条"),
    big_from=Number("committee_big_amount", "财政部令第87号第四十七条"),
    expert_ratio=Number("expert_ratio", "财政部令第87号第四十七条"),
    qualification=shared.BY_PURCHASER,
    read_out=shared.READ_OUT,
    price_weight_min=Number("price_weight_tender_min", "财政部令第87号第五十五条"),
    ranking=shared.TENDER_RANKING,
    failure=shared.TENDER_FAILURE,
    sights=shared.TENDER_SIGHTS,
)
