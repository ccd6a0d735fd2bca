"""Which parts were released to their custodian, on whose wish, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from procurement.opening.models import OpenedSubmission


class CustodyRelease(models.Model):
    """A bidder's part released to the custodian; without `asked_by` because the bidder did not unlock."""

    opened = models.OneToOneField(
        OpenedSubmission, models.PROTECT, related_name="custody_release", verbose_name=_("开启结果")
    )
    asked_at = models.DateTimeField(_("交托管方打开的时间"))
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("请求人")
    )
    until = models.DateTimeField(_("托管方打开截止"))
    done_at = models.DateTimeField(_("托管方打开的时间"), null=True, blank=True)
    done_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("打开人")
    )

    class Meta:
        verbose_name = _("交托管方打开")
        verbose_name_plural = _("交托管方打开")

    def __str__(self) -> str:
        return str(self.opened)
