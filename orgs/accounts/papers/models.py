"""Papers of organisations, and which reminders were sent."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.accounts.papers.choices import PaperKind
from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload


class PaperQuerySet(models.QuerySet):
    """Reads of papers."""

    def kept(self) -> "PaperQuerySet":
        """Papers that were not taken off the list."""
        return self.filter(removed_at=None)


class Paper(models.Model):
    """A paper of an organisation; a new one is added beside it, the old one is taken off the list."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="papers", verbose_name=_("单位"))
    kind = models.CharField(_("种类"), max_length=16, choices=PaperKind.choices)
    number = models.CharField(_("编号"), max_length=80)
    issuer = models.CharField(_("发证单位"), max_length=120)
    issued_on = models.DateField(_("发证日期"))
    expires_on = models.DateField(_("到期日期"), null=True, blank=True)
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("扫描件"))
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    added_at = models.DateTimeField(_("登记时间"))
    removed_at = models.DateTimeField(_("移除时间"), null=True, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("证书和授权")
        verbose_name_plural = _("证书和授权")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="paper_dates_in_order",
            )
        ]
        indexes = [
            models.Index(fields=["expires_on"], condition=Q(removed_at=None), name="paper_expires"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class PaperReminder(models.Model):
    """A reminder that was sent, once for each number of days before the end."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="reminders", verbose_name=_("证书和授权"))
    days = models.PositiveSmallIntegerField(_("到期前天数"))
    sent_at = models.DateTimeField(_("提醒时间"))

    class Meta:
        verbose_name = _("到期提醒")
        verbose_name_plural = _("到期提醒")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["paper", "days"], name="paper_reminded_once")]

    def __str__(self) -> str:
        return f"{self.paper} {self.days}"
