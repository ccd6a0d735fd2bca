"""Contracts, instalments by milestone, signatures."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.award.models import Award
from procurement.contracts.choices import ContractStatus, Side
from procurement.projects.models import FundAllocation
from procurement.review.models import MONEY


class Contract(models.Model):
    """The contract of one award; its amount is the award's and lies within the budget.

    Written anew for the next supplier, it keeps the former one's signature, which counts until `renewed_at`.
    """

    number = models.CharField(_("合同编号"), max_length=60, unique=True)
    award = models.OneToOneField(Award, models.PROTECT, related_name="contract")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="contracts", verbose_name=_("供应商"))
    status = models.CharField(
        _("状态"), max_length=16, choices=ContractStatus.choices, default=ContractStatus.DRAFT
    )
    amount = models.DecimalField(_("合同金额"), **MONEY)
    starts_on = models.DateField(_("服务开始"))
    ends_on = models.DateField(_("服务结束"))
    terms = models.TextField(_("合同条款"), max_length=20000)
    sign_by = models.DateField(_("签订期限"))
    signed_at = models.DateTimeField(_("签订时间"), null=True, blank=True)
    published_at = models.DateTimeField(_("公告时间"), null=True, blank=True)
    renewed_at = models.DateTimeField(_("因变更供应商重新起草的时间"), null=True, blank=True)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("起草人"))

    class Meta:
        verbose_name = _("合同")
        verbose_name_plural = _("合同")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="contract_dates_in_order"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="contract_amount_positive"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The contract's page."""
        return reverse("contracts:detail", args=[self.pk])

    @property
    def standing_signatures(self) -> models.QuerySet:
        """The signatures of the text as it stands."""
        since = {"signed_at__gt": self.renewed_at} if self.renewed_at else {}
        return self.signatures.filter(**since)


class ContractFund(models.Model):
    """How much of the contract each fund allocation carries; the fund source is kept to the payment."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="funds")
    allocation = models.ForeignKey(FundAllocation, models.PROTECT, related_name="+")
    amount = models.DecimalField(_("金额"), **MONEY)

    class Meta:
        verbose_name = _("合同资金")
        verbose_name_plural = _("合同资金")
        constraints = [models.UniqueConstraint(fields=["contract", "allocation"], name="contract_fund_once")]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.amount}"


class Instalment(models.Model):
    """One instalment tied to a milestone."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="instalments")
    order = models.PositiveSmallIntegerField(_("期次"))
    milestone = models.CharField(_("付款条件"), max_length=200)
    amount = models.DecimalField(_("金额"), **MONEY)

    class Meta:
        verbose_name = _("分期付款")
        verbose_name_plural = _("分期付款")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "order"], name="instalment_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.order}"


class ContractSignature(models.Model):
    """A portal signature of one side over the digest of the contract's text."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="signatures")
    side = models.CharField(_("签署方"), max_length=10, choices=Side.choices)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("签署人"))
    text_sha256 = models.CharField(_("文本摘要"), max_length=64)
    signed_at = models.DateTimeField(_("签署时间"))

    class Meta:
        verbose_name = _("合同签署")
        verbose_name_plural = _("合同签署")
        constraints = [
            models.UniqueConstraint(fields=["contract", "side", "text_sha256"], name="side_signs_a_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.get_side_display()}"
