"""Vocabulary of acceptance."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AcceptanceStatus(models.TextChoices):
    """Planned, opinions heard, concluded, published."""

    PLANNED = "planned", _("验收中")
    CONCLUDED = "concluded", _("已形成意见")
    PUBLISHED = "published", _("已公告结果")
