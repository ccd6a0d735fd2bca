"""Outages with what the platform itself recorded, and what was decided."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.notices.choices import NoticeStatus
from procurement.notices.models import Notice
from procurement.opening.outage import rules
from procurement.opening.outage.choices import Noticed, OutageOutcome, OutageStatus
from procurement.projects.models import ProcurementProject


class Outage(models.Model):
    """Suppliers could not reach the platform shortly before a deadline; without `ended_at` it goes on.

    `own_record` is what the platform's own signed tree heads say of that time, in words, fixed at the report.
    """

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="outages")
    status = models.CharField(
        _("状态"), max_length=10, choices=OutageStatus.choices, default=OutageStatus.REPORTED
    )
    began_at = models.DateTimeField(_("故障开始"))
    ended_at = models.DateTimeField(_("故障结束"), null=True, blank=True)
    noticed_by = models.CharField(_("由谁发现"), max_length=10, choices=Noticed.choices)
    text = models.CharField(_("故障情况"), max_length=500)
    own_record = models.CharField(_("平台自己的记录"), max_length=300)
    paper = models.ForeignKey(
        Upload, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("证据")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("登记单位"))
    at = models.DateTimeField(_("登记时间"))
    outcome = models.CharField(_("决定"), max_length=10, choices=OutageOutcome.choices, blank=True)
    moved_to = models.DateTimeField(_("改到"), null=True, blank=True)
    lapsed = models.CharField(_("没有生效的决定"), max_length=200, blank=True)
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("决定人")
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("更正公告")
    )

    class Meta:
        verbose_name = _("平台故障")
        verbose_name_plural = _("平台故障")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("began_at")),
                name="outage_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(status="reported", outcome="", decided_at__isnull=True)
                | (Q(status="decided", decided_at__isnull=False) & ~Q(outcome="") & ~Q(reason="")),
                name="outage_is_decided_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["moved", "postponed"]) | Q(moved_to__isnull=False),
                name="outage_moves_to_a_moment",
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(status="reported"), name="one_outage_to_decide"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.get_status_display()}"

    @property
    def is_out(self) -> bool:
        """Whether what was decided binds: a moved deadline once its notice is out."""
        return self.notice is None or self.notice.status == NoticeStatus.PUBLISHED

    def is_lapsed(self, *, now: datetime) -> bool:
        """Whether a moved deadline did not come into force in time, so that it is decided anew."""
        if self.outcome != OutageOutcome.MOVED:
            return False
        moment = {"decided_at": self.decided_at, "deadline": self.project.schedule.response_deadline}
        return rules.is_lapsed(is_out=self.is_out, moved_to=self.moved_to, now=now, **moment)
