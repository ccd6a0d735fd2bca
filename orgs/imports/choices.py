"""Vocabulary of imports of registers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportStatus(models.TextChoices):
    """An import's life; reading, applying and undoing are carried out by the queue."""

    READING = "reading", _("正在读取")
    UNREADABLE = "unreadable", _("不能读取")
    READ = "read", _("等待确认")
    DISCARDED = "discarded", _("已放弃")
    APPLYING = "applying", _("正在导入")
    APPLIED = "applied", _("已导入")
    UNDOING = "undoing", _("正在撤销")
    UNDONE = "undone", _("已撤销")


class RowOutcome(models.TextChoices):
    """What the import does with a row."""

    NEW = "new", _("新增")
    CHANGED = "changed", _("变更")
    SAME = "same", _("无变化")
    WRONG = "wrong", _("有误")


TONES = {
    ImportStatus.UNREADABLE: "stop",
    ImportStatus.APPLIED: "ok",
    ImportStatus.DISCARDED: "quiet",
    ImportStatus.UNDONE: "quiet",
}
RUNNING = (ImportStatus.READING, ImportStatus.APPLYING, ImportStatus.UNDOING)
