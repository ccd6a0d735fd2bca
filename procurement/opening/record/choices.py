"""Vocabulary of the opening record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordStatus(models.TextChoices):
    """Confirmed by the bidders, then signed by two people and kept."""

    CONFIRMING = "confirming", _("等待确认和签署")
    SIGNED = "signed", _("已签署归档")


class Signer(models.TextChoices):
    """Who signs."""

    HOST = "host", _("主持人")
    SUPERVISOR = "supervisor", _("监督人")
