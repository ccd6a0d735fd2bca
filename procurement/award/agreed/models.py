"""The record of the talks with the only supplier."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.award.models import Award
from procurement.review.models import MONEY


class SourceTalks(models.Model):
    """The record of the talks about one package (Order 74, arts. 41 to 43), signed by all who talked.

    `staff` are the people who talked for the purchaser, one a line; `offered_amount` is the sealed price,
    `amount` the agreed one. Entered anew it replaces the former, which the ledger keeps by its digest.
    """

    award = models.OneToOneField(Award, models.PROTECT, related_name="talks")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("供应商"))
    held_on = models.DateField(_("协商日期"))
    place = models.CharField(_("协商地点"), max_length=200)
    staff = models.TextField(_("采购人员"), max_length=1000)
    publicity = models.TextField(_("公示情况"), max_length=2000, blank=True)
    costs = models.TextField(_("成本、同类合同价格等情况"), max_length=4000)
    terms = models.TextField(_("合同主要条款和价格商定情况"), max_length=4000)
    offered_amount = models.DecimalField(_("首次报价"), **MONEY, null=True, blank=True)
    amount = models.DecimalField(_("商定价格"), **MONEY)
    dissent = models.TextField(_("采购人员的不同意见和理由"), max_length=2000, blank=True)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("签字的记录"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("协商情况记录")
        verbose_name_plural = _("协商情况记录")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="agreed_amount_positive"),
            models.CheckConstraint(condition=~Q(staff=""), name="talks_have_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.held_on}"

    @property
    def people(self) -> list[str]:
        """Who talked for the purchaser."""
        return [line.strip() for line in self.staff.splitlines() if line.strip()]
