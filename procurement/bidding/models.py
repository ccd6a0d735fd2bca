"""Opening keys, sealed submissions, the window for final quotes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
from procurement.projects.models import Package


class OpeningKey(models.Model):
    """The P-256 key that outer envelopes are sealed to; the private half is wrapped by the key file.

    `kid` is the RFC 7638 thumbprint, published with the notice.
    """

    package = models.ForeignKey(Package, models.PROTECT, related_name="opening_keys")
    kind = models.CharField(_("用途"), max_length=12, choices=SubmissionKind.choices)
    kid = models.CharField(_("公钥指纹"), max_length=64, unique=True)
    public_jwk = models.JSONField(_("公钥"))
    wrapped_private = models.TextField(_("已包裹的私钥"))
    created_at = models.DateTimeField(_("建立时间"))

    class Meta:
        verbose_name = _("开启公钥")
        verbose_name_plural = _("开启公钥")
        constraints = [models.UniqueConstraint(fields=["package", "kind"], name="opening_key_once")]

    def __str__(self) -> str:
        return self.kid


class QuoteWindow(models.Model):
    """The one common window in which all remaining suppliers submit sealed final quotes."""

    package = models.OneToOneField(Package, models.PROTECT, related_name="quote_window")
    opens_at = models.DateTimeField(_("开始"))
    closes_at = models.DateTimeField(_("截止"))
    is_closed = models.BooleanField(_("已关闭"), default=False)

    class Meta:
        verbose_name = _("最后报价时段")
        verbose_name_plural = _("最后报价时段")
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="quote_window_in_order")
        ]

    def __str__(self) -> str:
        return str(self.package_id)


class Submission(models.Model):
    """One sealed version. The server holds ciphertext and digests only.

    `receipt_number` ends in random digits so that it tells nothing about how many have bid.
    """

    package = models.ForeignKey(Package, models.PROTECT, related_name="submissions")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="submissions", verbose_name=_("供应商"))
    kind = models.CharField(_("类别"), max_length=12, choices=SubmissionKind.choices)
    status = models.CharField(
        _("状态"), max_length=10, choices=SubmissionStatus.choices, default=SubmissionStatus.CURRENT
    )
    envelope = models.TextField(_("密文"))
    ciphertext_sha256 = models.CharField(_("密文摘要"), max_length=64)
    plaintext_sha256 = models.CharField(_("原文摘要"), max_length=64)
    receipt_number = models.CharField(_("回执编号"), max_length=60, unique=True)
    receipt = models.TextField(_("回执"))
    submitted_at = models.DateTimeField(_("提交时间"))
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("提交人"))
    ended_at = models.DateTimeField(_("替换或撤回时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("密封提交")
        verbose_name_plural = _("密封提交")
        constraints = [
            models.UniqueConstraint(
                fields=["package", "supplier", "kind"],
                condition=Q(status="current"),
                name="one_current_submission",
            )
        ]

    def __str__(self) -> str:
        return self.receipt_number
