"""Vocabulary of papers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    """What a paper is."""

    REGISTRATION = "registration", _("登记证书")
    QUALIFICATION = "qualification", _("资质证书")
    AUTHORISATION = "authorisation", _("授权书")
    CERTIFICATE = "certificate", _("数字证书")
    INSURANCE = "insurance", _("保险单")
    OTHER = "other", _("其他")
