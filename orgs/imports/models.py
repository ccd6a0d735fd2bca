"""Imports of registers, each with its rows as they were read."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.imports import wording
from orgs.imports.choices import RUNNING, TONES, UNUSABLE, ImportStatus, RowOutcome, TableKind
from orgs.people.models import User
from orgs.registry.models import RegistrationChange, RegistryFact
from portal.kernel.uploads import Upload


class RegisterImport(models.Model):
    """One file with a register: what was read of it, whether it was taken over, whether that was undone.

    `body` is the authority for which it was begun, `area` how the divisions begin whose organisations it may
    speak of; `counts` holds the number of rows by outcome; `trouble` says why the last step did not succeed.
    """

    table = models.CharField(
        _("表的种类"), max_length=16, choices=TableKind.choices, default=TableKind.REGISTRATION
    )
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("文件"))
    source = models.CharField(_("来源"), max_length=200)
    source_on = models.DateField(_("来源日期"), null=True, blank=True)
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("导入单位")
    )
    area = models.CharField(_("登记机关区划"), max_length=12, blank=True, default="")
    status = models.CharField(
        _("状态"), max_length=12, choices=ImportStatus.choices, default=ImportStatus.READING
    )
    counts = models.JSONField(_("行数"), default=dict)
    trouble = models.CharField(_("说明"), max_length=500, blank=True)
    skips_wrong = models.BooleanField(_("跳过有误的行"), default=False)
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("导入人"))
    begun_at = models.DateTimeField(_("上传时间"))
    applied_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("确认人")
    )
    applied_at = models.DateTimeField(_("导入时间"), null=True, blank=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("登记簿导入")
        verbose_name_plural = _("登记簿导入")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.upload.name

    def get_absolute_url(self) -> str:
        """Its page in the workbench."""
        return reverse("imports:detail", args=[self.pk])

    @property
    def is_running(self) -> bool:
        """Whether the queue works on it."""
        return self.status in RUNNING

    @property
    def tone(self) -> str:
        """The tone in which its status is shown."""
        return TONES.get(ImportStatus(self.status), "soon")

    @property
    def counted(self) -> list[tuple[str, int]]:
        """The number of rows by outcome, in words."""
        return [
            (str(label), self.counts.get(value, 0))
            for value, label in RowOutcome.choices
            if value != RowOutcome.UNKNOWN or self.is_of_facts
        ]

    @property
    def is_of_facts(self) -> bool:
        """Whether the table holds facts about organisations that are registered already."""
        return self.table != TableKind.REGISTRATION

    @property
    def unusable(self) -> int:
        """How many rows are wrong, or speak of nobody who is registered."""
        return sum(self.counts.get(outcome, 0) for outcome in UNUSABLE)

    @property
    def total(self) -> int:
        """How many rows were read."""
        return sum(self.counts.values())


class RegisterImportRow(models.Model):
    """One row: its facts or what is wrong with it; `before` is what a change replaced.

    `fact` and `change` are what came of the row in the register once it was taken over.
    """

    register_import = models.ForeignKey(
        RegisterImport, models.CASCADE, related_name="rows", verbose_name=_("导入")
    )
    line = models.PositiveIntegerField(_("行号"))
    outcome = models.CharField(_("结果"), max_length=8, choices=RowOutcome.choices)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    text = models.CharField(_("原文"), max_length=80)
    facts = models.JSONField(_("内容"), default=dict)
    before = models.JSONField(_("原来的内容"), default=dict)
    wrong = ArrayField(models.CharField(max_length=200), verbose_name=_("问题"), default=list)
    body = models.ForeignKey(
        Body, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("单位")
    )
    fact = models.ForeignKey(
        RegistryFact, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("登记事实")
    )
    change = models.ForeignKey(
        RegistrationChange,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("登记变更"),
    )

    class Meta:
        verbose_name = _("登记簿的行")
        verbose_name_plural = _("登记簿的行")
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["register_import", "line"], name="register_import_line_once")
        ]
        indexes = [models.Index(fields=["register_import", "outcome", "line"], name="register_import_rows")]

    def __str__(self) -> str:
        return self.text

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """What the row changes in words: the column, before, after."""
        return wording.changes(self.facts, self.before)

    @property
    def told(self) -> str:
        """What the row says of the organisation, in words; empty for its registration."""
        return wording.told(self.facts)
