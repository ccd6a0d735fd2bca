"""The facts of a ledger entry in words: the names under which they are recorded are for programs."""

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.revisions.choices import ProposalKind
from evaluation.performance.choices import Band, Voice
from orgs.bodies.choices import BodyKind, ServiceField
from orgs.community.choices import BaseService, CommunityKind, StationField, StationLevel
from orgs.eligibility.choices import EvidenceKind, Rule
from orgs.imports.choices import TableKind
from orgs.people.choices import Role
from orgs.registry.choices import (
    CaseLevel,
    FactKind,
    GradeEvent,
    InspectionResult,
    ListingCause,
    ListKind,
    PenaltyKind,
    TrainingKind,
)
from portal.kernel import limits
from portal.kernel.calendar.choices import ClockEffect
from portal.kernel.hearing.choices import Verdict
from portal.kernel.hearing.choices import Voice as CommentVoice
from procurement import methods
from procurement.bidding.choices import SubmissionKind
from procurement.budget.choices import Account, FundSource, LineKind
from procurement.budget.closing.choices import Choice
from procurement.contracts.choices import Side
from procurement.notices.choices import NoticeType
from procurement.projects.choices import PackageStatus
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.demand.choices import ContractType, Pricing, ReviewKind, SurveyWay
from procurement.projects.intention.choices import ExceptionKind
from procurement.projects.plans.choices import ApprovalKind, ChosenBy
from procurement.projects.terms.choices import (
    FeePayer,
    OrganisationForm,
    SmeExemption,
    SmeManner,
    SmeReservation,
)
from procurement.review.choices import CriterionKind, Seat
from procurement.routing import options
from procurement.routing.choices import Confidence
from procurement.routing.filters import CATEGORIES
from procurement.routing.proposals.choices import ProposalKind as NumberChange

