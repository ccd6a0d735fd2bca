"""Vocabulary of purchase intentions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IntentionStatus(models.TextChoices):
    """Drafted by one person, published by another; later withdrawn with a reason, never removed.

    Where the first publication is elsewhere, it waits in between until that publication has been entered.
    """

    DRAFT = "draft", _("起草")
    SUBMITTED = "submitted", _("待复核")
    AWAITING = "awaiting", _("待发布")
    PUBLISHED = "published", _("已公开")
    WITHDRAWN = "withdrawn", _("已撤销")


class ExceptionKind(models.TextChoices):
    """Why a purchase needs no intention (财库〔2020〕10号)."""

    URGENT = "urgent", _("因不可预见的原因急需开展")
    SMALL = "small", _("协议供货、定点采购的小额零星采购")
    BATCH = "batch", _("集中采购机构统一组织的批量集中采购")


PUBLIC = (IntentionStatus.PUBLISHED, IntentionStatus.WITHDRAWN)
