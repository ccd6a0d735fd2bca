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
    """Where an award comes from: a review or talks here, a comparison of offers, a procedure elsewhere."""

    REVIEW = "review", _("评审")
    AGREED = "agreed", _("单一来源协商")
    SELF = "self", _("自行采购")
    ELSEWHERE = "elsewhere", _("其他平台")


# Decided on the law's clocks and told by the official form of a result.
OFFICIAL = (AwardOrigin.REVIEW, AwardOrigin.AGREED)