NAMES = {
    "accepts_consortium": gettext_lazy("接受联合体"),
    "account": gettext_lazy("资金所在"),
    "after": gettext_lazy("现在的"),
    "agency": gettext_lazy("代理机构"),
    "agency_fee": gettext_lazy("代理费（元）"),
    "agency_mandate_id": gettext_lazy("代理委托"),
    "agrees": gettext_lazy("是否同意评审报告"),
    "allows_subcontract": gettext_lazy("允许分包"),
    "amount": gettext_lazy("金额（元）"),
    "amount_year": gettext_lazy("经费年度"),
    "answer": gettext_lazy("答复"),
    "approved": gettext_lazy("是否批准"),
    "attendees": gettext_lazy("参加人员"),
    "authority": gettext_lazy("作出单位"),
    "available": gettext_lazy("办理后可用余额（元）"),
    "band": gettext_lazy("等次"),
    "basis": gettext_lazy("依据"),
    "because": gettext_lazy("原因"),
    "before": gettext_lazy("原来的"),
    "body": gettext_lazy("单位"),
    "body_id": gettext_lazy("预算单位的内部编号"),
    "bought": gettext_lazy("采购内容"),
    "budget_amount": gettext_lazy("预算（元）"),
    "budget_guarantee": gettext_lazy("预算保障"),
    "candidate": gettext_lazy("供应商的摘要"),
    "case": gettext_lazy("情形"),
    "catalogue_item_id": gettext_lazy("目录品目的内部编号"),
    "category": gettext_lazy("采购类别"),
    "cause": gettext_lazy("情形"),
    "ceiling": gettext_lazy("最高限价（元）"),
    "ceiling_amount": gettext_lazy("最高限价（元）"),
    "change": gettext_lazy("变动的内部编号"),
    "changed": gettext_lazy("改动的内容"),
    "changes": gettext_lazy("实质性变动条数"),
    "checked_at": gettext_lazy("查询时间"),
    "choice": gettext_lazy("处理"),
    "chosen_by": gettext_lazy("怎样选出"),
    "ciphertext_sha256": gettext_lazy("密文摘要"),
    "clocks": gettext_lazy("重算的期限"),
    "closed_on": gettext_lazy("停止日期"),
    "closes_at": gettext_lazy("截止时间"),
    "code": gettext_lazy("编码"),
    "committed": gettext_lazy("办理后已占用（元）"),
    "confidence": gettext_lazy("核对情况"),
    "confirmed_days": gettext_lazy("确认的暂定日期"),
    "consent": gettext_lazy("批准事项"),
    "content": gettext_lazy("服务内容"),
    "content_sha256": gettext_lazy("公告内容摘要"),
    "contract": gettext_lazy("合同编号"),
    "contracted": gettext_lazy("办理后已签合同（元）"),
    "counsel": gettext_lazy("法律顾问"),
    "credit_code": gettext_lazy("信用代码"),
    "criteria": gettext_lazy("评审标准各项"),
    "days": gettext_lazy("天数"),
    "decide_by": gettext_lazy("定标期限"),
    "decider": gettext_lazy("决定人"),
    "decided_on": gettext_lazy("决定日期"),
    "decided_step": gettext_lazy("研究或者确认的事项"),
    "decision": gettext_lazy("决定"),
    "demand": gettext_lazy("服务内容和要求"),
    "digest": gettext_lazy("内容摘要"),
    "dissent": gettext_lazy("不同意见的摘要"),
    "division": gettext_lazy("地区代码"),
    "document_number": gettext_lazy("预算文号"),
    "document_on": gettext_lazy("文件日期"),
    "document_sha256": gettext_lazy("采购文件摘要"),
    "documents_from": gettext_lazy("获取采购文件开始"),
    "documents_until": gettext_lazy("获取采购文件截止"),
    "draw_slip": gettext_lazy("专家抽取结果编号"),
    "due_at": gettext_lazy("开启时间"),
    "edition": gettext_lazy("目录版本的内部编号"),
    "effect": gettext_lazy("结果"),
    "effective_from": gettext_lazy("施行日期"),
    "effective_to": gettext_lazy("失效日期"),
    "elsewhere": gettext_lazy("在别处征求的方式"),
    "ends_on": gettext_lazy("到期"),
    "entered_on": gettext_lazy("入驻日期"),
    "event": gettext_lazy("事件"),
    "exception": gettext_lazy("例外情形"),
    "expected_month": gettext_lazy("预计采购时间"),
    "fee_payer": gettext_lazy("代理费由谁支付"),
    "few_reason": gettext_lazy("调查对象较少的原因"),
    "fields": gettext_lazy("服务领域"),
    "figures_sha256": gettext_lazy("数据摘要"),
    "file": gettext_lazy("文件"),
    "findings": gettext_lazy("审查意见的摘要"),
    "firm": gettext_lazy("执业机构"),
    "fiscal_year": gettext_lazy("预算年度"),
    "contract_type": gettext_lazy("合同类型"),
    "pricing": gettext_lazy("定价方式"),
    "follow_up": gettext_lazy("后续采购和其他情况"),
    "found": gettext_lazy("逐项是否符合"),
    "found_by": gettext_lazy("供应商来源"),
    "from": gettext_lazy("原状态"),
    "function_code": gettext_lazy("支出功能科目"),
    "fund_source": gettext_lazy("资金来源"),
    "funds": gettext_lazy("资金安排"),
    "happened_on": gettext_lazy("发生日期"),
    "held_on": gettext_lazy("会议日期"),
    "institution": gettext_lazy("第三方机构"),
    "is_clean": gettext_lazy("没有不良记录"),
    "is_complex": gettext_lazy("技术复杂或者社会关注度高"),
    "is_content_fixed": gettext_lazy("购买内容相对固定"),
    "is_continuous": gettext_lazy("连续性强"),
    "is_founded": gettext_lazy("异议成立"),
    "is_funding_stable": gettext_lazy("经费来源稳定"),
    "is_larger_fine": gettext_lazy("按行业规定属较大数额"),
    "is_objective": gettext_lazy("客观分"),
    "is_on_approval": gettext_lazy("须经批准"),
    "is_price_steady": gettext_lazy("价格变化幅度小"),
    "is_voluntary": gettext_lazy("自愿采用"),
    "issued_by": gettext_lazy("作出机关"),
    "item_code": gettext_lazy("目录品目编码"),
    "item_codes": gettext_lazy("目录品目编码"),
    "items": gettext_lazy("查验项数"),
    "items_of_list": gettext_lazy("清单各项"),
    "kind": gettext_lazy("类别"),
    "left_on": gettext_lazy("出驻日期"),
    "legal_basis": gettext_lazy("法律依据"),
    "level": gettext_lazy("层级"),
    "line": gettext_lazy("预算指标"),
    "line_id": gettext_lazy("预算指标的内部编号"),
    "lots": gettext_lazy("抽签结果的摘要"),
    "mandate_scope": gettext_lazy("委托范围"),
    "marked_words": gettext_lazy("文本提醒"),
    "market": gettext_lazy("产业发展和市场供给"),
    "maximum": gettext_lazy("满分"),
    "members": gettext_lazy("小组成员"),
    "method": gettext_lazy("采购方式"),
    "minutes": gettext_lazy("磋商记录的摘要"),
    "month": gettext_lazy("月份"),
    "name": gettext_lazy("名称"),
    "needs": gettext_lazy("还需要"),
    "negative_list": gettext_lazy("逐项核对过的负面清单"),
    "new": gettext_lazy("新增"),
    "new_items": gettext_lazy("新品目"),
    "not_told": gettext_lazy("不在存证中公开的变更"),
    "notice": gettext_lazy("公告编号"),
    "number": gettext_lazy("文号"),
    "old_items": gettext_lazy("原品目"),
    "opened_on": gettext_lazy("启用日期"),
    "opening_place": gettext_lazy("开启地点"),
    "opens_at": gettext_lazy("开始时间"),
    "opinion": gettext_lazy("意见"),
    "order": gettext_lazy("磋商次序的摘要"),
    "organisation": gettext_lazy("社会组织的信用代码"),
    "organisation_form": gettext_lazy("组织形式"),
    "outcome": gettext_lazy("意见采用情况"),
    "outside_negative_list": gettext_lazy("不在负面清单内"),
    "overview": gettext_lazy("采购需求概况"),
    "package": gettext_lazy("采购包编号"),
    "packages": gettext_lazy("采购包"),
    "panel_size": gettext_lazy("小组人数"),
    "paper": gettext_lazy("书面文件"),
    "paper_sha256": gettext_lazy("意见书的摘要"),
    "passed": gettext_lazy("是否合格"),
    "pdf_sha256": gettext_lazy("报告文件摘要"),
    "period_ends_on": gettext_lazy("公告期限"),
    "person": gettext_lazy("人员"),
    "phase": gettext_lazy("第二阶段"),
    "plaintext_sha256": gettext_lazy("原文摘要"),
    "planned_title": gettext_lazy("计划列入的目录"),
    "planned_year": gettext_lazy("计划年度"),
    "pool": gettext_lazy("备选供应商数"),
    "preference_reason": gettext_lazy("优先的理由"),
    "prefers_associations": gettext_lazy("同等条件下优先行业协会商会"),
    "prices": gettext_lazy("同类项目历史成交信息"),
    "project": gettext_lazy("项目编号"),
    "provider_code": gettext_lazy("现承担单位信用代码"),
    "provider_name": gettext_lazy("现承担单位"),
    "purchases": gettext_lazy("合同数"),
    "reason": gettext_lazy("理由（须保密的只存摘要）"),
    "receipt": gettext_lazy("回执编号"),
    "received": gettext_lazy("收到内容的摘要"),
    "received_count": gettext_lazy("收到的意见数"),
    "received_on": gettext_lazy("收到日期"),
    "recipients": gettext_lazy("服务对象"),
    "recuses": gettext_lazy("是否回避"),
    "reference": gettext_lazy("关联编号"),
    "region_code": gettext_lazy("适用地区代码"),
    "registered": gettext_lazy("登记变更"),
    "remark": gettext_lazy("说明"),
    "repeats_on": gettext_lazy("沿用的调查的完成日期"),
    "replaces": gettext_lazy("替换的回执"),
    "report": gettext_lazy("评审报告摘要"),
    "respondents": gettext_lazy("调查对象和了解到的情况"),
    "response_deadline": gettext_lazy("提交响应文件截止"),
    "review": gettext_lazy("审查"),
    "reviewed_on": gettext_lazy("审定日期"),
    "roles": gettext_lazy("身份"),
    "route": gettext_lazy("采购方式的判断"),
    "rows": gettext_lazy("各类行数"),
    "rule": gettext_lazy("条件"),
    "same": gettext_lazy("无变化"),
    "satisfied": gettext_lazy("是否满意"),
    "says": gettext_lazy("写作"),
    "scheme": gettext_lazy("评审标准的内部编号"),
    "score": gettext_lazy("得分"),
    "seat": gettext_lazy("席位"),
    "service_area": gettext_lazy("服务地点"),
    "services": gettext_lazy("服务"),
    "sha256": gettext_lazy("原文摘要"),
    "sheet": gettext_lazy("评分表的摘要"),
    "side": gettext_lazy("签署方"),
    "sme": gettext_lazy("中小企业预留"),
    "sme_exemption": gettext_lazy("不预留的情形"),
    "sme_reason": gettext_lazy("不预留的原因"),
    "sme_share": gettext_lazy("预留份额（%）"),
    "sme_small_share": gettext_lazy("预留份额中小微企业的份额（%）"),
    "sme_manner": gettext_lazy("预留方式"),
    "social_amount": gettext_lazy("社会组织承接金额（元）"),
    "source": gettext_lazy("来源"),
    "source_on": gettext_lazy("来源日期"),
    "spent": gettext_lazy("办理后已支付（元）"),
    "standard": gettext_lazy("一体化其他字段"),
    "stars": gettext_lazy("满意度（满分5分）"),
    "starts_on": gettext_lazy("起始日期"),
    "step": gettext_lazy("分档"),
    "subcontract_scope": gettext_lazy("可以分包的部分"),
    "subject": gettext_lazy("事项"),
    "supersedes": gettext_lazy("取代的一条的内部编号"),
    "supplier": gettext_lazy("供应商"),
    "supplier_name": gettext_lazy("供应商"),
    "surveyed_on": gettext_lazy("完成日期"),
    "table": gettext_lazy("表的种类"),
    "later_years": gettext_lazy("以后年度（元）"),
    "targets": gettext_lazy("绩效目标"),
    "term_months": gettext_lazy("服务期限（月）"),
    "text": gettext_lazy("内容"),
    "text_sha256": gettext_lazy("合同文本摘要"),
    "title": gettext_lazy("标题"),
    "to": gettext_lazy("新状态"),
    "total": gettext_lazy("总分"),
    "type": gettext_lazy("公告类型"),
    "unknown": gettext_lazy("未登记"),
    "unlock_until": gettext_lazy("解锁截止"),
    "until": gettext_lazy("截止日期"),
    "upper_number": gettext_lazy("上级文号"),
    "value": gettext_lazy("数值"),
    "verdict": gettext_lazy("处理"),
    "voice": gettext_lazy("评价方"),
    "ways": gettext_lazy("调查方式"),
    "winner": gettext_lazy("成交供应商"),
    "withheld": gettext_lazy("原文不公开的原因"),
    "wrong": gettext_lazy("有误"),
    "xlsx_sha256": gettext_lazy("数据表摘要"),
    "year": gettext_lazy("年度"),
}
CODES = {
    "account": (Account,),
    "choice": (Choice,),
    "band": (Band,),
    "from": (PackageStatus,),
    "fund_source": (FundSource,),
    "cause": (GradeEvent, ListingCause),
    "code": (InspectionResult, ListKind, PenaltyKind, TrainingKind, CaseLevel),
    "before": (ServiceField,),
    "confidence": (Confidence,),
    "exception": (ExceptionKind,),
    "effect": (ClockEffect,),
    "fields": (StationField, ServiceField),
    "kind": (
        SubmissionKind,
        CriterionKind,
        BodyKind,
        CommunityKind,
        FactKind,
        EvidenceKind,
        ProposalKind,
        NumberChange,
        LineKind,
    ),
    "level": (StationLevel,),
    "roles": (Role,),
    "review": (ReviewKind,),
    "rule": (Rule,),
    "seat": (Seat,),
    "services": (BaseService,),
    "side": (Side,),
    "table": (TableKind,),
    "to": (PackageStatus,),
    "type": (NoticeType,),
    "verdict": (Verdict,),
    "chosen_by": (ChosenBy,),
    "contract_type": (ContractType,),
    "pricing": (Pricing,),
    "consent": (ApprovalKind,),
    "decided_step": (DecisionStep,),
    "fee_payer": (FeePayer,),
    "organisation": (OrganisationForm,),
    "sme": (SmeReservation,),
    "sme_exemption": (SmeExemption,),
    "sme_manner": (SmeManner,),
    "ways": (SurveyWay,),
    "voice": (Voice, CommentVoice),
}

DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T|$)")


def in_words(facts: dict) -> list[tuple[str, str]]:
    """The facts by their names, in the order of the record."""
    return [(name_of(key), words_of(key, value)) for key, value in sorted(facts.items())]


def name_of(key: str) -> str:
    """The name of a fact, or its key where it has none."""
    return str(NAMES.get(key, key))


def words_of(key: str, value: object) -> str:
    """One recorded value: yes and no, dates with their weekday, states in the law's terms."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if value is None or value in ("", [], {}):
        return "—"
    if isinstance(value, dict):
        parts = (f"{name_of(name)}：{words_of(name, inner)}" for name, inner in value.items())
        return "；".join(parts)
    if isinstance(value, list):
        return "\n".join(words_of(key, one) for one in value)
    return code_words(key, str(value)) or dated(str(value)) or str(value)


def code_words(key: str, code: str) -> str:
    """The words of a code of a list of choices."""
    if key == "method" and (code in methods.METHODS or code in options.SMALL_ROUTES):
        return options.name_of(code)
    if key == "category":
        return str(dict(CATEGORIES).get(code, ""))
    return next((str(kind(code).label) for kind in CODES.get(key, ()) if code in kind.values), "")


def dated(text: str) -> str:
    """A day or a moment with its weekday; nothing for any other text."""
    if not DAY.match(text):
        return ""
    try:
        if len(text) == len("2026-11-23"):
            day = date.fromisoformat(text)
            return f"{day:%Y-%m-%d} {limits.weekday(day)}"
        moment = timezone.localtime(datetime.fromisoformat(text))
    except ValueError:
        return ""
    return f"{moment:%Y-%m-%d} {limits.weekday(moment)} {moment:%H:%M}"
