"""Performance evaluation of one contract by three voices."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evaluation.performance.choices import Band, EvaluationStatus, Voice
from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.contracts.models import Contract

POINTS = {"max_digits": 6, "decimal_places": 2}


class PerformanceEvaluation(models.Model):
    """The evaluation of one contract. Weights are per cent and close to 100; scores are points of 100."""

    contract = models.OneToOneField(Contract, models.PROTECT, related_name="evaluation")
    status = models.CharField(
        _("状态"), max_length=10, choices=EvaluationStatus.choices, default=EvaluationStatus.GATHERING
    )
    institution = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("第三方机构"))
    purchaser_weight = models.DecimalField(_("采购人权重"), **POINTS)
    recipients_weight = models.DecimalField(_("服务对象权重"), **POINTS)
    third_party_weight = models.DecimalField(_("第三方权重"), **POINTS)
    total = models.DecimalField(_("综合得分"), null=True, blank=True, **POINTS)
    band = models.CharField(_("等次"), max_length=10, choices=Band.choices, blank=True)
    link_code = models.CharField(_("短链接"), max_length=16, unique=True)
    link_closes_on = models.DateField(_("满意度截止"))
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("发起人"))
    opened_at = models.DateTimeField(_("发起时间"))
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("绩效评价")
        verbose_name_plural = _("绩效评价")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    purchaser_weight=100 - models.F("recipients_weight") - models.F("third_party_weight")
                ),
                name="evaluation_weights_close",
            )
        ]

    def __str__(self) -> str:
        return str(self.contract)

    def get_absolute_url(self) -> str:
        """The evaluation's page in the workbench."""
        return reverse("performance:detail", args=[self.pk])

    @property
    def link_path(self) -> str:
        """The short link's path, as it stands under the code."""
        return reverse("rate:answer", args=[self.link_code])


class EvaluationOpinion(models.Model):
    """The scored opinion of the purchaser or the third party, by indicator."""

    evaluation = models.ForeignKey(PerformanceEvaluation, models.PROTECT, related_name="opinions")
    voice = models.CharField(_("评价方"), max_length=12, choices=Voice.choices)
    indicators = models.JSONField(_("指标得分"))
    score = models.DecimalField(_("得分"), **POINTS)
    text = models.TextField(_("评价意见"), max_length=4000)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("评价人"))
    given_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("评价意见")
        verbose_name_plural = _("评价意见")
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "voice"], name="one_opinion_a_voice"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="opinion_score_range"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.get_voice_display()}"


class SatisfactionAnswer(models.Model):
    """One anonymous answer by the short link: 1 to 5; `device` is a salted digest that limits repeats."""

    evaluation = models.ForeignKey(PerformanceEvaluation, models.PROTECT, related_name="answers")
    stars = models.PositiveSmallIntegerField(_("满意度"))
    comment = models.CharField(_("意见"), max_length=300, blank=True)
    device = models.CharField(_("设备摘要"), max_length=64)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("满意度回答")
        verbose_name_plural = _("满意度回答")
        constraints = [
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="stars_one_to_five"),
            models.UniqueConstraint(fields=["evaluation", "device"], name="one_answer_a_device"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.stars}"
