"""Scores that the panel judges before signing, its votes, and what was corrected on the spot."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from procurement.review.checks.choices import UNSETTLED, DoubtStatus
from procurement.review.models import POINTS, PanelMember, Score


class ScoreDoubt(models.Model):
    """A score that may be abnormally high or low; the majority decides, its own member corrects.

    `before` and `after` are points; nobody but the member reads whose score it is before all have signed.
    """

    score = models.ForeignKey(Score, models.PROTECT, related_name="doubts", verbose_name=_("得分"))
    raised_by = models.ForeignKey(PanelMember, models.PROTECT, related_name="+", verbose_name=_("提出人"))
    raised_at = models.DateTimeField(_("提出时间"))
    reason = models.CharField(_("理由"), max_length=500)
    status = models.CharField(_("状态"), max_length=10, choices=DoubtStatus.choices, default=DoubtStatus.OPEN)
    before = models.DecimalField(_("原得分"), **POINTS)
    after = models.DecimalField(_("更正后得分"), null=True, blank=True, **POINTS)
    correction = models.CharField(_("更正的理由"), max_length=500, blank=True)
    settled_at = models.DateTimeField(_("办结时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("签署前核对")
        verbose_name_plural = _("签署前核对")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["score"], condition=Q(status__in=UNSETTLED), name="one_open_doubt_a_score"
            ),
            models.CheckConstraint(
                condition=~Q(status="corrected") | Q(after__isnull=False) & ~Q(correction=""),
                name="correction_has_points_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score_id} {self.get_status_display()}"


class DoubtVote(models.Model):
    """One member's word on whether a score is abnormally high or low."""

    doubt = models.ForeignKey(ScoreDoubt, models.PROTECT, related_name="votes")
    member = models.ForeignKey(PanelMember, models.PROTECT, related_name="+", verbose_name=_("成员"))
    agrees = models.BooleanField(_("认定"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("核对表决")
        verbose_name_plural = _("核对表决")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["doubt", "member"], name="doubt_voted_once")]

    def __str__(self) -> str:
        return f"{self.doubt_id} {self.member_id}"
