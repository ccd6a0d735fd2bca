"""Who was in the hall, and what came between."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.opening.hall.choices import IncidentKind, Part
from procurement.opening.models import OpeningSession


class Presence(models.Model):
    """A person in the hall, from the deadline on; a bidder's is shown to nobody before the release.

    Coming is no act of the procedure and has no ledger entry; the opening record fixes who was there.
    """

    session = models.ForeignKey(OpeningSession, models.PROTECT, related_name="present")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("人员"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("单位"))
    part = models.CharField(_("身份"), max_length=8, choices=Part.choices)
    arrived_at = models.DateTimeField(_("到场时间"))
    seen_at = models.DateTimeField(_("最近在场"))

    class Meta:
        verbose_name = _("到场")
        verbose_name_plural = _("到场")
        constraints = [models.UniqueConstraint(fields=["session", "user", "body"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.user_id}"


class Incident(models.Model):
    """What came between, in words, with the moment to which something moved; never changed afterwards."""

    session = models.ForeignKey(OpeningSession, models.PROTECT, related_name="incidents")
    kind = models.CharField(_("类别"), max_length=10, choices=IncidentKind.choices)
    text = models.CharField(_("情况和处理"), max_length=500)
    moved_to = models.DateTimeField(_("改到"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("记录人"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("记录单位"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("开启中的情况")
        verbose_name_plural = _("开启中的情况")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["extended", "postponed"]) | Q(moved_to__isnull=False),
                name="what_moved_says_to_when",
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.get_kind_display()}"
