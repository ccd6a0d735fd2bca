"""Vocabulary of suspensions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SuspensionCause(models.TextChoices):
    """Why something stands still."""

    CHALLENGE = "challenge", _("质疑")
    COMPLAINT = "complaint", _("投诉")


class Act(models.TextChoices):
    """What may have to stand still."""

    OPEN = "open", _("开启")
    DECIDE = "decide", _("定标")
    PUBLISH = "publish", _("发布采购结果")
    SIGN = "sign", _("签订合同")
    PERFORM = "perform", _("履行合同")
