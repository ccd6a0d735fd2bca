"""Vocabulary of contracts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContractStatus(models.TextChoices):
    """Drafted by the purchaser, signed by the supplier, then by a second person of the purchaser."""

    DRAFT = "draft", _("起草")
    OFFERED = "offered", _("待供应商签署")
    SUPPLIER_SIGNED = "supplier_signed", _("待采购人签署")
    SIGNED = "signed", _("已签订")
    PUBLISHED = "published", _("已公告")


class Side(models.TextChoices):
    """A side of the contract."""

    PURCHASER = "purchaser", _("采购人")
    SUPPLIER = "supplier", _("供应商")
