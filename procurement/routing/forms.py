"""The public deadline calculator."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from procurement.routing import periods

FIRST, LAST = date(2015, 1, 1), date(2099, 12, 31)
UNITS = ((periods.WORKING_DAYS, _("工作日")), (periods.CALENDAR_DAYS, _("日（自然日）")))


class PeriodForm(PortalForm):
    """From which day, how many days of which kind."""

    start = forms.DateField(
        label=_("从哪一天起"),
        help_text=_("当天不计算在内，从次日起算。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    number = forms.IntegerField(
        label=_("期限"),
        min_value=1,
        max_value=periods.LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    unit = forms.ChoiceField(label=_("按什么计算"), choices=UNITS, initial=periods.WORKING_DAYS)

    def clean_start(self) -> date:
        """A day that the tables of festivals reach."""
        start = self.cleaned_data["start"]
        if not FIRST <= start <= LAST.replace(year=LAST.year - 5):
            raise forms.ValidationError(_("请填写 2015 年至 2094 年之间的日期。"), code="range")
        return start
