"""Imports of budget lines, each with its rows as they were read."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.budget.imports.choices import TONES, ImportStatus, RowOutcome
from procurement.budget.models import BudgetLine


class BudgetImport(models.Model):
    """One file with budget lines: what was read of it, whether it was taken over, whether that was undone.

    `body` is the finance department for which it was read.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("财政部门"))
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("文件"))
    status = models.CharField(
        _("状态"), max_length=12, choices=ImportStatus.choices, default=ImportStatus.READ
    )
    counts = models.JSONField(_("行数"), default=dict)
    read_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("导入人"))
    read_at = models.DateTimeField(_("读取时间"))
    applied_at = models.DateTimeField(_("导入时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("预算指标导入")
        verbose_name_plural = _("预算指标导入")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.upload.name

    def get_absolute_url(self) -> str:
        """Its page for the finance department."""
        return reverse("budget:import_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """The tone in which its status is shown."""
        return TONES[ImportStatus(self.status)]

    @property
    def wrong(self) -> int:
        """How many rows are wrong."""
        return self.counts.get(RowOutcome.WRONG, 0)

    @property
    def counted(self) -> list[tuple[str, int]]:
        """The number of rows by outcome, in words."""
        return [(str(label), self.counts.get(value, 0)) for value, label in RowOutcome.choices]


class BudgetImportRow(models.Model):
    """One row: its facts or what is wrong with it; `budget_line` is what became of it."""

    budget_import = models.ForeignKey(BudgetImport, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("行号"))
    text = models.CharField(_("原文"), max_length=80)
    outcome = models.CharField(_("结果"), max_length=8, choices=RowOutcome.choices)
    facts = models.JSONField(_("内容"), default=dict)
    wrong = models.JSONField(_("问题"), default=list)
    budget_line = models.ForeignKey(
        BudgetLine, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("预算指标")
    )

    class Meta:
        verbose_name = _("预算指标导入的行")
        verbose_name_plural = _("预算指标导入的行")
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["budget_import", "line"], name="budget_import_line_once")
        ]

    def __str__(self) -> str:
        return self.text
