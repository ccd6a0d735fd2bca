"""Vocabulary of talks with a single source."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EndCause(models.TextChoices):
    """Why a single source ends without a contract (Order 74, arts. 41 to 43)."""

    GONE = "gone", _("情形变化，不再符合单一来源采购的条件")
    UNLAWFUL = "unlawful", _("出现影响采购公正的违法、违规行为")
    DEAR = "dear", _("报价超过采购预算或者最高限价")
    OTHER = "other", _("其他原因")
