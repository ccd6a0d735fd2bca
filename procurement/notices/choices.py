"""Vocabulary of notices (the official forms, 财办库〔2020〕50号)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeType(models.TextChoices):
    """Which official form a notice follows."""

    INTENT = "intent", _("采购意向")
    CONSULTATION = "consultation", _("竞争性磋商公告")
    CORRECTION = "correction", _("更正公告")
    AWARD_RESULT = "award_result", _("成交结果公告")
    TERMINATION = "termination", _("终止公告")
    CONTRACT = "contract", _("合同公告")
    ACCEPTANCE_RESULT = "acceptance_result", _("公共服务项目验收结果公告")


class NoticeStatus(models.TextChoices):
    """A notice is drafted, reviewed by a second person, published; then it never changes.

    Where the first publication is elsewhere, it waits in between until that publication has been entered.
    """

    DRAFT = "draft", _("起草")
    SUBMITTED = "submitted", _("待复核")
    AWAITING = "awaiting", _("待发布")
    PUBLISHED = "published", _("已发布")
