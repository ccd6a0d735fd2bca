"""Vocabulary of the opening hall."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """What somebody is in the hall for; who has no part sees the session's state only."""

    HOST = "host", _("主持人")
    OFFICER = "officer", _("解封和监督人员")
    BIDDER = "bidder", _("供应商")


class IncidentKind(models.TextChoices):
    """What came between, or was decided because of it."""

    EXTENDED = "extended", _("延长解锁时间")
    POSTPONED = "postponed", _("推迟解封")
    NOTED = "noted", _("其他情况")
    REPORTED = "reported", _("供应商反映问题")
