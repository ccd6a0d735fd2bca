"""The terms of a purchase."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from procurement.projects.models import ProcurementProject
from procurement.projects.terms.choices import (
    FeePayer,
    OrganisationForm,
    SmeExemption,
    SmeManner,
    SmeReservation,
)
from procurement.review.models import MONEY


class PurchaseTerms(models.Model):
    """Consortium, subcontract, SMEs, conditions of a long term, preference, who organises and who pays.

    `sme_share` and `sme_small_share` in hundredths;
    `prefers_associations` decides only where everything else is equal.
    """

    project = models.OneToOneField(ProcurementProject, models.PROTECT, related_name="terms")
    accepts_consortium = models.BooleanField(_("接受联合体"))
    allows_subcontract = models.BooleanField(_("允许分包"))
    subcontract_scope = models.CharField(_("可以分包的部分"), max_length=500, blank=True)
    sme = models.CharField(_("中小企业预留"), max_length=8, choices=SmeReservation.choices)
    sme_exemption = models.CharField(
        _("不预留的情形"), max_length=16, choices=SmeExemption.choices, blank=True
    )
    sme_reason = models.CharField(_("不预留的原因"), max_length=500, blank=True)
    sme_share = models.PositiveSmallIntegerField(_("预留份额（%）"), null=True, blank=True)
    sme_small_share = models.PositiveSmallIntegerField(
        _("预留份额中小微企业的份额（%）"), null=True, blank=True
    )
    sme_manner = models.CharField(_("预留方式"), max_length=12, choices=SmeManner.choices, blank=True)
    is_content_fixed = models.BooleanField(_("购买内容相对固定"), default=False)
    is_continuous = models.BooleanField(_("连续性强"), default=False)
    is_funding_stable = models.BooleanField(_("经费来源稳定"), default=False)
    is_price_steady = models.BooleanField(_("价格变化幅度小"), default=False)
    budget_guarantee = models.CharField(_("预算保障"), max_length=500, blank=True)
    prefers_associations = models.BooleanField(_("同等条件下优先行业协会商会"), default=False)
    preference_reason = models.CharField(_("优先的理由"), max_length=500, blank=True)
    organisation = models.CharField(_("组织形式"), max_length=12, choices=OrganisationForm.choices)
    mandate_scope = models.CharField(_("委托范围"), max_length=1000, blank=True)
    agency_fee = models.DecimalField(_("代理费"), **MONEY, null=True, blank=True)
    fee_payer = models.CharField(_("代理费由谁支付"), max_length=10, choices=FeePayer.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("采购条件和组织形式")
        verbose_name_plural = _("采购条件和组织形式")
        constraints = [
            models.CheckConstraint(
                condition=~Q(sme=SmeReservation.EXEMPT) | (~Q(sme_exemption="") & ~Q(sme_reason="")),
                name="no_reservation_says_why",
            ),
            models.CheckConstraint(
                condition=Q(prefers_associations=False) | ~Q(preference_reason=""),
                name="preference_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}"
