"""Vocabulary of the review of abnormally low prices."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TriggerKind(models.TextChoices):
    """Why a price is looked at (财库〔2026〕2号)."""

    MEAN = "mean", _("低于全部有效报价的平均值的规定比例")
    SECOND = "second", _("低于次低报价的规定比例")
    CEILING = "ceiling", _("低于最高限价的规定比例")
    PANEL = "panel", _("评审小组认为报价明显偏低，可能影响质量或者不能诚信履约")


class LowPriceStatus(models.TextChoices):
    """Where the review of one price stands."""

    FOUND = "found", _("待要求说明")
    ASKED = "asked", _("等待供应商说明")
    EXPLAINED = "explained", _("供应商已说明")
    ACCEPTED = "accepted", _("说明成立")
    REJECTED = "rejected", _("响应无效")


OPEN = (LowPriceStatus.FOUND, LowPriceStatus.ASKED, LowPriceStatus.EXPLAINED)
