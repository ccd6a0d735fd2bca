"""Vocabulary of award."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AwardStatus(models.TextChoices):
    """Prepared by one person, approved by another, then published."""

    WAITING = "waiting", _("待定标")
    PREPARED = "prepared", _("待审批")
    RETURNED = "returned", _("已退回")
    APPROVED = "approved", _("已定标")
    PUBLISHED = "published", _("已公告结果")


class AwardOrigin(models.TextChoices):
    """Where an award comes from: a review here, a comparison of offers, a procedure held elsewhere."""

    REVIEW = "review", _("评审")
    SELF = "self", _("自行采购")
    ELSEWHERE = "elsewhere", _("其他平台")
