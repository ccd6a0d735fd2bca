"""The public deadline calculator and the question which route is lawful."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.regions import zones
from orgs.regions.models import Division
from portal.kernel.calendar import periods
from portal.kernel.clock import local_date, now
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField
from procurement.routing.filters import CATEGORIES

Day = date
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
        last = LAST.replace(year=LAST.year - 5)
        if not FIRST <= start <= last:
            says = _("请填写 %(first)s 年至 %(last)s 年之间的日期。")
            raise forms.ValidationError(says % {"first": FIRST.year, "last": last.year}, code="range")
        return start


class RouteForm(PortalForm):
    """What a route depends on; the fields are the parameters of the interface and of the command as well."""

    category = forms.ChoiceField(label=_("采购类别"), choices=CATEGORIES, initial="services", required=False)
    amount = AmountField(label=_("项目预算（元）"), help_text=_("各采购包合计。"), min_amount=Decimal("0.01"))
    region = forms.CharField(
        label=_("采购单位的预算级次"),
        help_text=_("省、市州、县市区或者功能区的名称或代码，例如 湖南省、长沙市、430111、439900。"),
        initial="430000",
        required=False,
        max_length=60,
    )
    item = forms.CharField(
        label=_("目录品目代码"),
        help_text=_("填写后一并判断这个品目当天能不能购买。"),
        required=False,
        max_length=40,
    )
    date = DayField(label=_("按哪一天的标准"), help_text=_("不填写时按今天。"), required=False)
    framework = forms.BooleanField(label=_("该品目已有可以使用的框架协议"), required=False)
    collects = forms.BooleanField(label=_("由集中采购机构或者主管预算单位采购"), required=False)

    notes: Sequence[str] = ()  # how a zone was understood; after is_valid()

    def clean_category(self) -> str:
        """Services unless said otherwise."""
        return self.cleaned_data["category"] or "services"

    def clean_region(self) -> Division:
        """One division with a budget of its own; the province when nothing is said."""
        found = zones.budget_levels(self.cleaned_data["region"] or "430000")
        if len(found) == 1:
            self.notes = [found[0].note] if found[0].note else []
            return found[0].division
        if found:
            names = "、".join(f"{one.division.name}（{one.division.gb_code}）" for one in found)
            raise forms.ValidationError(_("有几个这样的地方，请填写代码：%(names)s。") % {"names": names})
        raise forms.ValidationError(
            _("没有找到这个有本级预算的省、市州或者县市区，也不在功能区对照表中，请核对名称或者代码。")
        )

    def clean_date(self) -> Day:
        """Today unless said otherwise."""
        return self.cleaned_data["date"] or local_date(now())
