"""Suspensions of a package, each with the letter that caused it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from procurement.projects.models import Package
from procurement.projects.suspension.choices import SuspensionCause


class PackageSuspension(models.Model):
    """From `since` on a package stands still; `until` is the last day where the law sets one.

    `reference` is the number of the challenge or complaint. It stands until `ended_at`, or past `until`.
    """

    package = models.ForeignKey(Package, models.PROTECT, related_name="suspensions")
    cause = models.CharField(_("原因"), max_length=10, choices=SuspensionCause.choices)
    reference = models.CharField(_("质疑或者投诉编号"), max_length=60)
    since = models.DateTimeField(_("开始时间"))
    until = models.DateField(_("最晚到"), null=True, blank=True)
    ordered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("决定人")
    )
    ended_at = models.DateTimeField(_("恢复时间"), null=True, blank=True)
    ended_because = models.CharField(_("恢复的原因"), max_length=500, blank=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("恢复的决定人")
    )

    class Meta:
        verbose_name = _("暂停")
        verbose_name_plural = _("暂停")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "cause", "reference"],
                condition=Q(ended_at__isnull=True),
                name="suspended_once_for_a_letter",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | (Q(ended_at__gte=F("since")) & ~Q(ended_because="")),
                name="suspension_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package_id} {self.reference}"
