"""Vocabulary of the short path."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MallMode(models.TextChoices):
    """How an order of the e-mall comes about."""

    DIRECT = "direct_purchase", _("直购")
    COMPARISON = "quote_comparison", _("比价")
    BIDDING = "bidding", _("竞价")
    REVERSE = "reverse_auction", _("反拍")


class AskedBy(models.TextChoices):
    """How a supplier was asked for its offer."""

    LETTER = "letter", _("书面询价")
    MEETING = "meeting", _("当面商谈")
    PHONE = "phone", _("电话询价后补交书面报价")
    MAIL = "mail", _("电子邮件或者平台消息")
    PUBLIC = "public", _("公开征集")
