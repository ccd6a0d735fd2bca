"""What the finance department types about a budget line."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from portal.kernel.actors import Actor
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField
from portal.kernel.uploads import IMAGES, UploadField
from procurement.budget import queries
from procurement.budget.adjusting import Adjustment
from procurement.budget.choices import FundSource, LineKind, MovementKind, TargetKind
from procurement.budget.models import BudgetLine
from procurement.budget.rules import LineFacts, Paper
from procurement.budget.targets import Target

LEAST = Decimal("0.01")
MOST_TARGETS = 20
SCANS = ("pdf", "ofd", "docx", *IMAGES)


class LineForm(PortalForm):
    """A line of a body at the finance department's own budget level."""

    body = forms.ModelChoiceField(
        label=_("预算单位"), queryset=Body.objects.none(), empty_label=_("请选择本级预算单位")
    )
    fiscal_year = forms.TypedChoiceField(label=_("预算年度"), coerce=int)
    code = forms.RegexField(
        label=_("预算项目编码"),
        regex=r"^[0-9A-Za-z.\-]+$",
        max_length=40,
        help_text=_("按预算批复填写，只含字母、数字、点和短横线。"),
        error_messages={"invalid": _("预算项目编码只能含字母、数字、点和短横线。")},
    )
    title = forms.CharField(label=_("预算项目名称"), max_length=120)
    fund_source = forms.ChoiceField(
        label=_("资金来源"), choices=FundSource.choices, widget=forms.RadioSelect, initial=FundSource.GENERAL
    )
    kind = forms.ChoiceField(
        label=_("指标类别"),
        choices=LineKind.choices,
        initial=LineKind.YEAR,
        help_text=_("提前下达和预算草案只能用于准备采购，正式下达以前不能定标。"),
    )
    amount = AmountField(label=_("预算安排"), min_amount=LEAST)
    document_number = forms.CharField(
        label=_("预算文号"),
        max_length=80,
        required=False,
        help_text=_("批复预算的文件编号。除年初预算外都要填写。"),
    )
    document_on = DayField(label=_("文件日期"), required=False)
    upper_number = forms.CharField(
        label=_("上级文号"), max_length=80, required=False, help_text=_("上级转移支付下达文件的编号。")
    )
    function_code = forms.RegexField(
        label=_("支出功能科目"),
        regex=r"^[0-9]+$",
        max_length=20,
        required=False,
        help_text=_("编码，例如 2296002。"),
        error_messages={"invalid": _("支出功能科目只能填写数字编码。")},
    )
    document = UploadField(
        label=_("文件扫描件"), kinds=SCANS, required=False, help_text=_("除年初预算外都要上传。")
    )

    def __init__(self, *args, actor: Actor, this_year: int, **options):
        super().__init__(*args, **options)
        self.fields["body"].queryset = queries.bodies_of_finance(actor)
        years = (this_year, this_year + 1, this_year - 1)
        self.fields["fiscal_year"].choices = [(year, _("%(year)s年") % {"year": year}) for year in years]

    @property
    def facts(self) -> LineFacts:
        """The line as the workflow takes it; only after is_valid()."""
        data = dict(self.cleaned_data)
        del data["document"]
        return LineFacts(body_id=data.pop("body").pk, **data)


class PaperForm(PortalForm):
    """The paper that changes a line."""

    document_number = forms.CharField(label=_("文号"), max_length=80)
    document_on = DayField(label=_("文件日期"))
    document = UploadField(label=_("文件扫描件"), kinds=SCANS)

    def paper(self, upload_id: int | None) -> Paper:
        """The paper as the workflow takes it; only after is_valid()."""
        return Paper(self.cleaned_data["document_number"], self.cleaned_data["document_on"], upload_id)


class AdjustForm(PaperForm):
    """A supplement, a reduction, or money shifted to another line."""

    kind = forms.ChoiceField(
        label=_("办理什么"),
        choices=[
            (MovementKind.SUPPLEMENT, _("追加这条指标")),
            (MovementKind.REDUCE, _("核减这条指标")),
            (MovementKind.SHIFT, _("调剂到另一条指标")),
        ],
        widget=forms.RadioSelect,
    )
    to_line = forms.ModelChoiceField(
        label=_("调入的指标"),
        queryset=BudgetLine.objects.none(),
        required=False,
        empty_label=_("不调剂"),
        help_text=_("只列出同一年度、同一资金来源的指标。"),
    )
    amount = AmountField(label=_("金额"), min_amount=LEAST)
    reason = forms.CharField(label=_("原因"), max_length=300, required=False)
    field_order = ("kind", "to_line", "amount", "document_number", "document_on", "document", "reason")

    def __init__(self, *args, line: BudgetLine, actor: Actor, **options):
        super().__init__(*args, **options)
        self.fields["to_line"].queryset = queries.shift_targets(line, actor)
        self.fields["to_line"].label_from_instance = named

    def clean(self):
        """Money is shifted to a named line, and only then."""
        data = super().clean()
        if (
            data.get("kind") == MovementKind.SHIFT
            and not data.get("to_line")
            and "to_line" not in self.errors
        ):
            self.add_error("to_line", ValidationError(gettext("请选择调入的指标。")))
        return data

    def change(self, upload_id: int | None) -> Adjustment:
        """The change as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        shifts = data["kind"] == MovementKind.SHIFT
        return Adjustment(
            kind=MovementKind(data["kind"]),
            amount=data["amount"],
            paper=self.paper(upload_id),
            reason=data["reason"],
            to_line_id=data["to_line"].pk if shifts else None,
        )


def named(line: BudgetLine) -> str:
    """A line in a list of lines of several bodies."""
    return f"{line.body.name} {line}"


class TargetForm(PortalForm):
    """One performance target; a row left empty does not count."""

    kind = forms.ChoiceField(label=_("指标类型"), choices=TargetKind.choices)
    name = forms.CharField(label=_("指标名称"), max_length=120)
    value = forms.CharField(label=_("指标值"), max_length=60, help_text=_("例如 不少于6240次、≥90%。"))

    def has_changed(self) -> bool:
        """The kind alone is no target."""
        return bool({"name", "value"} & set(self.changed_data))


class TargetForms(forms.BaseFormSet):
    """The targets in their order."""

    @property
    def targets(self) -> list[Target]:
        """What was typed; only after is_valid()."""
        return [Target(**form.cleaned_data) for form in self.forms if form.cleaned_data]

    def initial_form_count(self) -> int:
        """None once sent: a row that was emptied does not count either."""
        return 0 if self.is_bound else super().initial_form_count()


TargetFormSet = forms.formset_factory(
    TargetForm, formset=TargetForms, extra=4, max_num=MOST_TARGETS, absolute_max=MOST_TARGETS
)
