"""Vocabulary of corrections of lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MendStatus(models.TextChoices):
    """Proposed by one person of the finance department, decided by another."""

    SUBMITTED = "submitted", _("待复核")
    APPROVED = "approved", _("已更正")
    RETURNED = "returned", _("已退回")
