"""Forms of lists at the end of a year."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.forms import PortalForm
from procurement.budget.choices import Account
from procurement.budget.closing.models import YearEndItem
from procurement.budget.closing.rules import ALLOWED, Decision, is_due

HELP = {
    Account.COMMITTED: gettext_lazy("释放和收回要写明原因。年度结束后释放的，转入本年度的结转指标。"),
    Account.CONTRACTED: gettext_lazy("收回要写明原因。合同仍然有效，收回的金额由下一年度的指标重新安排。"),
}


class YearForm(PortalForm):
    """The year whose open commitments are listed."""

    fiscal_year = forms.TypedChoiceField(label=gettext_lazy("预算年度"), coerce=int)

    def __init__(self, *args, today: date, **options):
        super().__init__(*args, **options)
        years = [today.year - back for back in range(3) if is_due(today.year - back, on=today)]
        self.fields["fiscal_year"].choices = [(year, _("%(year)s年") % {"year": year}) for year in years]


class ChoicesForm(PortalForm):
    """What becomes of each item; what is left open can be filled in later."""

    def __init__(self, *args, items: Sequence[YearEndItem], **options):
        self.items = list(items)
        super().__init__(*args, **options)
        for item in self.items:
            choices = [(choice.value, choice.label) for choice in ALLOWED[Account(item.account)]]
            self.add_fields(
                {
                    f"choice_{item.pk}": forms.ChoiceField(
                        label=_("怎样处理"),
                        choices=[("", _("请选择")), *choices],
                        initial=item.choice,
                        required=False,
                    ),
                    f"reason_{item.pk}": forms.CharField(
                        label=_("原因"),
                        max_length=200,
                        initial=item.reason,
                        required=False,
                        help_text=HELP.get(item.account, ""),
                    ),
                }
            )

    @property
    def rows(self) -> list[tuple[YearEndItem, forms.BoundField, forms.BoundField]]:
        """Each item with its two fields."""
        return [(item, self[f"choice_{item.pk}"], self[f"reason_{item.pk}"]) for item in self.items]

    @property
    def decisions(self) -> list[Decision]:
        """What was chosen; only after is_valid()."""
        data = self.cleaned_data
        return [
            Decision(item.pk, data[f"choice_{item.pk}"], data[f"reason_{item.pk}"]) for item in self.items
        ]


class ReturnForm(PortalForm):
    """Why the list goes back."""

    opinion = forms.CharField(
        label=gettext_lazy("退回原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
