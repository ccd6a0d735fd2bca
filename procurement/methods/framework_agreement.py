"""Framework agreement (框架协议采购)."""

from django.utils.translation import gettext_lazy as _

from procurement.methods import terms
from procurement.methods.declaration import Checker, Clause, Method, Number, Period, Sight

ORDER_110 = "财政部令第110号"
# That closed agreements are collected by the rules of open tender is known, its article is not.
AS_TENDER = "财政部令第110号（条款待确认）：封闭式的公开征集按照公开招标的规定执行"

METHOD = Method(
    code="framework_agreement",
    name=_("框架协议采购"),
    categories=("goods", "services"),
    basis=_("财政部令第110号第三条"),
    conditions=_(
        "为本部门以外的服务对象购买服务、需要确定两家以上供应商供其选择，由集中采购机构或者主管预算单位征集"
    ),
    evaluation="price_or_quality",
    checked_by=Checker.PURCHASER,
    terms=terms.FRAMEWORK,
    governed_by="财政部令第110号",
    cases=(
        Clause(
            _("为本部门以外的服务对象购买服务，需要确定两家以上供应商由服务对象自主选择"),
            "财政部令第110号第三条",
            "chosen_by_users",
        ),
    ),
    found_by=(
        Clause(
            _("封闭式：公开征集，按质量优先或者价格优先评审，淘汰一部分后入围"),
            "财政部令第110号（条款待确认）",
            "closed",
        ),
        Clause(
            _("开放式：统一付费标准，愿意接受协议条件的供应商随时申请加入"),
            "财政部令第110号（条款待确认）",
            "open",
        ),
    ),
    min_suppliers=Number("framework_min_suppliers", ORDER_110),
    continue_suppliers=Number("framework_min_suppliers", ORDER_110),
    elimination=Number("framework_elimination_ratio", ORDER_110),
    term=Number("framework_years", ORDER_110),
    prep=Number("tender_prep_days", AS_TENDER),
    obtain=Number("doc_obtain_workdays", AS_TENDER),
    notice=Number("notice_workdays_tender", AS_TENDER),
    clarify=Number("clarify_days_tender", AS_TENDER),
    periods=(
        Period("framework_least_out", ORDER_110, _("封闭式至少淘汰的供应商")),
        Period("framework_sign_days", ORDER_110, _("入围结果公告后签订框架协议")),
        Period("framework_file_workdays", ORDER_110, _("框架协议签订后备案")),
        Period("framework_notify_workdays", ORDER_110, _("框架协议签订后告知采购人和服务对象")),
        Period("framework_answer_workdays", ORDER_110, _("开放式：收到申请后答复")),
        Period("framework_admit_workdays", ORDER_110, _("开放式：审核通过后公告")),
        Period("framework_result_workdays", ORDER_110, _("第二阶段成交后公告结果")),
    ),
    qualification=Clause(
        _("由征集人审查；开放式在规定时间内答复申请"), "财政部令第110号第三十九条、第四十条"
    ),
    ranking=Clause(_("按质量优先或者价格优先排序入围"), "财政部令第110号（条款待确认）"),
    phases=(
        Clause(
            _("第一阶段：征集人确定入围供应商，签订框架协议，告知采购人和服务对象"),
            "财政部令第110号第二十九条、第三十条",
        ),
        Clause(
            _("第二阶段直接选定：采购人或者服务对象按协议选择入围供应商"),
            "财政部令第110号第三十二条",
            "direct_choice",
        ),
        Clause(_("第二阶段二次竞价：入围供应商再次报价"), "财政部令第110号第三十二条", "second_competition"),
        Clause(
            _("第二阶段顺序轮候：按入围顺序轮流承接"), "财政部令第110号第三十二条、第三十五条", "rotation"
        ),
    ),
    failure=(
        Clause(_("响应的供应商不足法定家数，或者淘汰后没有入围的，重新征集"), "财政部令第110号第二十七条"),
    ),
    sights=(
        Sight(_("入围供应商和协议价格"), _("所有人"), _("入围结果公告")),
        Sight(
            _("第二阶段每一单的供应商和金额"),
            _("所有人"),
            _("第二阶段成交结果公告"),
            "财政部令第110号第三十五条",
        ),
    ),
)
