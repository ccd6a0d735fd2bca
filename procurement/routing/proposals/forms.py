"""What a finance department types about a number of the law."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import DayField, PortalForm
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.routing.choices import Confidence
from procurement.routing.models import RuleParameter
from procurement.routing.proposals.choices import ProposalKind
from procurement.routing.proposals.rules import Change, Subject
from procurement.routing.queries import category_says


class ReasonForm(PortalForm):
    """Why: the part that every proposal has."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("为什么这样改，根据哪份文件。批准人和以后查阅的人都看得到。"),
    )
    paper = UploadField(
        label=_("文件"),
        kinds=(*DOCUMENTS, *IMAGES),
        required=False,
        help_text=_("载有这个数值的文件，批准人对照核对。"),
    )


class NumberForm(ReasonForm):
    """How a number, its article and its confidence shall read."""

    value = forms.DecimalField(
        label=_("数值"),
        min_value=0,
        max_digits=18,
        decimal_places=4,
        help_text=_("金额以元为单位；比例写成小数，例如 0.3 表示 30%。"),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    legal_basis = forms.CharField(
        label=_("依据"), max_length=300, help_text=_("文件名称、文号和条款，与公布的文件一致。")
    )
    confidence = forms.ChoiceField(label=_("核对情况"), choices=Confidence.choices)
    field_order = ("category", "value", "starts_on", "legal_basis", "confidence", "reason", "paper")

    def _change(self, kind: ProposalKind, subject: Subject, **more) -> Change:
        facts = self.cleaned_data
        named = {name: facts[name] for name in ("reason", "value", "legal_basis", "confidence")}
        return Change(kind=kind, subject=subject, **named, **more)


class CorrectForm(NumberForm):
    """A row that was entered wrongly, or whose article has been checked since."""

    def change(self, row: RuleParameter) -> Change:
        """The correction of a row; only after is_valid()."""
        return self._change(ProposalKind.CORRECT, subject_of(row), row=row.pk)


class SetForm(NumberForm):
    """A number that begins on a day."""

    category = forms.ChoiceField(label=_("类别"), required=False)
    starts_on = DayField(
        label=_("施行日期"),
        help_text=_("现行的数值到前一天为止；已经定好以后的数值的，到它施行的前一天为止。"),
    )

    def __init__(self, *args, categories: list[str], **options):
        super().__init__(*args, **options)
        self.fields["category"].choices = [(code, category_says(code)) for code in categories]
        self.fields["category"].required = "" not in categories

    def change(self, code: str, region_code: str) -> Change:
        """The new number of a budget level; only after is_valid()."""
        subject = Subject(code, region_code, self.cleaned_data["category"])
        return self._change(ProposalKind.SET, subject, starts_on=self.cleaned_data["starts_on"])


class EndForm(ReasonForm):
    """The last day of a number that nothing of the same budget level follows."""

    ends_on = DayField(label=_("最后一天"), help_text=_("从次日起执行上一级的数值。"))
    field_order = ("ends_on", "reason", "paper")

    def change(self, row: RuleParameter) -> Change:
        """The end of a row; only after is_valid()."""
        return Change(
            kind=ProposalKind.END,
            subject=subject_of(row),
            reason=self.cleaned_data["reason"],
            ends_on=self.cleaned_data["ends_on"],
            row=row.pk,
        )


class DecideForm(PortalForm):
    """What the second person, or whoever takes a proposal back, says."""

    opinion = forms.CharField(
        label=_("意见"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不批准或者撤回时必须写明理由。"),
    )


def subject_of(row: RuleParameter) -> Subject:
    """The number that a row belongs to."""
    return Subject(row.code, row.region_code, row.category)


def initial_of(row: RuleParameter) -> dict[str, str | Decimal]:
    """What a row says now, as a form begins with it."""
    return {
        "value": f"{row.value.normalize():f}",
        "legal_basis": row.legal_basis,
        "confidence": row.confidence,
    }
