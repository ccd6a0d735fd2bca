"""What a department and the finance department type about a service."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.services.models import InstitutionService
from catalog.services.rules import YEARS_AHEAD, ServiceFacts
from portal.kernel.forms import PortalForm
from portal.kernel.money import AmountField


class ServiceForm(PortalForm):
    """The service, who does it now for which money, and where it is to go."""

    name = forms.CharField(
        label=gettext_lazy("服务名称"), max_length=120, help_text=gettext_lazy("例如“殡仪接运服务”。")
    )
    content = forms.CharField(
        label=gettext_lazy("服务内容"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("为谁提供什么，大约多少数量，为什么适合由社会力量提供。"),
    )
    provider_name = forms.CharField(
        label=gettext_lazy("现承担单位"), max_length=120, help_text=gettext_lazy("公益二类事业单位全称。")
    )
    provider_code = forms.CharField(label=gettext_lazy("现承担单位的统一社会信用代码"), max_length=18)
    amount = AmountField(label=gettext_lazy("年度经费"), min_amount=Decimal("0.01"))
    amount_year = forms.TypedChoiceField(label=gettext_lazy("经费年度"), coerce=int)
    planned_title = forms.CharField(
        label=gettext_lazy("计划列入的目录"),
        max_length=200,
        help_text=gettext_lazy("目录全称和年份，例如“湖南省民政厅政府购买服务指导性目录（2027年版）”。"),
    )
    planned_year = forms.TypedChoiceField(label=gettext_lazy("计划年度"), coerce=int)

    def __init__(self, *args, this_year: int, **options):
        super().__init__(*args, **options)
        self.fields["amount_year"].choices = _years(this_year - 2, this_year + 1)
        self.fields["planned_year"].choices = _years(this_year, this_year + YEARS_AHEAD)

    def clean_provider_code(self) -> str:
        """As certificates write it."""
        return self.cleaned_data["provider_code"].strip().upper()

    @property
    def facts(self) -> ServiceFacts:
        """The service as the workflow takes it; only after is_valid()."""
        return ServiceFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(service: InstitutionService) -> dict:
        """What the entry holds."""
        return {name: getattr(service, name) for name in ServiceFacts.__dataclass_fields__}


class ConfirmForm(PortalForm):
    """The finance department's opinion."""

    opinion = forms.CharField(
        label=gettext_lazy("意见"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("退回修改时必须写明要改什么。"),
    )


class MoveForm(PortalForm):
    """The item of the catalogue under which the service stands now."""

    item_code = forms.CharField(
        label=gettext_lazy("目录品目编码"),
        max_length=20,
        help_text=gettext_lazy("现行目录中的第三级品目或者部门品目，例如 MZ-A0404-01。"),
    )


def _years(first: int, last: int) -> list[tuple[int, str]]:
    return [(year, _("%(year)s年") % {"year": year}) for year in range(first, last + 1)]
