"""Vocabulary of budget lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FundSource(models.TextChoices):
    """Where the money comes from; kept through contract and payment."""

    GENERAL = "general", _("一般公共预算")
    LOTTERY = "lottery", _("福彩公益金")
    ASSISTANCE = "assistance", _("社会救助专项资金")
    OTHER = "other", _("其他资金")


class LineKind(models.TextChoices):
    """By which kind of paper the money was arranged."""

    YEAR = "year", _("年初预算")
    TRANSFER = "transfer", _("上级转移支付")
    ADVANCE = "advance", _("提前下达")
    DRAFT = "draft", _("预算草案")
    SUPPLEMENT = "supplement", _("追加预算")
    ADJUSTMENT = "adjustment", _("调剂预算")
    CARRY_OVER = "carry_over", _("结转结余")


class Account(models.TextChoices):
    """Where money of a line lies; every yuan lies in one place only."""

    OUTSIDE = "outside", _("财政")
    AVAILABLE = "available", _("可用")
    COMMITTED = "committed", _("已占用")
    CONTRACTED = "contracted", _("已签合同")
    SPENT = "spent", _("已支付")


class MovementKind(models.TextChoices):
    """What happened to money of a line."""

    ARRANGE = "arrange", _("安排预算")
    SUPPLEMENT = "supplement", _("追加")
    REDUCE = "reduce", _("核减")
    SHIFT = "shift", _("调剂")
    COMMIT = "commit", _("占用")
    RELEASE = "release", _("释放")
    CONTRACT = "contract", _("转为合同")
    SPEND = "spend", _("支付")
    CARRY = "carry", _("结转下年")
    RECALL = "recall", _("收回")


class TargetKind(models.TextChoices):
    """What a performance target measures."""

    QUANTITY = "quantity", _("数量指标")
    QUALITY = "quality", _("质量指标")
    TIMELINESS = "timeliness", _("时效指标")
    COST = "cost", _("成本指标")
    ECONOMIC = "economic", _("经济效益指标")
    SOCIAL = "social", _("社会效益指标")
    ECOLOGICAL = "ecological", _("生态效益指标")
    LASTING = "lasting", _("可持续影响指标")
    SATISFACTION = "satisfaction", _("服务对象满意度指标")


# Announced or drafted, but not given yet: may carry the preparation of a purchase, never an award.
UNSETTLED = (LineKind.ADVANCE, LineKind.DRAFT)
# What needs the number and the day of its paper.
BY_PAPER = (LineKind.TRANSFER, *UNSETTLED, LineKind.SUPPLEMENT, LineKind.ADJUSTMENT, LineKind.CARRY_OVER)
ADJUSTING = (MovementKind.SUPPLEMENT, MovementKind.REDUCE, MovementKind.SHIFT)
