"""Vocabulary of rulings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cause(models.TextChoices):
    """Why a bid did not open."""

    PLATFORM = "platform", _("平台故障，不是供应商的原因")
    CUSTODIAN = "custodian", _("托管方没有打开，不是供应商的原因")
    OTHER = "other", _("其他不是供应商的原因")
    OWN = "own", _("供应商自身的原因")
