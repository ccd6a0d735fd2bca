"""The decision on the frozen ranking, and a letter to every supplier."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.award.choices import AwardOrigin, AwardStatus
from procurement.projects.models import Package
from procurement.review.models import MONEY, Candidate


class Award(models.Model):
    """The award of one package to `supplier`, whatever it comes from; `winner` and `ranking` are a review's.

    Talks with a single source have their record in `talks`. `ranking` is frozen when the report arrives:
    supplier, points, rank, amount. `decide_by` is the un-rolled last day; silence until then deems rank 1
    chosen (Order 87, art. 68). From `told_at` on, when the supplier was told, the time for signing runs.
    """

    package = models.OneToOneField(Package, models.PROTECT, related_name="award")
    status = models.CharField(
        _("状态"), max_length=10, choices=AwardStatus.choices, default=AwardStatus.WAITING
    )
    origin = models.CharField(
        _("来源"), max_length=10, choices=AwardOrigin.choices, default=AwardOrigin.REVIEW
    )
    ranking = models.JSONField(_("候选排序"), default=list, blank=True)
    received_at = models.DateTimeField(_("开始时间"))
    decide_by = models.DateField(_("定标期限"), null=True, blank=True)
    winner = models.ForeignKey(
        Candidate, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("成交候选人")
    )
    supplier = models.ForeignKey(
        Body, models.PROTECT, related_name="awards", null=True, blank=True, verbose_name=_("成交供应商")
    )
    amount = models.DecimalField(_("成交金额"), null=True, blank=True, **MONEY)
    minutes = models.TextField(_("集体决策会议纪要"), max_length=8000, blank=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    approved_at = models.DateTimeField(_("定标时间"), null=True, blank=True)
    opinion = models.TextField(_("审批意见"), max_length=2000, blank=True)
    told_at = models.DateTimeField(_("结果告知时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("定标")
        verbose_name_plural = _("定标")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("prepared_by")),
                name="award_needs_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "published"])
                | (Q(supplier__isnull=False) & Q(approved_at__isnull=False)),
                name="decided_award_has_supplier",
            ),
            models.CheckConstraint(
                condition=~Q(origin="review")
                | Q(winner__isnull=True, supplier__isnull=True)
                | Q(winner__isnull=False, supplier__isnull=False),
                name="review_supplier_is_winner",
            ),
        ]

    def __str__(self) -> str:
        return str(self.package)


class AwardLetter(models.Model):
    """What one supplier is told: its own scores, rank and reasons, nothing of a rival's.

    A single source was no candidate of a review. A result that was changed is told by a new letter.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="letters")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("供应商"))
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="letters", null=True, blank=True)
    is_winner = models.BooleanField(_("成交"))
    content = models.JSONField(_("内容"))
    sent_at = models.DateTimeField(_("发出时间"))

    class Meta:
        verbose_name = _("结果通知书")
        verbose_name_plural = _("结果通知书")

    def __str__(self) -> str:
        return f"{self.award_id} {self.supplier}"
