"""What counts next time: results that floors above write on an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body


class CreditRecord(models.Model):
    """One published result about a body, such as a performance evaluation. Never changed, only superseded."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="credit_records", verbose_name=_("单位"))
    kind = models.CharField(_("类别"), max_length=40)
    title = models.CharField(_("标题"), max_length=200)
    reference = models.CharField(_("来源编号"), max_length=60)
    score = models.DecimalField(_("得分"), max_digits=6, decimal_places=2, null=True, blank=True)
    band = models.CharField(_("等次"), max_length=10, blank=True)
    published_at = models.DateTimeField(_("公布时间"))

    class Meta:
        verbose_name = _("信用记录")
        verbose_name_plural = _("信用记录")
        ordering = ["-published_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="credit_record_once")]

    def __str__(self) -> str:
        return self.title
