"""Budget lines and their movements."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from procurement.budget.choices import FundSource, MovementKind


class BudgetLine(models.Model):
    """Money arranged in the budget for a year; what is committed or contracted can never exceed it."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="budget_lines", verbose_name=_("预算单位"))
    fiscal_year = models.PositiveSmallIntegerField(_("预算年度"))
    code = models.CharField(_("预算项目编码"), max_length=40)
    title = models.CharField(_("预算项目名称"), max_length=120)
    fund_source = models.CharField(_("资金来源"), max_length=12, choices=FundSource.choices)
    amount = models.DecimalField(_("预算安排"), max_digits=16, decimal_places=2)
    committed_amount = models.DecimalField(_("已占用"), max_digits=16, decimal_places=2, default=0)
    contracted_amount = models.DecimalField(_("已签合同"), max_digits=16, decimal_places=2, default=0)
    document_number = models.CharField(_("预算文号"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("预算指标")
        verbose_name_plural = _("预算指标")
        ordering = ["-fiscal_year", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "fiscal_year", "code", "fund_source"], name="budget_line_once"
            ),
            models.CheckConstraint(
                condition=Q(committed_amount__gte=0)
                & Q(contracted_amount__gte=0)
                & Q(amount__gte=F("committed_amount") + F("contracted_amount")),
                name="budget_line_never_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def available_amount(self):
        """What is neither committed nor contracted."""
        return self.amount - self.committed_amount - self.contracted_amount


class BudgetMovement(models.Model):
    """One change of a line, with the number of what caused it."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="movements")
    kind = models.CharField(_("类别"), max_length=10, choices=MovementKind.choices)
    amount = models.DecimalField(_("金额"), max_digits=16, decimal_places=2)
    reference = models.CharField(_("关联编号"), max_length=60)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("预算变动")
        verbose_name_plural = _("预算变动")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="budget_movement_positive")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"
