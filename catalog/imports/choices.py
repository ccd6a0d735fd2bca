"""Vocabulary of imports of annexes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnnexStatus(models.TextChoices):
    """An import's life."""

    READ = "read", _("等待确认")
    TAKEN_OVER = "taken_over", _("已写入草稿")
    DISCARDED = "discarded", _("已放弃")
