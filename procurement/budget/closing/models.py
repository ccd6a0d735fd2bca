"""Lists of open commitments at the end of a year."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.budget.choices import Account
from procurement.budget.closing.choices import OPEN, TONES, Choice, ListStatus
from procurement.budget.models import BudgetLine


class YearEndList(models.Model):
    """What becomes of a body's open commitments of a year; one list at a time."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("预算单位"))
    fiscal_year = models.PositiveSmallIntegerField(_("预算年度"))
    status = models.CharField(_("状态"), max_length=10, choices=ListStatus.choices, default=ListStatus.DRAFT)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("提出人"))
    proposed_at = models.DateTimeField(_("提出时间"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("决定人")
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    opinion = models.CharField(_("意见"), max_length=300, blank=True)
    document_number = models.CharField(_("文号"), max_length=80, blank=True)
    document_on = models.DateField(_("文件日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("年末清单")
        verbose_name_plural = _("年末清单")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "fiscal_year"],
                condition=Q(status__in=[str(status) for status in OPEN]),
                name="year_end_list_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.fiscal_year}"

    def get_absolute_url(self) -> str:
        """The list's page."""
        return reverse("budget:closing_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """The tone in which its status is shown."""
        return TONES[ListStatus(self.status)]


class YearEndItem(models.Model):
    """One open commitment and what becomes of it; `reference` is the purchase's or contract's number."""

    year_end_list = models.ForeignKey(YearEndList, models.PROTECT, related_name="items")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="+", verbose_name=_("预算指标"))
    reference = models.CharField(_("关联编号"), max_length=60)
    account = models.CharField(_("所在"), max_length=10, choices=Account.choices)
    amount = models.DecimalField(_("金额"), max_digits=16, decimal_places=2)
    choice = models.CharField(_("处理"), max_length=8, choices=Choice.choices, blank=True)
    reason = models.CharField(_("原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("年末清单的一项")
        verbose_name_plural = _("年末清单的各项")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year_end_list", "line", "reference", "account"], name="year_end_item_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="year_end_item_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.amount}"
