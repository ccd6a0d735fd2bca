"""Vocabulary of the calendar: how a yearly notice comes into force, and what became of a running limit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadingStatus(models.TextChoices):
    """A notice is uploaded by one person and put in force by another."""

    UPLOADED = "uploaded", _("等待另一人确认")
    CONFIRMED = "confirmed", _("已载入")
    RETURNED = "returned", _("已退回")
    WITHDRAWN = "withdrawn", _("已撤回")


class ClockEffect(models.TextChoices):
    """What loading a notice does to a limit that is running."""

    MOVED = "moved", _("改期")
    SHORT = "short", _("已公布的日期偏早，需要更正公告")
    KEPT = "kept", _("保持已告知的较晚日期")
    SETTLED = "settled", _("日期不变，不再暂定")
