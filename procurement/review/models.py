"""Criteria schemes, panels, candidates, consultation, score sheets, report."""

import secrets
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement import methods
from procurement.methods import Method
from procurement.review import rules
from procurement.review.choices import (
    CandidateStatus,
    CriterionKind,
    EndingCause,
    MemberStatus,
    ReviewStatus,
    SchemeStatus,
    Seat,
    Way,
)

POINTS = {"max_digits": 6, "decimal_places": 2}
MONEY = {"max_digits": 16, "decimal_places": 2}
CONSULTATION_METHOD = "competitive_consultation"


def new_salt() -> str:
    """Keeps the digest of a secret fact from being guessed."""
    return secrets.token_hex(16)


class CriteriaScheme(models.Model):
    """What is examined and scored; printed in the procurement document and frozen with the notice."""

    title = models.CharField(_("名称"), max_length=160)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("编制单位"))
    method = models.CharField(_("采购方式"), max_length=40, default=CONSULTATION_METHOD)
    status = models.CharField(
        _("状态"), max_length=8, choices=SchemeStatus.choices, default=SchemeStatus.DRAFT
    )
    is_price_fixed = models.BooleanField(_("价格固定，不列为评分因素"), default=False)
    weight_approval = models.CharField(_("财政部门同意价格分权重的文号"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("评审标准")
        verbose_name_plural = _("评审标准")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the scheme."""
        return reverse("review:scheme", args=[self.pk])

    @property
    def is_frozen(self) -> bool:
        """Whether a notice has fixed it."""
        return self.status == SchemeStatus.FROZEN


class Criterion(models.Model):
    """One line of a scheme; `maximum` is empty for what is only passed or failed.

    `step` is the smallest difference between two scores, or what one `unit` is worth, in points. `bands` are
    triples of lowest and highest points and text; `neutral` goes to who was never evaluated.
    """

    scheme = models.ForeignKey(CriteriaScheme, models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField(_("次序"))
    kind = models.CharField(_("类别"), max_length=14, choices=CriterionKind.choices)
    name = models.CharField(_("名称"), max_length=80)
    text = models.TextField(_("标准"), max_length=2000, blank=True)
    maximum = models.DecimalField(_("满分"), null=True, blank=True, **POINTS)
    is_objective = models.BooleanField(_("客观分"), default=False)
    step = models.DecimalField(_("分档"), default=Decimal("0.50"), **POINTS)
    way = models.CharField(_("计分方式"), max_length=6, choices=Way.choices, default=Way.TEXT)
    bands = models.JSONField(_("档次"), default=list, blank=True)
    unit = models.CharField(_("计数的内容"), max_length=40, blank=True)
    neutral = models.DecimalField(_("没有评价结果的分数"), null=True, blank=True, **POINTS)
    evidence = models.CharField(_("证明材料"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("评审因素")
        verbose_name_plural = _("评审因素")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "order"], name="criterion_order_once"),
            models.UniqueConstraint(fields=["scheme"], condition=Q(kind="price"), name="one_price_criterion"),
            models.CheckConstraint(
                condition=Q(kind__in=["qualification", "conformity"], maximum__isnull=True)
                | Q(kind__in=["scored", "price"], maximum__gt=0),
                name="only_scored_criteria_have_points",
            ),
            models.CheckConstraint(condition=Q(step__gt=0), name="score_step_positive"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> rules.CriterionFacts:
        """The line as the rules read it."""
        named = {field: getattr(self, field) for field in rules.CriterionFacts.__dataclass_fields__}
        return rules.CriterionFacts(**named | {"bands": rules.restored(self.bands)})

    @property
    def standard(self) -> str:
        """What the procurement document prints beside the name, line by line."""
        return self.facts.standard


class Expert(models.Model):
    """A person of the provincial expert library as the portal needs to know them."""

    user = models.OneToOneField(User, models.PROTECT, related_name="expert", verbose_name=_("人员"))
    library_number = models.CharField(_("专家库编号"), max_length=40, unique=True)
    field_of_service = models.CharField(_("评审专业"), max_length=80)
    employer = models.CharField(_("工作单位"), max_length=120)

    class Meta:
        verbose_name = _("评审专家")
        verbose_name_plural = _("评审专家")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.user)


class ReviewSession(models.Model):
    """The review of one package. Knows candidates and the facts of the package, not bids.

    The ceiling equals the package budget where none was set. `panel_size` is persons. `meets_at` and `place`
    are all that an invitation says. Names and single scores are secret until `disclosed_at`, the result
    notice; `salt` goes into their digests in the ledger. `report` is frozen with the last signature.
    """

    number = models.CharField(_("编号"), max_length=60, unique=True)
    title = models.CharField(_("名称"), max_length=200)
    purchaser = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("采购人"))
    organiser = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("组织单位"))
    method = models.CharField(_("采购方式"), max_length=40)
    scheme = models.ForeignKey(CriteriaScheme, models.PROTECT, related_name="+", verbose_name=_("评审标准"))
    ceiling_amount = models.DecimalField(_("最高限价"), **MONEY)
    decided_on = models.DateField(_("适用规则日期"))
    is_converted = models.BooleanField(_("公开招标失败后经批准转来"), default=False)
    panel_size = models.PositiveSmallIntegerField(_("小组人数"))
    status = models.CharField(
        _("状态"), max_length=12, choices=ReviewStatus.choices, default=ReviewStatus.FORMING
    )
    draw_slip = models.CharField(_("抽取结果编号"), max_length=80, blank=True)
    meets_at = models.DateTimeField(_("评审时间"), null=True, blank=True)
    place = models.CharField(_("评审地点"), max_length=200, blank=True)
    termination_reason = models.TextField(_("终止原因"), max_length=2000, blank=True)
    termination_cause = models.CharField(
        _("终止情形"), max_length=12, choices=EndingCause.choices, blank=True
    )
    salt = models.CharField(_("盐"), max_length=32, default=new_salt, editable=False)
    reported_at = models.DateTimeField(_("报告完成时间"), null=True, blank=True)
    report = models.JSONField(_("评审报告"), default=dict, blank=True)
    report_file = models.FileField(_("报告文件"), upload_to="reports/%Y/", blank=True)
    report_sha256 = models.CharField(_("报告摘要"), max_length=64, blank=True)
    disclosed_at = models.DateTimeField(_("名单公开时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("评审")
        verbose_name_plural = _("评审")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def declared(self) -> Method:
        """The method as the law draws it: steps, words, who checks."""
        return methods.get(self.method)


class PanelMember(models.Model):
    """One seat of the panel; names are secret until the result notice."""

    session = models.ForeignKey(ReviewSession, models.PROTECT, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="panel_seats", verbose_name=_("成员"))
    seat = models.CharField(_("身份"), max_length=10, choices=Seat.choices)
    is_chair = models.BooleanField(_("组长"), default=False)
    status = models.CharField(
        _("状态"), max_length=10, choices=MemberStatus.choices, default=MemberStatus.NAMED
    )
    committed_at = models.DateTimeField(_("签署评审纪律时间"), null=True, blank=True)
    recusal_reason = models.CharField(_("回避原因"), max_length=300, blank=True)
    declared_at = models.DateTimeField(_("声明时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("小组成员")
        verbose_name_plural = _("小组成员")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="panel_member_once"),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(is_chair=True) & ~Q(status__in=["recused", "absent"]),
                name="one_chair",
            ),
            models.CheckConstraint(
                condition=Q(is_chair=False) | Q(seat="expert"), name="chair_is_not_the_purchasers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_seat_display()}"


class Candidate(models.Model):
    """One supplier whose response was opened, as opening hands it over.

    `response` are the opened form fields by name, `files` what is attached (id, name, part, size);
    `reference` is the submission's receipt number.
    """

    session = models.ForeignKey(ReviewSession, models.PROTECT, related_name="candidates")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="candidacies", verbose_name=_("供应商"))
    reference = models.CharField(_("回执编号"), max_length=60)
    response = models.JSONField(_("响应内容"))
    files = models.JSONField(_("附件"), default=list, blank=True)
    response_digest = models.CharField(_("原文摘要"), max_length=64)
    consult_order = models.PositiveSmallIntegerField(_("磋商次序"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=CandidateStatus.choices, default=CandidateStatus.RECEIVED
    )
    reason = models.TextField(_("原因"), max_length=1000, blank=True)
    final_quote = models.DecimalField(_("最后报价"), null=True, blank=True, **MONEY)
    price_points = models.DecimalField(_("价格分"), null=True, blank=True, **POINTS)
    technical_points = models.DecimalField(_("其他评分"), null=True, blank=True, **POINTS)
    total_points = models.DecimalField(_("总分"), null=True, blank=True, **POINTS)
    rank = models.PositiveSmallIntegerField(_("排名"), null=True, blank=True)

    class Meta:
        verbose_name = _("候选供应商")
        verbose_name_plural = _("候选供应商")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "supplier"], name="candidate_once"),
            models.UniqueConstraint(fields=["session", "rank"], name="rank_once"),
        ]

    def __str__(self) -> str:
        return str(self.supplier)


class Examination(models.Model):
    """One member's finding on one qualification or conformity criterion of one candidate."""

    member = models.ForeignKey(PanelMember, models.PROTECT, related_name="examinations")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="examinations")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    passed = models.BooleanField(_("通过"))
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("审查意见")
        verbose_name_plural = _("审查意见")
        constraints = [
            models.UniqueConstraint(fields=["member", "candidate", "criterion"], name="examined_once"),
            models.CheckConstraint(condition=Q(passed=True) | ~Q(reason=""), name="failure_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.candidate}"


class Qualification(models.Model):
    """What purchaser or agency found on one qualification criterion of one bidder (Order 87, art. 44)."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="qualifications")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    passed = models.BooleanField(_("通过"))
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("审查人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("资格审查")
        verbose_name_plural = _("资格审查")
        constraints = [
            models.UniqueConstraint(fields=["candidate", "criterion"], name="qualified_once"),
            models.CheckConstraint(condition=Q(passed=True) | ~Q(reason=""), name="unqualified_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.candidate}"


class Consultation(models.Model):
    """The record of the whole panel consulting with one supplier."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="consultation")
    started_at = models.DateTimeField(_("开始"))
    minutes = models.TextField(_("磋商记录"), max_length=8000)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("记录人"))

    class Meta:
        verbose_name = _("磋商记录")
        verbose_name_plural = _("磋商记录")

    def __str__(self) -> str:
        return str(self.candidate)


class DocumentChange(models.Model):
    """A change of what the document declared changeable, in writing to all suppliers at once."""

    session = models.ForeignKey(ReviewSession, models.PROTECT, related_name="changes")
    text = models.TextField(_("变动内容"), max_length=4000)
    proposed_by = models.ForeignKey(PanelMember, models.PROTECT, related_name="+", verbose_name=_("提出人"))
    confirmed_by = models.ForeignKey(
        PanelMember, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("采购人代表确认")
    )
    sent_at = models.DateTimeField(_("书面通知时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("实质性变动")
        verbose_name_plural = _("实质性变动")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:40]


class ScoreSheet(models.Model):
    """One member's independent scores; nobody sees another's before all have submitted.

    `returned_at`: all had submitted, but an objective score was unequal; only such may then be changed.
    """

    member = models.OneToOneField(PanelMember, models.PROTECT, related_name="sheet")
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    returned_at = models.DateTimeField(_("退回核对时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("评分表")
        verbose_name_plural = _("评分表")

    def __str__(self) -> str:
        return str(self.member)


class Score(models.Model):
    """Points of one member for one candidate on one scored criterion.

    `quantity` is what the member read in the response where the more is the better.
    """

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="scores")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.DecimalField(_("得分"), **POINTS)
    quantity = models.DecimalField(_("数量"), max_digits=12, decimal_places=2, null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("得分")
        verbose_name_plural = _("得分")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "candidate", "criterion"], name="scored_once"),
            models.CheckConstraint(condition=Q(points__gte=0), name="points_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} {self.criterion} {self.points}"


class ReportSignature(models.Model):
    """A member signs the report; a dissenter gives reasons, else counts as agreeing (Order 87, art. 61)."""

    member = models.OneToOneField(PanelMember, models.PROTECT, related_name="signature")
    agrees = models.BooleanField(_("同意"))
    dissent = models.TextField(_("不同意见和理由"), max_length=2000, blank=True)
    signed_at = models.DateTimeField(_("签署时间"))

    class Meta:
        verbose_name = _("报告签署")
        verbose_name_plural = _("报告签署")
        constraints = [
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(dissent=""), name="dissent_has_reason")
        ]

    def __str__(self) -> str:
        return str(self.member)
