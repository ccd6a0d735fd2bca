"""Future commitments: what a purchase, then its contract, will need of the budgets of later years."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.budget.models import BudgetLine
from procurement.budget.years.choices import TONES, FutureStatus


class FutureCommitment(models.Model):
    """One later year of a project (planned) or of a contract; `reference` is the number of either.

    It is no money yet: that comes with the line of its year, confirmed by another person.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("预算单位"))
    reference = models.CharField(_("关联编号"), max_length=60)
    fiscal_year = models.PositiveSmallIntegerField(_("预算年度"))
    amount = models.DecimalField(_("金额"), max_digits=16, decimal_places=2)
    status = models.CharField(
        _("状态"), max_length=10, choices=FutureStatus.choices, default=FutureStatus.PLANNED
    )
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("预算指标")
    )
    arranged_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("安排人")
    )
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("确认人")
    )
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("以后年度安排")
        verbose_name_plural = _("以后年度安排")
        ordering = ["reference", "fiscal_year"]
        constraints = [
            models.UniqueConstraint(fields=["reference", "fiscal_year"], name="future_year_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="future_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.fiscal_year}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("budget:year_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """The tone in which its status is shown."""
        return TONES[FutureStatus(self.status)]
