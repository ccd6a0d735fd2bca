"""Budget lines and their movements, each from one account to another."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from portal.kernel.uploads import Upload
from procurement.budget.choices import (
    UNSETTLED,
    Account,
    FundSource,
    LineKind,
    MovementKind,
    TargetKind,
)

NOTHING = {"max_digits": 16, "decimal_places": 2, "default": 0}


class BudgetLine(models.Model):
    """Money arranged in the budget for a year; what is held, contracted and paid can never exceed it.

    The four amounts are the sums of the line's movements: the database writes them with each movement and
    refuses any other change. `confirmed_on` is the day on which an advance notice or a draft became the
    budget; `standard_id` is the line's key in the budget-integration standard, `standard` keeps the
    fields of the standard that the portal does not use.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="budget_lines", verbose_name=_("预算单位"))
    fiscal_year = models.PositiveSmallIntegerField(_("预算年度"))
    kind = models.CharField(_("指标类别"), max_length=12, choices=LineKind.choices, default=LineKind.YEAR)
    code = models.CharField(_("预算项目编码"), max_length=40)
    title = models.CharField(_("预算项目名称"), max_length=120)
    fund_source = models.CharField(_("资金来源"), max_length=12, choices=FundSource.choices)
    amount = models.DecimalField(_("预算安排"), **NOTHING)
    committed_amount = models.DecimalField(_("已占用"), **NOTHING)
    contracted_amount = models.DecimalField(_("已签合同"), **NOTHING)
    spent_amount = models.DecimalField(_("已支付"), **NOTHING)
    document_number = models.CharField(_("预算文号"), max_length=80, blank=True)
    document_on = models.DateField(_("文件日期"), null=True, blank=True)
    upper_number = models.CharField(_("上级文号"), max_length=80, blank=True)
    function_code = models.CharField(_("支出功能科目"), max_length=20, blank=True)
    confirmed_on = models.DateField(_("正式下达日期"), null=True, blank=True)
    confirmed_number = models.CharField(_("正式下达文号"), max_length=80, blank=True)
    confirmed_document = models.ForeignKey(
        Upload, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("正式下达文件")
    )
    carried_from = models.ForeignKey(
        "self", models.PROTECT, related_name="carried_to", null=True, blank=True, verbose_name=_("结转自")
    )
    standard_id = models.CharField(_("一体化指标主键"), max_length=60, blank=True)
    standard = models.JSONField(_("一体化其他字段"), default=dict, blank=True)

    class Meta:
        verbose_name = _("预算指标")
        verbose_name_plural = _("预算指标")
        ordering = ["-fiscal_year", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("body", "fiscal_year", "code", "fund_source", "kind", "document_number", "standard_id")
                ],
                name="budget_line_once",
            ),
            models.CheckConstraint(
                condition=Q(committed_amount__gte=0)
                & Q(contracted_amount__gte=0)
                & Q(spent_amount__gte=0)
                & Q(amount__gte=F("committed_amount") + F("contracted_amount") + F("spent_amount")),
                name="budget_line_never_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        """The line's page."""
        return reverse("budget:line_detail", args=[self.pk])

    @property
    def available_amount(self):
        """What is neither committed nor contracted nor paid."""
        return self.amount - self.committed_amount - self.contracted_amount - self.spent_amount

    @property
    def is_settled(self) -> bool:
        """Whether the money is given, not merely announced or drafted."""
        return self.kind not in UNSETTLED or self.confirmed_on is not None


class BudgetMovement(models.Model):
    """One double entry: an amount leaves `source` of a line and enters `target` of it, or of `to_line`.

    `reference` is the number of the purchase, package or contract that caused it; a change of the budget
    itself has its paper instead. Never changed, never deleted.
    """

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="movements")
    to_line = models.ForeignKey(
        BudgetLine,
        models.PROTECT,
        related_name="arrivals",
        null=True,
        blank=True,
        verbose_name=_("转入指标"),
    )
    kind = models.CharField(_("类别"), max_length=10, choices=MovementKind.choices)
    source = models.CharField(_("转出"), max_length=10, choices=Account.choices)
    target = models.CharField(_("转入"), max_length=10, choices=Account.choices)
    amount = models.DecimalField(_("金额"), max_digits=16, decimal_places=2)
    reference = models.CharField(_("关联编号"), max_length=60, blank=True)
    document_number = models.CharField(_("文号"), max_length=80, blank=True)
    document_on = models.DateField(_("文件日期"), null=True, blank=True)
    document = models.ForeignKey(
        Upload, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("文件")
    )
    reason = models.CharField(_("原因"), max_length=300, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("预算变动")
        verbose_name_plural = _("预算变动")
        ordering = ["pk"]
        indexes = [models.Index(fields=["reference"], name="movement_reference")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_movement_positive"),
            models.CheckConstraint(
                condition=(Q(to_line__isnull=True) & ~Q(source=F("target")))
                | (Q(to_line__isnull=False) & ~Q(to_line=F("line"))),
                name="budget_movement_moves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"


class PerformanceTarget(models.Model):
    """What the money of a line is to achieve; set before it is used, copied into document and contract."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="targets", verbose_name=_("预算指标"))
    order = models.PositiveSmallIntegerField(_("次序"))
    kind = models.CharField(_("指标类型"), max_length=14, choices=TargetKind.choices)
    name = models.CharField(_("指标名称"), max_length=120)
    value = models.CharField(_("指标值"), max_length=60)

    class Meta:
        verbose_name = _("绩效目标")
        verbose_name_plural = _("绩效目标")
        ordering = ["line", "order"]
        constraints = [models.UniqueConstraint(fields=["line", "order"], name="target_order_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
