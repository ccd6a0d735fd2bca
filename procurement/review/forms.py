"""What is typed in review: criteria, panels, declarations, findings, points, signatures."""

from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from procurement import methods
from procurement.review import rules
from procurement.review.choices import STATED, CriterionKind, RecusalReason, Way
from procurement.review.models import CONSULTATION_METHOD, Candidate, Criterion
from procurement.review.workflow import Finding


class PointsField(forms.DecimalField):
    """Points of at most two decimals; the sentence beside the field says which."""

    default_error_messages = {
        "invalid": _("请填写数字，例如 11.5。"),
        "max_decimal_places": _("最多两位小数。"),
        "min_value": _("不能小于 0。"),
        "max_digits": _("分数过大，请检查位数。"),
        "max_whole_digits": _("分数过大，请检查位数。"),
    }

    def __init__(self, **options):
        options.setdefault("min_value", Decimal(0))
        super().__init__(max_digits=6, decimal_places=2, localize=False, **options)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": "8"})


class SchemeForm(PortalForm):
    """The name of a scheme and the method it is for; its criteria are rows of their own."""

    title = forms.CharField(label=_("名称"), max_length=160)
    method = forms.ChoiceField(label=_("采购方式"), required=False)
    is_price_fixed = forms.BooleanField(
        label=_("执行国家统一定价标准或者采用固定价格，价格不列为评分因素"), required=False
    )
    weight_approval = forms.CharField(
        label=_("财政部门同意价格分权重的文号"),
        max_length=80,
        required=False,
        help_text=_("竞争性磋商的价格分超出法定范围时填写，没有的不填。"),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["method"].choices = [
            (method.code, method.name) for method in methods.all() if method.panel_size and method.is_offered
        ]

    def clean_method(self) -> str:
        """The method that goes without saying in a purchase of services, where none was chosen."""
        return self.cleaned_data["method"] or CONSULTATION_METHOD

    def price(self) -> rules.PriceTerms:
        """How the price counts."""
        return rules.PriceTerms(self.cleaned_data["is_price_fixed"], self.cleaned_data["weight_approval"])


class CriterionForm(PortalForm):
    """One row of a scheme; an empty row is left out."""

    kind = forms.ChoiceField(
        label=_("类别"), choices=CriterionKind.choices, initial=CriterionKind.SCORED, required=False
    )
    name = forms.CharField(label=_("名称"), max_length=80, required=False)
    text = forms.CharField(
        label=_("标准"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    maximum = PointsField(label=_("满分"), required=False)
    step = PointsField(label=_("分档"), required=False)
    is_objective = forms.BooleanField(label=_("客观分"), required=False)
    way = forms.ChoiceField(label=_("计分方式"), choices=Way.choices, initial=Way.TEXT, required=False)
    bands = forms.CharField(
        label=_("各档的分数和标准"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("每行一档，从高到低，例如“25-30：三项都具体”；以往评价写“5：优”。"),
    )
    unit = forms.CharField(
        label=_("计数的内容"),
        max_length=40,
        required=False,
        help_text=_("例如“名持证社会工作者”“服务小时数”。"),
    )
    neutral = PointsField(label=_("没有评价结果的计分"), required=False)
    evidence = forms.CharField(label=_("证明材料"), max_length=300, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        kinds = {"kind": "form-select", "way": "form-select", "is_objective": "form-check-input"}
        for name, field in self.fields.items():
            field.widget.attrs["class"] = kinds.get(name, "form-control")

    @property
    def is_blank(self) -> bool:
        """Nothing written: the row counts for nothing."""
        return not (self.cleaned_data.get("name") or self.cleaned_data.get("text"))

    @staticmethod
    def initial_of(facts: rules.CriterionFacts) -> dict:
        """A line as it is typed."""
        return vars(facts) | {"bands": rules.typed_bands(facts.bands)}

    def clean_bands(self) -> tuple[rules.Band, ...]:
        """The bands; a line that is none is named."""
        try:
            return rules.read_bands(self.cleaned_data["bands"])
        except ValueError as line:
            raise forms.ValidationError(
                _("“%(line)s”没有写成“分数：标准”。"), params={"line": str(line)[:60]}, code="bad_band"
            ) from None

    def clean(self) -> dict:
        """A row with words needs a name."""
        facts = super().clean()
        if facts.get("text") and not facts.get("name") and "name" not in self.errors:
            self.add_error("name", _("请填写名称。"))
        return facts

    def facts(self) -> rules.CriterionFacts:
        """The row as the rules read it."""
        given = self.cleaned_data
        return rules.CriterionFacts(
            kind=given["kind"] or CriterionKind.SCORED,
            name=given["name"],
            text=given["text"],
            maximum=given["maximum"],
            is_objective=given["is_objective"],
            step=given["step"] or Decimal("0.5"),
            way=given["way"] or Way.TEXT,
            bands=given["bands"],
            unit=given["unit"],
            evidence=given["evidence"],
            neutral=given["neutral"],
        )


CriterionFormSet = forms.formset_factory(CriterionForm, extra=3, max_num=60, absolute_max=60)


class CommitForm(PortalForm):
    """The discipline of review is read and promised."""

    promises = forms.BooleanField(label=_("我已到场，已阅读并遵守评审纪律"))


class DeclarationForm(PortalForm):
    """Free of ties, or recused for causes that the law lists."""

    FREE, RECUSED = "free", "recused"
    choice = forms.ChoiceField(
        label=_("您与名单上的供应商"),
        choices=[(FREE, _("没有需要回避的情形")), (RECUSED, _("有需要回避的情形"))],
        widget=forms.RadioSelect,
    )
    reasons = forms.MultipleChoiceField(
        label=_("回避的情形"),
        choices=RecusalReason.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    remark = forms.CharField(label=_("补充说明"), max_length=120, required=False)


class ReasonForm(PortalForm):
    """One reason or opinion in words."""

    reason = forms.CharField(label=_("原因"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class TerminateForm(ReasonForm):
    """Why a review ends, by the law's cases and in words."""

    cause = forms.ChoiceField(
        label=_("终止情形"),
        choices=[(cause.value, cause.label) for cause in STATED],
        widget=forms.RadioSelect,
        help_text=_("供应商不足法定家数的，平台在审查时自动终止，不在这里选。"),
    )
    field_order = ("cause", "reason")


class LeaveForm(ReasonForm):
    """Why a supplier leaves; it need not say."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"].required = False


class MinutesForm(PortalForm):
    """What was discussed with one supplier; `review` is what the method calls it."""

    started_at = forms.DateTimeField(label=_("开始时间"), widget=forms.DateTimeInput)
    minutes = forms.CharField(max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args, review: str, **options):
        super().__init__(*args, **options)
        self.fields["minutes"].label = _("%(review)s记录") % {"review": review}


class ChangeForm(PortalForm):
    """A change of what the document declared changeable."""

    text = forms.CharField(label=_("变动内容"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class ExaminationForm(PortalForm):
    """The whole grid of one member: passed or not for every supplier and criterion."""

    PASSED, FAILED = "passed", "failed"
    CHOICES = [(PASSED, _("通过")), (FAILED, _("不通过"))]

    def __init__(self, *args, candidates: Sequence[Candidate], criteria: Sequence[Criterion], **options):
        super().__init__(*args, **options)
        self.candidates, self.criteria = candidates, criteria
        for candidate in candidates:
            for criterion in criteria:
                key = f"{candidate.pk}-{criterion.pk}"
                label = f"{candidate.supplier.name}，{criterion.name}"
                self.fields[f"passed-{key}"] = forms.ChoiceField(
                    label=label, choices=self.CHOICES, widget=forms.RadioSelect, required=False
                )
                self.fields[f"reason-{key}"] = forms.CharField(
                    label=_("%(of)s，不通过的理由") % {"of": label}, max_length=500, required=False
                )

    def grid(self) -> list[dict]:
        """The cells by criterion, for the page."""
        return [
            {
                "criterion": criterion,
                "cells": [
                    {
                        "candidate": candidate,
                        "passed": self[f"passed-{candidate.pk}-{criterion.pk}"],
                        "reason": self[f"reason-{candidate.pk}-{criterion.pk}"],
                    }
                    for candidate in self.candidates
                ],
            }
            for criterion in self.criteria
        ]

    def findings(self) -> dict[tuple[int, int], Finding]:
        """The cells as the workflow takes them."""
        return {
            (candidate.pk, criterion.pk): self._finding(f"{candidate.pk}-{criterion.pk}")
            for candidate in self.candidates
            for criterion in self.criteria
        }

    def _finding(self, key: str) -> Finding:
        passed = {self.PASSED: True, self.FAILED: False}.get(self.cleaned_data[f"passed-{key}"])
        return Finding(passed, self.cleaned_data[f"reason-{key}"])


class ScoreForm(PortalForm):
    """One cell of a score sheet: points, or the quantity where the more is the better."""

    points = PointsField(label=_("评分"), error_messages={"required": _("请填写评分。")})
    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("评满分或者零分的，提交前要写明理由。"),
    )

    def __init__(self, *args, criterion: Criterion, **options):
        super().__init__(*args, **options)
        self.criterion = criterion
        if criterion.way == Way.MOST:
            self.fields["points"].label = criterion.unit
        if criterion.is_objective:
            self.fields["reason"].help_text = ""

    def clean_points(self) -> Decimal:
        """Range and step are said at the field."""
        points = self.cleaned_data["points"]
        wrong = rules.cell_refusal(points, self.criterion.facts)
        if wrong:
            raise forms.ValidationError(f"{wrong.because}{wrong.remedy}", code=wrong.code)
        return points


class SignatureForm(PortalForm):
    """Agree, or dissent with reasons."""

    AGREES, DISSENTS = "agrees", "dissents"
    choice = forms.ChoiceField(
        label=_("您对评审报告"),
        choices=[(AGREES, _("同意")), (DISSENTS, _("有不同意见"))],
        widget=forms.RadioSelect,
    )
    dissent = forms.CharField(
        label=_("不同意见和理由"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("有不同意见的必须写明理由，不写理由的视为同意。"),
    )
