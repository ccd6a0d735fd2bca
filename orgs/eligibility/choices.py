"""Vocabulary of eligibility."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """The answer to one rule; unknown and not yet due never refuse by themselves."""

    PASSED = "passed", _("符合")
    FAILED = "failed", _("不符合")
    NOT_YET_DUE = "not_yet_due", _("还没到时候")
    UNKNOWN = "unknown", _("待补充")


class Rule(models.TextChoices):
    """What is asked, in the order of the page."""

    KIND = "kind", _("单位类别可以承接")
    PERSONALITY = "personality", _("能独立承担民事责任")
    INSPECTION = "inspection", _("年度检查或者年度报告")
    SERIOUS = "serious", _("不在严重违法失信名单")
    ABNORMAL = "abnormal", _("不在活动异常名录")
    RECORD = "record", _("没有重大违法记录")
    BAN = "ban", _("没有被禁止参加政府采购")
    CREDIT_CHINA = "credit_china", _("信用中国查询")
    CCGP = "ccgp", _("中国政府采购网查询")
    PARTY = "party", _("党的建设")
    CAPACITY = "capacity", _("财务、设备人员、纳税和社会保障")
    AGE = "age", _("成立时间")


class EvidenceKind(models.TextChoices):
    """What was put forward."""

    STATEMENT = "statement", _("书面承诺")
    CREDIT_QUERY = "credit_query", _("查询页")
    CHECK = "check", _("工作人员核查")


class Occasion(models.TextChoices):
    """When the answers were frozen."""

    BID_DEADLINE = "bid_deadline", _("响应截止")
    CONTRACT = "contract", _("签订合同")


CREDIT_SITES = (Rule.CREDIT_CHINA, Rule.CCGP)
