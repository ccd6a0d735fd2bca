"""Vocabulary of sealed submissions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubmissionKind(models.TextChoices):
    """What is sealed."""

    RESPONSE = "response", _("响应文件")
    FINAL_QUOTE = "final_quote", _("最后报价")


class SubmissionStatus(models.TextChoices):
    """Every version is kept as ciphertext; only the current one counts."""

    CURRENT = "current", _("有效")
    REPLACED = "replaced", _("已被替换")
    WITHDRAWN = "withdrawn", _("已撤回")
