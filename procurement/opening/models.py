"""Opening sessions: key release by two officers, unlocking by each supplier, the record."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.models import Submission
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.projects.models import Package


class OpeningSession(models.Model):
    """The opening of one package's responses, or of its final quotes."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="openings")
    kind = models.CharField(_("类别"), max_length=12, choices=SubmissionKind.choices)
    status = models.CharField(
        _("状态"), max_length=10, choices=OpeningStatus.choices, default=OpeningStatus.WAITING
    )
    due_at = models.DateTimeField(_("开启时间"))
    released_at = models.DateTimeField(_("解封时间"), null=True, blank=True)
    unlock_until = models.DateTimeField(_("解锁截止"), null=True, blank=True)
    concluded_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("开启")
        verbose_name_plural = _("开启")
        ordering = ["-due_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["package", "kind"], name="one_opening_a_kind")]

    def __str__(self) -> str:
        return f"{self.package_id} {self.get_kind_display()}"


class KeyRelease(models.Model):
    """One officer's release, with the capacities acted in and for whom; two different people are needed.

    Null where it was not yet kept: unknown capacities count as a handler's.
    """

    session = models.ForeignKey(OpeningSession, models.PROTECT, related_name="releases")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("解封人"))
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("单位")
    )
    roles = ArrayField(models.CharField(max_length=30), verbose_name=_("身份"), null=True, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("解封")
        verbose_name_plural = _("解封")
        constraints = [models.UniqueConstraint(fields=["session", "officer"], name="released_once")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.officer_id}"


class OpenedSubmission(models.Model):
    """A submission without its outer lock, then with its plaintext once the supplier has unlocked it."""

    session = models.ForeignKey(OpeningSession, models.PROTECT, related_name="opened")
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="opened")
    inner = models.TextField(_("内层密文"))
    status = models.CharField(
        _("状态"), max_length=10, choices=UnlockStatus.choices, default=UnlockStatus.WAITING
    )
    plaintext = models.TextField(_("原文"), blank=True)
    reason = models.CharField(_("原因"), max_length=300, blank=True)
    unlocked_at = models.DateTimeField(_("解锁时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("开启结果")
        verbose_name_plural = _("开启结果")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="opened") | ~Q(plaintext=""), name="opened_has_plaintext"
            )
        ]

    def __str__(self) -> str:
        return str(self.submission)
