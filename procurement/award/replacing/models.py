"""Winners that fell out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.award.models import Award
from procurement.award.replacing.choices import Follows, RemovalCause
from procurement.review.models import MONEY


class Removal(models.Model):
    """A supplier of an award that fell out at its rank, and what followed. One that refused is barred from
    the restart. `reference` is the number of a challenge or complaint.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="removals", verbose_name=_("定标"))
    cause = models.CharField(_("原因"), max_length=12, choices=RemovalCause.choices)
    follows = models.CharField(_("接下来"), max_length=10, choices=Follows.choices)
    reference = models.CharField(_("质疑或者投诉编号"), max_length=60, blank=True)
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("原成交供应商"))
    rank = models.PositiveSmallIntegerField(_("排名"))
    amount = models.DecimalField(_("原成交金额"), **MONEY)
    reason = models.TextField(_("理由"), max_length=2000)
    paper = models.ForeignKey(
        Upload, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("书面材料")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("决定人"))
    at = models.DateTimeField(_("决定时间"))

    class Meta:
        verbose_name = _("成交供应商变更")
        verbose_name_plural = _("成交供应商变更")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "supplier"], name="supplier_falls_out_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="removal_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.supplier_id}"
