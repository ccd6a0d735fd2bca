"""Vocabulary of outages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutageStatus(models.TextChoices):
    """Reported by whoever organises, decided by a second person of the purchaser."""

    REPORTED = "reported", _("等待决定")
    DECIDED = "decided", _("已决定")


class Noticed(models.TextChoices):
    """By whom an outage was noticed first."""

    OWN = "own", _("经办人自己发现")
    SUPPLIER = "supplier", _("供应商来电反映")
    PLATFORM = "platform", _("平台运行单位通知")


class OutageOutcome(models.TextChoices):
    """What follows from an outage."""

    MOVED = "moved", _("顺延提交截止和开启时间")
    POSTPONED = "postponed", _("截止时间不变，推迟开启")
    STAYS = "stays", _("维持原来的时间")
