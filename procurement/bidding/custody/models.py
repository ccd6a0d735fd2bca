"""Keys of custodians, which of them serves a package, and the bidders' phrases sealed to it."""

import json

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.bidding.models import Submission
from procurement.projects.models import Package


class CustodyKey(models.Model):
    """The public half of a custodian's key; the private one never leaves the custodian.

    One is in use for a body; replaced ones stay, because what was sealed to them can be opened by them only.
    From `lost_at` on nobody counts on the private half: its file or its phrase is lost, or others have it.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="custody_keys", verbose_name=_("托管方"))
    kid = models.CharField(_("公钥指纹"), max_length=64, unique=True)
    public_jwk = models.JSONField(_("公钥"))
    registered_at = models.DateTimeField(_("登记时间"))
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    replaced_at = models.DateTimeField(_("更换时间"), null=True, blank=True)
    lost_at = models.DateTimeField(_("报告丢失的时间"), null=True, blank=True)
    lost_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("报告人")
    )
    lost_reason = models.CharField(_("丢失的情形"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("托管公钥")
        verbose_name_plural = _("托管公钥")
        ordering = ["-registered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"], condition=Q(replaced_at__isnull=True), name="one_custody_key_in_use"
            )
        ]

    def __str__(self) -> str:
        return self.kid

    @property
    def public_json(self) -> str:
        """The public half for the page on which bidders seal."""
        return json.dumps(self.public_jwk)


class PackageCustody(models.Model):
    """Which custodian's key a package's bidders seal their phrase to; fixed with its opening keys.

    Only the loss of the key puts the same custodian's next key in its place.
    """

    package = models.OneToOneField(Package, models.PROTECT, related_name="custody", verbose_name=_("采购包"))
    key = models.ForeignKey(CustodyKey, models.PROTECT, related_name="packages", verbose_name=_("托管公钥"))
    fixed_at = models.DateTimeField(_("确定时间"))

    class Meta:
        verbose_name = _("采购包的托管方")
        verbose_name_plural = _("采购包的托管方")

    def __str__(self) -> str:
        return f"{self.package} {self.key.body}"


class CustodyReplacement(models.Model):
    """A lost key of a package with a call, and the one that took its place."""

    custody = models.ForeignKey(
        PackageCustody, models.PROTECT, related_name="replacements", verbose_name=_("采购包的托管方")
    )
    former = models.ForeignKey(CustodyKey, models.PROTECT, related_name="+", verbose_name=_("丢失的公钥"))
    key = models.ForeignKey(CustodyKey, models.PROTECT, related_name="+", verbose_name=_("更换后的公钥"))
    at = models.DateTimeField(_("更换时间"))

    class Meta:
        verbose_name = _("托管公钥的更换")
        verbose_name_plural = _("托管公钥的更换")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.custody} {self.at:%Y-%m-%d}"


class CustodianChoice(models.Model):
    """Who shall keep the second key of a package by the organiser's choice; without a body the rule chooses.

    It takes effect when the call gives the package its opening keys, and does nothing afterwards.
    """

    package = models.OneToOneField(
        Package, models.PROTECT, related_name="custodian_choice", verbose_name=_("采购包")
    )
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("托管方")
    )
    reason = models.CharField(_("理由"), max_length=300)
    chosen_at = models.DateTimeField(_("选定时间"))
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("选定人"))

    class Meta:
        verbose_name = _("托管方的选定")
        verbose_name_plural = _("托管方的选定")

    def __str__(self) -> str:
        return f"{self.package} {self.body or ''}".strip()


class CustodyPart(models.Model):
    """The bidder's phrase, sealed to the custodian; only the custodian's own browser can open it."""

    submission = models.OneToOneField(
        Submission, models.PROTECT, related_name="custody_part", verbose_name=_("密封提交")
    )
    key = models.ForeignKey(CustodyKey, models.PROTECT, related_name="parts", verbose_name=_("托管公钥"))
    token = models.TextField(_("密文"))
    sha256 = models.CharField(_("密文摘要"), max_length=64)

    class Meta:
        verbose_name = _("托管的口令")
        verbose_name_plural = _("托管的口令")

    def __str__(self) -> str:
        return str(self.submission)


class CustodianExchange(models.Model):
    """Another custodian for a package whose own has nobody left, proposed by the organiser.

    It takes effect when a person of the finance department or the superior body confirms it.
    """

    custody = models.ForeignKey(
        PackageCustody, models.PROTECT, related_name="exchanges", verbose_name=_("采购包的托管方")
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("新的托管方"))
    reason = models.CharField(_("理由"), max_length=300)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("提出人"))
    proposed_at = models.DateTimeField(_("提出时间"))
    is_confirmed = models.BooleanField(_("同意"), null=True, blank=True)
    opinion = models.CharField(_("意见"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("决定人")
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("托管方的更换")
        verbose_name_plural = _("托管方的更换")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["custody"],
                condition=Q(decided_at__isnull=True),
                name="one_custodian_exchange_to_decide",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="custodian_exchange_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.custody} {self.body}"
