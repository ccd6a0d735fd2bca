"""Rulings on bids that did not open."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.opening.models import OpenedSubmission
from procurement.opening.ruling.choices import Cause


class Ruling(models.Model):
    """Why one bid stayed shut, once and for good: not the bidder's fault counts as recalled (撤回)."""

    opened = models.OneToOneField(
        OpenedSubmission, models.PROTECT, related_name="ruling", verbose_name=_("开启结果")
    )
    cause = models.CharField(_("原因"), max_length=10, choices=Cause.choices)
    reason = models.CharField(_("事实和理由"), max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("认定人"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("认定单位"))
    at = models.DateTimeField(_("认定时间"))

    class Meta:
        verbose_name = _("没有打开的原因认定")
        verbose_name_plural = _("没有打开的原因认定")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="ruling_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.opened_id} {self.cause}"

    @property
    def is_recall(self) -> bool:
        """Whether it was no fault of the bidder's: the bid counts as recalled, its bond goes back."""
        return self.cause != Cause.OWN
