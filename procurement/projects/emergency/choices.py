"""Vocabulary of emergency purchases."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EmergencyStatus(models.TextChoices):
    """Entered by one person, confirmed by another, closed when the papers are complete."""

    ENTERED = "entered", _("待确认")
    CONFIRMED = "confirmed", _("已确认，补办手续")
    CLOSED = "closed", _("手续齐全")
