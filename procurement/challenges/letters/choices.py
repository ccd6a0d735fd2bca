"""Vocabulary of letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Via(models.TextChoices):
    """How a letter came."""

    ONLINE = "online", _("平台提交")
    PAPER = "paper", _("书面")


class PaperKind(models.TextChoices):
    """What a file of a letter is."""

    SCAN = "scan", _("原件扫描件")
    POWER = "power", _("授权委托书")
    EVIDENCE = "evidence", _("证明材料")
