"""Open tender (公开招标)."""

from django.utils.translation import gettext_lazy as _

from procurement.methods import shared, terms
from procurement.methods.declaration import Checker, Clause, Method, Number

METHOD = Method(
    code="open_tender",
    name=_("公开招标"),
    categories=("goods", "services"),
    basis=_("《政府采购法》第二十六条、第二十七条"),
    conditions=_("达到公开招标数额标准的，应当公开招标"),
    evaluation="comprehensive_score",
    checked_by=Checker.PURCHASER,
    terms=terms.TENDER,
    governed_by="财政部令第87号",
    is_read_out=True,
    found_by=(Clause(_("发布招标公告，任何符合条件的供应商都可以参加"), "财政部令第87号第十三条"),),
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
