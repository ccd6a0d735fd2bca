"""Paper copies in custody, and what two people typed in from one that had to be opened."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.opening.models import OpenedSubmission
from procurement.projects.models import Package


class PaperCopy(models.Model):
    """A sealed envelope that was handed in before the deadline, under the number of the bid's receipt.

    Nobody is shown a row before the release: who handed one in tells who bids. `fields` is what was typed
    in from it; it counts once a second person has compared it.
    """

    package = models.ForeignKey(Package, models.PROTECT, related_name="paper_copies")
    receipt_number = models.CharField(_("回执编号"), max_length=60)
    seal_note = models.CharField(_("封装情况"), max_length=300)
    handed_at = models.DateTimeField(_("收到时间"))
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("接收人"))
    received_body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("接收单位"))
    fields = models.JSONField(_("录入的内容"), default=dict, blank=True)
    typed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("录入人")
    )
    typed_at = models.DateTimeField(_("录入时间"), null=True, blank=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("核对人")
    )
    checked_at = models.DateTimeField(_("核对时间"), null=True, blank=True)
    failed_reason = models.CharField(_("不能使用的原因"), max_length=500, blank=True)
    failed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("认定人")
    )
    failed_at = models.DateTimeField(_("认定时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("纸质备份")
        verbose_name_plural = _("纸质备份")
        constraints = [
            models.UniqueConstraint(fields=["package", "receipt_number"], name="paper_copy_once"),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("typed_by")),
                name="paper_copy_checked_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt_number

    @property
    def mark(self) -> str:
        """What tells one typing from the next; empty before the first."""
        return self.typed_at.isoformat() if self.typed_at else ""


class PaperJoining(models.Model):
    """To which bid a copy belongs whose receipt number is no bid's: mistyped, or replaced since.

    Without `opened` it belongs to none of those that stayed shut, and goes back as it is.
    """

    copy = models.OneToOneField(PaperCopy, models.PROTECT, related_name="joining", verbose_name=_("纸质备份"))
    opened = models.OneToOneField(
        OpenedSubmission,
        models.PROTECT,
        related_name="joined_copy",
        null=True,
        blank=True,
        verbose_name=_("属于哪一份文件"),
    )
    reason = models.CharField(_("事实和理由"), max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("认定人"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("认定单位"))
    at = models.DateTimeField(_("认定时间"))

    class Meta:
        verbose_name = _("纸质备份的归属")
        verbose_name_plural = _("纸质备份的归属")

    def __str__(self) -> str:
        return str(self.copy)
