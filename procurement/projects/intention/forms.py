"""What a drafter, a reviewer and a project's handler type about an intention."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.editions import queries as catalogue
from catalog.editions.models import CatalogueItem
from portal.kernel.forms import PortalForm
from portal.kernel.money import AmountField
from procurement.projects.forms import LEAST
from procurement.projects.intention import queries
from procurement.projects.intention.choices import ExceptionKind
from procurement.projects.intention.models import PurchaseIntention
from procurement.projects.intention.rules import IntentionFacts
from procurement.projects.models import ProcurementProject

MONTHS_AHEAD = 15
MONTHS_A_YEAR = 12


def months(today: date) -> list[tuple[str, str]]:
    """This month and those after it."""
    first = today.year * MONTHS_A_YEAR + today.month - 1
    days = [date(n // MONTHS_A_YEAR, n % MONTHS_A_YEAR + 1, 1) for n in range(first, first + MONTHS_AHEAD)]
    return [
        (day.isoformat(), _("%(year)s年%(month)s月") % {"year": day.year, "month": day.month}) for day in days
    ]


class ItemField(forms.ModelChoiceField):
    """An item by code and name."""

    def label_from_instance(self, item: CatalogueItem) -> str:
        """The code, then the name."""
        return f"{item.code} {item.name}"


class IntentionForm(PortalForm):
    """One row of the official form."""

    title = forms.CharField(label=gettext_lazy("采购项目名称"), max_length=120)
    catalogue_item = ItemField(label=gettext_lazy("目录品目"), queryset=CatalogueItem.objects.none())
    overview = forms.CharField(
        label=gettext_lazy("采购需求概况"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "写明采购标的名称、主要功能或者目标、数量，以及质量、服务、安全、时限等要求。"
        ),
    )
    budget_amount = AmountField(label=gettext_lazy("预算金额"), min_amount=LEAST)
    expected_month = forms.ChoiceField(
        label=gettext_lazy("预计采购时间"),
        help_text=gettext_lazy("填写到月。公开后满法定天数才能发布采购公告。"),
    )
    remark = forms.CharField(label=gettext_lazy("备注"), max_length=300, required=False)

    def __init__(self, *args, today: date, **options):
        super().__init__(*args, **options)
        self.fields["catalogue_item"].queryset = catalogue.purchasable(on=today).order_by("code")
        self.fields["expected_month"].choices = [("", _("请选择")), *months(today)]

    @property
    def facts(self) -> IntentionFacts:
        """The row as the workflow takes it; only after is_valid()."""
        data = dict(self.cleaned_data)
        return IntentionFacts(
            catalogue_item_id=data.pop("catalogue_item").pk,
            expected_month=date.fromisoformat(data.pop("expected_month")),
            **data,
        )

    @staticmethod
    def initial_of(intention: PurchaseIntention) -> dict:
        """What the draft holds."""
        names = ("title", "overview", "budget_amount", "remark")
        return {name: getattr(intention, name) for name in names} | {
            "catalogue_item": intention.catalogue_item_id,
            "expected_month": intention.expected_month.isoformat(),
        }


class ReasonForm(PortalForm):
    """Why something is sent back or withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class IntentionChoiceForm(PortalForm):
    """Which published intention a project has, or which exception applies and why."""

    intention = forms.ModelChoiceField(
        label=gettext_lazy("已公开的采购意向"),
        queryset=PurchaseIntention.objects.none(),
        required=False,
        empty_label=gettext_lazy("没有公开，属于例外情形"),
    )
    exception = forms.ChoiceField(
        label=gettext_lazy("例外情形"),
        choices=[("", gettext_lazy("不属于例外情形")), *ExceptionKind.choices],
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("例外的原因"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("选择例外情形时必须写明具体事实。"),
    )

    def __init__(self, *args, project: ProcurementProject, **options):
        super().__init__(*args, **options)
        self.fields["intention"].queryset = queries.usable_for(project)

    def clean(self) -> dict:
        """One of both, and a reason with an exception."""
        data = super().clean()
        intention, exception = data.get("intention"), data.get("exception")
        if intention and exception:
            self.add_error("exception", _("已经选择了采购意向，就不要再选例外情形。"))
        if not intention and not exception and "intention" not in self.errors:
            self.add_error("intention", _("请选择采购意向，或者选择例外情形。"))
        if exception and not data.get("reason"):
            self.add_error("reason", _("请写明例外的原因。"))
        return data
