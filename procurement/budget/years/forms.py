"""Forms of later years."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from procurement.budget import queries
from procurement.budget.models import BudgetLine
from procurement.budget.years.models import FutureCommitment
from procurement.budget.years.rules import carrying_year


class YearLineForm(PortalForm):
    """The line of the year."""

    line = forms.ModelChoiceField(
        label=_("预算指标"), queryset=BudgetLine.objects.none(), empty_label=_("请选择这一年度的指标")
    )

    def __init__(self, *args, commitment: FutureCommitment, this_year: int, **options):
        super().__init__(*args, **options)
        year = carrying_year(commitment.fiscal_year, this_year=this_year)
        lines = queries.usable_by(commitment.body_id, fiscal_year=year)
        self.fields["line"].queryset = lines
