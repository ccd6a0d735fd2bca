"""Vocabulary of imports of budget lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportStatus(models.TextChoices):
    """An import's life."""

    READ = "read", _("等待确认")
    APPLIED = "applied", _("已导入")
    DISCARDED = "discarded", _("已放弃")
    UNDONE = "undone", _("已撤销")


class RowOutcome(models.TextChoices):
    """What the import does with a row."""

    NEW = "new", _("新增")
    SAME = "same", _("已有")
    WRONG = "wrong", _("有误")


TONES = {
    ImportStatus.READ: "soon",
    ImportStatus.APPLIED: "ok",
    ImportStatus.DISCARDED: "quiet",
    ImportStatus.UNDONE: "quiet",
}
