"""Corrections of what a budget line is called."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.budget.mending.choices import MendStatus
from procurement.budget.models import BudgetLine


class LineCorrection(models.Model):
    """How a line's name and function code shall read, and how they read before; the paper says why.

    Body, year, code, source, kind and amounts are never corrected: they say which line it is.
    """

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="corrections")
    status = models.CharField(
        _("状态"), max_length=10, choices=MendStatus.choices, default=MendStatus.SUBMITTED
    )
    title = models.CharField(_("更正后的名称"), max_length=120)
    function_code = models.CharField(_("更正后的支出功能科目"), max_length=20, blank=True)
    title_before = models.CharField(_("原来的名称"), max_length=120)
    function_code_before = models.CharField(_("原来的支出功能科目"), max_length=20, blank=True)
    reason = models.CharField(_("更正原因"), max_length=300)
    document_number = models.CharField(_("文号"), max_length=80)
    document_on = models.DateField(_("文件日期"))
    document = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("文件扫描件"))
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("提出人"))
    proposed_at = models.DateTimeField(_("提出时间"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("复核人")
    )
    decided_at = models.DateTimeField(_("复核时间"), null=True, blank=True)
    opinion = models.CharField(_("退回意见"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("指标更正")
        verbose_name_plural = _("指标更正")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(status="submitted"), name="line_correction_open_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="line_correction_needs_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.title}"
