"""Vocabulary of framework agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SelectionStatus(models.TextChoices):
    """Entered by one person, published or sent back by another."""

    PREPARED = "prepared", _("待复核")
    RETURNED = "returned", _("已退回")
    PUBLISHED = "published", _("已公告入围结果")


class OrderStatus(models.TextChoices):
    """An order of the second phase: entered by one person, published by another, contracted or ended."""

    ENTERED = "entered", _("待公告")
    PUBLISHED = "published", _("已公告结果")
    CONTRACTED = "contracted", _("已公告合同")
    ENDED = "ended", _("已终止")
