"""Vocabulary of imports of registers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.registry.choices import FactKind


class TableKind(models.TextChoices):
    """What a table holds: the organisations themselves, or one kind of facts about them."""

    REGISTRATION = "registration", _("社会组织登记簿")
    GRADE = FactKind.GRADE.value, _("评估等级")
    INSPECTION = FactKind.INSPECTION.value, _("年度检查（年报）结论")
    LISTING = FactKind.LISTING.value, _("活动异常名录和严重违法失信名单")
    PENALTY = FactKind.PENALTY.value, _("行政处罚")
    TRAINING = FactKind.TRAINING.value, _("接受的培训")
    CASE = FactKind.CASE.value, _("典型案例")


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
    UNKNOWN = "unknown", _("未登记")
    WRONG = "wrong", _("有误")


TONES = {
    ImportStatus.UNREADABLE: "stop",
    ImportStatus.APPLIED: "ok",
    ImportStatus.DISCARDED: "quiet",
    ImportStatus.UNDONE: "quiet",
}
RUNNING = (ImportStatus.READING, ImportStatus.APPLYING, ImportStatus.UNDOING)
# Rows that nothing can be made of.
UNUSABLE = (RowOutcome.UNKNOWN, RowOutcome.WRONG)
