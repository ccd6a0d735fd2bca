"""Officers of a package's opening, and the alarm when they are not enough."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.opening.roster.choices import Coming
from procurement.projects.models import Package


class RosterOfficer(models.Model):
    """Somebody who may release the opening of a package; who was taken off stays with `ended_at`."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="roster")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("解封人"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("单位"))
    is_handler = models.BooleanField(_("经办人"))
    coming = models.CharField(_("能否办理"), max_length=6, choices=Coming.choices, default=Coming.UNSAID)
    answered_at = models.DateTimeField(_("回复时间"), null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("确定人"))
    at = models.DateTimeField(_("列入时间"))
    ended_at = models.DateTimeField(_("移出时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("解封人员名册")
        verbose_name_plural = _("解封人员名册")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "user"], condition=Q(ended_at__isnull=True), name="on_the_roster_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.package_id} {self.user_id}"


class RosterAlarm(models.Model):
    """Told once, one working day before: nobody, or too few, could release."""

    package = models.OneToOneField(Package, models.PROTECT, related_name="roster_alarm")
    text = models.CharField(_("原因"), max_length=300)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("解封人员不足的提醒")
        verbose_name_plural = _("解封人员不足的提醒")

    def __str__(self) -> str:
        return str(self.package_id)
