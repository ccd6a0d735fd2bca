"""What the finance department types about a budget line."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from portal.kernel.actors import Actor
from portal.kernel.forms import PortalForm
from portal.kernel.money import AmountField
from procurement.budget import queries
from procurement.budget.choices import FundSource
from procurement.budget.rules import LineFacts

LEAST = Decimal("0.01")


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
    amount = AmountField(label=_("预算安排"), min_amount=LEAST)
    document_number = forms.CharField(
        label=_("预算文号"), max_length=80, required=False, help_text=_("批复预算的文件编号，查账时用。")
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
        return LineFacts(body_id=data.pop("body").pk, **data)
