"""A supplier's bond for one package, from its arrival to its return."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.contracts.bonds.choices import BondKind, BondStatus, KeepGround
from procurement.projects.models import Package
from procurement.review.models import MONEY


class BidBond(models.Model):
    """One bond as its bank paper says. Entered by mistake it is struck; the row stays.

    Nothing is entered before the opening: who paid would tell who bids. `charge` is what was paid for a
    late return. A bond is kept only when a second person agrees.
    """

    package = models.ForeignKey(Package, models.PROTECT, related_name="bonds", verbose_name=_("采购包"))
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="bonds", verbose_name=_("供应商"))
    status = models.CharField(_("状态"), max_length=10, choices=BondStatus.choices, default=BondStatus.HELD)
    form = models.CharField(_("形式"), max_length=10, choices=BondKind.choices)
    amount = models.DecimalField(_("金额"), **MONEY)
    arrived_at = models.DateTimeField(_("到账或者收到时间"))
    reference = models.CharField(_("凭证或者保函编号"), max_length=80)
    payer_account = models.CharField(_("付款账户"), max_length=60, blank=True)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("凭证或者保函"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"))
    ended_on = models.DateField(_("退还或者处理日期"), null=True, blank=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("办理人")
    )
    ended_paper = models.ForeignKey(
        Upload, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("退还或者处理凭证")
    )
    charge = models.DecimalField(_("资金占用费"), default=0, **MONEY)
    ground = models.CharField(_("不予退还的情形"), max_length=16, choices=KeepGround.choices, blank=True)
    reason = models.CharField(_("说明"), max_length=500, blank=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("审批人")
    )

    class Meta:
        verbose_name = _("投标保证金")
        verbose_name_plural = _("投标保证金")
        ordering = ["package", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0, charge__gte=0), name="bond_amounts_positive"),
            models.UniqueConstraint(
                fields=["package", "supplier"], condition=~Q(status="struck"), name="one_bond_a_supplier"
            ),
            models.CheckConstraint(
                condition=~Q(status="kept") | (Q(approved_by__isnull=False) & ~Q(approved_by=F("ended_by"))),
                name="kept_bond_needs_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["refunded", "converted"])
                | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="returned_bond_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package_id} {self.supplier}"
