"""Vocabulary of applications for an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationStatus(models.TextChoices):
    """An application's life."""

    SUBMITTED = "submitted", _("等待核对")
    RETURNED = "returned", _("已退回")
    APPROVED = "approved", _("已开通")
