"""Facts of the register: rows are added, never changed (a database trigger refuses anything else)."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.choices import AssessmentGrade
from orgs.bodies.models import Body, Registration
from orgs.people.models import User
from orgs.registry import rules
from orgs.registry.choices import (
    CaseLevel,
    Change,
    FactKind,
    GradeEvent,
    InspectionResult,
    ListingCause,
    ListKind,
    PenaltyKind,
    TrainingKind,
)

CODES = {
    FactKind.GRADE: dict(AssessmentGrade.choices),
    FactKind.INSPECTION: dict(InspectionResult.choices),
    FactKind.LISTING: dict(ListKind.choices),
    FactKind.PENALTY: dict(PenaltyKind.choices),
    FactKind.TRAINING: dict(TrainingKind.choices),
    FactKind.CASE: dict(CaseLevel.choices),
}
CAUSES = {FactKind.GRADE: dict(GradeEvent.choices), FactKind.LISTING: dict(ListingCause.choices)}
VALUES = (
    "kind", "code", "happened_on", "cause", "year", "starts_on", "ends_on", "issued_by", "number", "amount",
    "is_larger_fine", "remark",
)  # fmt: skip


class RegistryFactQuerySet(models.QuerySet):
    """Reads of the register."""

    def counting(self, *, known_at: datetime | None = None) -> "RegistryFactQuerySet":
        """The facts that count, as they were known at a moment (None: now)."""
        later = RegistryFact.objects.filter(supersedes=OuterRef("pk"))
        known = self
        if known_at is not None:
            later, known = later.filter(entered_at__lte=known_at), self.filter(entered_at__lte=known_at)
        return known.filter(~Exists(later)).exclude(change=Change.VOIDED)


class RegistryFact(models.Model):
    """One dated fact about a body, with its source and who entered it.

    What the columns from `code` to `remark` mean depends on `kind`; see `rules.Fact`. A row that corrects,
    continues or voids another one `supersedes` it: the other stays readable and no longer counts.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="registry_facts", verbose_name=_("单位"))
    kind = models.CharField(_("类别"), max_length=12, choices=FactKind.choices)
    code = models.CharField(_("内容"), max_length=16, blank=True)
    cause = models.CharField(_("情形"), max_length=16, blank=True)
    year = models.PositiveSmallIntegerField(_("检查年度"), null=True, blank=True)
    happened_on = models.DateField(_("日期"))
    starts_on = models.DateField(_("起始日期"), null=True, blank=True)
    ends_on = models.DateField(_("终止日期"), null=True, blank=True)
    issued_by = models.CharField(_("作出机关"), max_length=120, blank=True)
    number = models.CharField(_("文号"), max_length=80, blank=True)
    amount = models.DecimalField(_("罚款金额"), max_digits=16, decimal_places=2, null=True, blank=True)
    is_larger_fine = models.BooleanField(_("按行业规定属较大数额"), default=False)
    remark = models.CharField(_("说明"), max_length=500, blank=True)
    change = models.CharField(_("方式"), max_length=12, choices=Change.choices, default=Change.ENTERED)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, related_name="superseded_by", null=True, blank=True, verbose_name=_("取代")
    )
    reason = models.CharField(_("更正理由"), max_length=300, blank=True)
    source = models.CharField(_("来源"), max_length=200)
    source_on = models.DateField(_("来源日期"))
    source_url = models.URLField(_("来源网址"), max_length=300, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("录入人")
    )
    entered_for = models.CharField(_("录入单位"), max_length=200)
    entered_at = models.DateTimeField(_("录入时间"))

    objects = RegistryFactQuerySet.as_manager()

    class Meta:
        verbose_name = _("登记事实")
        verbose_name_plural = _("登记事实")
        ordering = ["-entered_at", "-pk"]
        indexes = [models.Index(fields=["body", "kind"], name="registry_fact_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(change=Change.ENTERED, supersedes__isnull=True)
                | (~Q(change=Change.ENTERED) & Q(supersedes__isnull=False)),
                name="registry_change_supersedes",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="registry_span_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(kind=FactKind.INSPECTION) | Q(year__isnull=False),
                name="registry_inspection_has_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.says}"

    def get_absolute_url(self) -> str:
        """The register of the body, where the fact stands in its place."""
        return reverse("registry:register", args=[self.body.credit_code])

    @property
    def value(self) -> rules.Fact:
        """The fact without its history."""
        return rules.Fact(**{name: getattr(self, name) for name in VALUES})

    @property
    def says(self) -> str:
        """The content in words: 4A, 2025年度 合格, 活动异常名录, 罚款."""
        word = str(CODES[self.kind].get(self.code, self.code))
        return f"{self.year}{_('年度')} {word}" if self.year else word

    @property
    def cause_says(self) -> str:
        """The event or cause in words."""
        return str(CAUSES.get(self.kind, {}).get(self.cause, ""))


class RegistrationChange(models.Model):
    """What was changed in the registration of a body, from what into what; rows are added, never changed.

    `values` holds (before, after) by the name of the column.
    """

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="registration_changes", verbose_name=_("单位")
    )
    values = models.JSONField(_("变更内容"))
    reason = models.CharField(_("变更理由"), max_length=300)
    source = models.CharField(_("来源"), max_length=200)
    source_on = models.DateField(_("来源日期"))
    entered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("录入人")
    )
    entered_for = models.CharField(_("录入单位"), max_length=200)
    entered_at = models.DateTimeField(_("录入时间"))

    class Meta:
        verbose_name = _("登记变更")
        verbose_name_plural = _("登记变更")
        ordering = ["-entered_at", "-pk"]

    def __str__(self) -> str:
        return "、".join(label for label, _before, _after in self.shown)

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """What changed in words: the column, before, after."""
        return [
            (str(column(name).verbose_name), in_words(name, before), in_words(name, after))
            for name, (before, after) in self.values.items()
        ]


class DecidedNumber(models.Model):
    """One row of a legal number of the register that two people changed; see `orgs.registry.law`.

    Who proposed, who approved and by which paper stands with the proposal, above this floor.
    """

    code = models.CharField(_("参数"), max_length=60)
    value = models.DecimalField(_("数值"), max_digits=18, decimal_places=4)
    starts_on = models.DateField(_("生效日期"))
    ends_on = models.DateField(_("失效日期"), null=True, blank=True)
    legal_basis = models.CharField(_("依据"), max_length=300)
    confidence = models.CharField(_("可信度"), max_length=6)

    class Meta:
        verbose_name = _("登记管理的法定参数")
        verbose_name_plural = _("登记管理的法定参数")
        ordering = ["code", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "starts_on"], name="decided_number_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.value:f}"


def column(name: str) -> models.Field:
    """A column of the registration, or of the body itself."""
    own = {field.name: field for model in (Body, Registration) for field in model._meta.concrete_fields}
    return own[name]


def in_words(name: str, value: str) -> str:
    """A value of a column as people read it."""
    return str(dict(column(name).flatchoices).get(value, value))
