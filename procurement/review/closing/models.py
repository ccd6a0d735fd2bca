"""Fee sheets and records of conduct."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from procurement.review.closing.choices import Conduct, FeePayer
from procurement.review.models import MONEY, PanelMember, ReviewSession


class FeeSheet(models.Model):
    """What the experts of one review are paid; entered by one person, confirmed by another."""

    session = models.OneToOneField(
        ReviewSession, models.PROTECT, related_name="fee_sheet", verbose_name=_("评审")
    )
    payer = models.CharField(_("支付单位"), max_length=10, choices=FeePayer.choices)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("编制人"))
    entered_at = models.DateTimeField(_("编制时间"))
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("复核人")
    )
    confirmed_at = models.DateTimeField(_("复核时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("专家劳务报酬表")
        verbose_name_plural = _("专家劳务报酬表")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="second_person_confirms_fees",
            )
        ]

    def __str__(self) -> str:
        return str(self.session)


class FeeLine(models.Model):
    """One expert's fee and travel costs in yuan; `remark` says why there is none."""

    sheet = models.ForeignKey(FeeSheet, models.CASCADE, related_name="lines")
    member = models.OneToOneField(
        PanelMember, models.PROTECT, related_name="fee_line", verbose_name=_("评审专家")
    )
    hours = models.DecimalField(_("评审时长（小时）"), max_digits=5, decimal_places=1)
    fee_amount = models.DecimalField(_("劳务报酬"), **MONEY)
    travel_amount = models.DecimalField(_("异地评审差旅费"), **MONEY)
    remark = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("专家劳务报酬")
        verbose_name_plural = _("专家劳务报酬")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fee_amount__gte=0, travel_amount__gte=0), name="fees_not_negative"
            ),
            models.CheckConstraint(condition=Q(fee_amount__gt=0) | ~Q(remark=""), name="no_fee_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.member)

    @property
    def sum_amount(self):
        """Fee and travel together, in yuan."""
        return self.fee_amount + self.travel_amount


class ConductRecord(models.Model):
    """How an expert did its duty as the organiser saw it (`about`), or the organiser as an expert saw it.

    `about` is empty where `by_member` speaks of whoever organised the review. Who is spoken of may reply.
    """

    session = models.ForeignKey(
        ReviewSession, models.PROTECT, related_name="conduct_records", verbose_name=_("评审")
    )
    about = models.OneToOneField(
        PanelMember,
        models.PROTECT,
        related_name="conduct_record",
        null=True,
        blank=True,
        verbose_name=_("评审专家"),
    )
    by_member = models.OneToOneField(
        PanelMember,
        models.PROTECT,
        related_name="conduct_written",
        null=True,
        blank=True,
        verbose_name=_("记录的专家"),
    )
    conduct = models.CharField(_("履职情况"), max_length=12, choices=Conduct.choices)
    text = models.CharField(_("具体情况"), max_length=1000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("记录人"))
    at = models.DateTimeField(_("记录时间"))
    reply = models.CharField(_("本人说明"), max_length=1000, blank=True)
    replied_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("说明人")
    )
    replied_at = models.DateTimeField(_("说明时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("履职记录")
        verbose_name_plural = _("履职记录")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(about__isnull=True, by_member__isnull=False)
                | Q(about__isnull=False, by_member__isnull=True),
                name="conduct_of_one_side",
            ),
            models.CheckConstraint(
                condition=Q(conduct=Conduct.PROPER) | ~Q(text=""), name="faulty_conduct_is_described"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.conduct}"
