"""Vocabulary of notices (the official forms, 财办库〔2020〕50号)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeType(models.TextChoices):
    """Which form a notice follows (official/data/forms.csv). Not every one has its stage yet."""

    INTENT = "intent", _("采购意向")
    PREQUALIFICATION = "prequalification", _("资格预审公告")
    TENDER = "tender", _("招标公告")
    CONSULTATION = "consultation", _("竞争性磋商公告")
    NEGOTIATION = "negotiation", _("竞争性谈判公告")
    INVITATION = "invitation", _("采购邀请书")
    INQUIRY = "inquiry", _("询价公告")
    FRAMEWORK = "framework", _("框架协议征集公告")
    FRAMEWORK_OPEN = "framework_open", _("开放式框架协议征集公告")
    CORRECTION = "correction", _("更正公告")
    AWARD_RESULT = "award_result", _("成交结果公告")
    TERMINATION = "termination", _("终止公告")
    CONTRACT = "contract", _("合同公告")
    ACCEPTANCE_RESULT = "acceptance_result", _("公共服务项目验收结果公告")
    SINGLE_SOURCE = "single_source", _("单一来源采购公示")
    COMPLAINT_RESULT = "complaint_result", _("投诉处理结果公告")
    SUPERVISION_RESULT = "supervision_result", _("监督检查处理结果公告")
    AGENCY_ASSESSMENT = "agency_assessment", _("集中采购机构考核结果公告")
    GRANT_CALL = "grant_call", _("项目申报公告")
    GRANT_PUBLICITY = "grant_publicity", _("立项公示")
    GRANT_CLOSING = "grant_closing", _("结项公告")
    EMALL_RESULT = "emall_result", _("电子卖场成交公告")
    SELF_RESULT = "self_result", _("自行采购结果公告")
    FRAMEWORK_RESULT = "framework_result", _("框架协议入围结果公告")
    FRAMEWORK_ORDER = "framework_order", _("框架协议第二阶段成交结果公告")
    ELSEWHERE_RESULT = "elsewhere_result", _("其他平台采购结果公告")


# Who supplies for how much, whatever the way to it.
RESULTS = (
    NoticeType.AWARD_RESULT,
    NoticeType.SELF_RESULT,
    NoticeType.ELSEWHERE_RESULT,
    NoticeType.EMALL_RESULT,
)
# Ours alone: the law asks for no first publication of them elsewhere.
OWN_FORMS = (NoticeType.SELF_RESULT, NoticeType.ELSEWHERE_RESULT, NoticeType.EMALL_RESULT)


CALLS = (
    NoticeType.TENDER,
    NoticeType.CONSULTATION,
    NoticeType.NEGOTIATION,
    NoticeType.INQUIRY,
    NoticeType.FRAMEWORK,
    NoticeType.FRAMEWORK_OPEN,
    NoticeType.INVITATION,
)
"""The notices that ask suppliers in; each project has one of them."""
DRAFTED_HERE = (*CALLS, NoticeType.CORRECTION)
"""The notices that clerks draft; later stages make the others in their own verbs."""
TAKEN_BACK = (*DRAFTED_HERE, NoticeType.PREQUALIFICATION)
"""The notices that may be taken back before their first publication elsewhere."""


GRANT_FORMS = (NoticeType.GRANT_CALL, NoticeType.GRANT_PUBLICITY, NoticeType.GRANT_CLOSING)
"""Notices about grants, which are no purchases."""
WITHOUT_PROJECT = (NoticeType.INTENT, NoticeType.CORRECTION, *GRANT_FORMS)
"""The notices that may be about no project; they name the body that issues them."""


class NoticeStatus(models.TextChoices):
    """A notice is drafted, reviewed by a second person, published; then it never changes. A correction may be
    discarded while it is a draft.

    Where the first publication is elsewhere, it waits in between until that publication has been entered.
    """

    DRAFT = "draft", _("起草")
    SUBMITTED = "submitted", _("待复核")
    AWAITING = "awaiting", _("待发布")
    PUBLISHED = "published", _("已发布")
    DISCARDED = "discarded", _("已作废")


ENDED = (NoticeStatus.PUBLISHED, NoticeStatus.DISCARDED)
"""Nothing is left to do about these."""
