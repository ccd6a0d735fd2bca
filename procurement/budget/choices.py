"""Vocabulary of budget lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FundSource(models.TextChoices):
    """Where the money comes from; kept through contract and payment."""

    GENERAL = "general", _("一般公共预算")
    LOTTERY = "lottery", _("福彩公益金")
    ASSISTANCE = "assistance", _("社会救助专项资金")
    OTHER = "other", _("其他资金")


class MovementKind(models.TextChoices):
    """What happened to money of a line."""

    COMMIT = "commit", _("占用")
    RELEASE = "release", _("释放")
    CONTRACT = "contract", _("转为合同")
