"""Vocabulary of the policy library."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a paper is."""

    PARTY = "party", _("党的文件")
    LAW = "law", _("法律")
    REGULATION = "regulation", _("行政法规")
    ORDER = "order", _("部门规章")
    NORMATIVE = "normative", _("规范性文件")
    NOTICE = "notice", _("工作通知")
    STANDARD = "standard", _("国家标准")
    REPLY = "reply", _("建议答复")


class Validity(models.TextChoices):
    """Whether a paper is in force, as far as is known."""

    IN_FORCE = "in_force", _("现行")
    REPEALED = "repealed", _("已废止")
    REPLACED = "replaced", _("已被替代")
    UNKNOWN = "unknown", _("效力待核")


class Topic(models.TextChoices):
    """What a paper is about."""

    SERVICES = "services", _("政府购买服务")
    PROCUREMENT = "procurement", _("政府采购")
    POLICY = "policy", _("采购政策")
    ORGANISATIONS = "organisations", _("社会组织")
    FUNDS = "funds", _("项目资金")
    PERFORMANCE = "performance", _("绩效评价")
    SECURITY = "security", _("信息安全")
    GENERAL = "general", _("其他")


class UseKind(models.TextChoices):
    """What rests on a paper."""

    RULE = "rule", _("规则")
    PAGE = "page", _("页面")
    TEST = "test", _("测试")


class Confidence(models.TextChoices):
    """How sure the facts about a paper are."""

    SEED = "S", _("依据来文")
    VERIFIED = "V1", _("已核对原文")
    SECONDARY = "V2", _("二手来源")
    MEMORY = "M", _("凭记忆，待确认")
    UNCERTAIN = "U", _("待确认")


TO_BE_CONFIRMED = frozenset({Confidence.MEMORY, Confidence.UNCERTAIN})
