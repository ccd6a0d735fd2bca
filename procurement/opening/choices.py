"""Vocabulary of opening."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OpeningStatus(models.TextChoices):
    """Where a session stands; two officers release the key, then each supplier unlocks."""

    WAITING = "waiting", _("等待解封")
    UNLOCKING = "unlocking", _("供应商解锁中")
    CONCLUDED = "concluded", _("开启完成")
    FAILED = "failed", _("供应商不足，未开启")


class UnlockStatus(models.TextChoices):
    """What became of one sealed submission."""

    WAITING = "waiting", _("等待解锁")
    OPENED = "opened", _("已打开")
    NOT_OPENED = "not_opened", _("未打开")
