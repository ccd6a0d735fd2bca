"""Survey, public consultation, reviews and counsel's opinion of a project's demand."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from portal.kernel.hearing.models import ANSWERED_HAS_AN_ANSWER, CITIZEN_IS_NOT_NAMED, Opinion
from portal.kernel.uploads import Upload
from procurement.projects.demand.choices import ContractType, Pricing, ReviewKind, SurveyWay
from procurement.projects.models import ProcurementProject, RouteDecision


class DemandSurvey(models.Model):
    """What the market gives and what it costs, asked before the demand is fixed (财库〔2021〕22号, art. 10).

    `repeats_on` is the day of an earlier survey of the same object that is used again.
    """

    project = models.OneToOneField(ProcurementProject, models.PROTECT, related_name="survey")
    ways = ArrayField(models.CharField(max_length=16, choices=SurveyWay.choices), verbose_name=_("调查方式"))
    surveyed_on = models.DateField(_("完成日期"))
    market = models.TextField(_("产业发展和市场供给"), max_length=2000)
    prices = models.TextField(_("同类项目历史成交信息"), max_length=2000)
    follow_up = models.TextField(_("后续采购和其他情况"), max_length=2000, blank=True)
    few_reason = models.CharField(_("调查对象较少的原因"), max_length=500, blank=True)
    repeats_on = models.DateField(_("沿用的调查的完成日期"), null=True, blank=True)
    is_complex = models.BooleanField(_("技术复杂或者社会关注度高"), default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("需求调查")
        verbose_name_plural = _("需求调查")

    def __str__(self) -> str:
        return f"{self.project_id} {self.surveyed_on}"


class ExecutionPlan(models.Model):
    """How the purchase is to be carried out, beside demand and terms (财库〔2021〕22号, art. 13, 26).

    `filed_number` and `filed_on` say by which receipt the finance department has it on file.
    """

    project = models.OneToOneField(ProcurementProject, models.PROTECT, related_name="execution")
    contract_type = models.CharField(_("合同类型"), max_length=10, choices=ContractType.choices)
    pricing = models.CharField(_("定价方式"), max_length=12, choices=Pricing.choices)
    pricing_reason = models.TextField(_("合同类型和定价方式的理由"), max_length=1000)
    schedule = models.TextField(_("采购和履约的进度安排"), max_length=2000)
    acceptance = models.TextField(_("履约验收方案"), max_length=3000)
    risks = models.TextField(_("风险管控措施"), max_length=3000, blank=True)
    filed_number = models.CharField(_("财政备案编号"), max_length=80, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("采购实施计划")
        verbose_name_plural = _("采购实施计划")

    def __str__(self) -> str:
        return f"{self.project_id} {self.pricing}"


class SurveyRespondent(models.Model):
    """Who was asked, and what was said."""

    survey = models.ForeignKey(DemandSurvey, models.CASCADE, related_name="respondents")
    order = models.PositiveSmallIntegerField(_("次序"))
    name = models.CharField(_("调查对象"), max_length=120)
    said = models.TextField(_("了解到的情况"), max_length=1000)

    class Meta:
        verbose_name = _("调查对象")
        verbose_name_plural = _("调查对象")
        ordering = ["survey", "order"]
        constraints = [models.UniqueConstraint(fields=["survey", "order"], name="respondent_once")]

    def __str__(self) -> str:
        return self.name


class DemandHearing(models.Model):
    """What the public is asked about a demand (Implementation Regulation, art. 15).

    `text` is the demand as it was put out; `until` the last day, None when it was asked `elsewhere`.
    """

    project = models.OneToOneField(ProcurementProject, models.PROTECT, related_name="hearing")
    text = models.TextField(_("征求意见的需求"), max_length=12000)
    asked_at = models.DateTimeField(_("开始时间"))
    until = models.DateField(_("截止日期"), null=True, blank=True)
    elsewhere = models.CharField(_("在别处征求的方式"), max_length=500, blank=True)
    received = models.PositiveIntegerField(_("在别处收到的意见数"), default=0)
    outcome = models.TextField(_("意见采用情况"), max_length=3000, blank=True)
    concluded_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("经办人"))

    class Meta:
        verbose_name = _("需求征求意见")
        verbose_name_plural = _("需求征求意见")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=False, elsewhere="") | (Q(until__isnull=True) & ~Q(elsewhere="")),
                name="heard_here_or_elsewhere",
            ),
            models.CheckConstraint(
                condition=Q(concluded_at__isnull=True) | ~Q(outcome=""), name="concluded_hearing_says_what"
            ),
        ]
        indexes = [models.Index(fields=["-asked_at", "-id"], name="hearing_list")]

    def __str__(self) -> str:
        return f"{self.project_id}"

    def get_absolute_url(self) -> str:
        """Its page for everybody."""
        return reverse("demand:public", args=[self.project.number])


class DemandOpinion(Opinion):
    """What somebody says about a demand, and what is answered."""

    hearing = models.ForeignKey(
        DemandHearing, models.PROTECT, related_name="opinions", verbose_name=_("需求征求意见")
    )

    class Meta:
        verbose_name = _("对需求的意见")
        verbose_name_plural = _("对需求的意见")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=CITIZEN_IS_NOT_NAMED, name="citizen_on_demand_is_not_named"),
            models.CheckConstraint(condition=ANSWERED_HAS_AN_ANSWER, name="answered_on_demand_has_an_answer"),
            models.UniqueConstraint(
                fields=["hearing", "author_id", "device", "text_digest"],
                nulls_distinct=False,
                name="opinion_on_demand_once",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Where it is answered."""
        return reverse("demand:answer", args=[self.pk])


class DemandReview(models.Model):
    """One review of a submission by a person who did not draft it; the last submission's counts.

    `findings` holds each item's code with whether it passes.
    """

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="demand_reviews")
    submission = models.ForeignKey(RouteDecision, models.PROTECT, related_name="demand_reviews")
    kind = models.CharField(_("审查"), max_length=8, choices=ReviewKind.choices)
    findings = models.JSONField(_("逐项结果"))
    passed = models.BooleanField(_("通过"))
    opinion = models.TextField(_("意见"), max_length=2000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("审查人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("需求审查")
        verbose_name_plural = _("需求审查")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.project_id} {self.get_kind_display()}"


class LegalReview(models.Model):
    """What the purchaser's legal counsel said about the contract's text (财库〔2021〕22号, art. 23)."""

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="legal_reviews")
    counsel = models.CharField(_("法律顾问"), max_length=60)
    firm = models.CharField(_("执业机构"), max_length=120)
    reviewed_on = models.DateField(_("审定日期"))
    passed = models.BooleanField(_("同意使用"))
    opinion = models.TextField(_("审定意见"), max_length=3000)
    paper = models.ForeignKey(
        Upload, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("意见书")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("合同文本法律审查")
        verbose_name_plural = _("合同文本法律审查")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.project_id} {self.firm}"
