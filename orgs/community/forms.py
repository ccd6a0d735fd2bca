"""Forms of the registrar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.bodies.forms import BodyField
from orgs.community import queries
from orgs.community.changing import Because
from orgs.community.choices import BaseService, CommunityKind, StationField, StationLevel
from orgs.regions.forms import DivisionField
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField


class RecordForm(PortalForm):
    """A community social organisation; `area` leaves the hubs of the registrar's own area."""

    name = forms.CharField(label=_("名称"), max_length=120)
    kind = forms.ChoiceField(label=_("类别"), choices=CommunityKind.choices, widget=forms.RadioSelect)
    division = DivisionField(label=_("乡镇（街道）"))
    body = BodyField(
        label=_("统一社会信用代码"),
        required=False,
        help_text=_("已经依法登记的填写；只在乡镇（街道）备案的留空。"),
    )
    hub = forms.ModelChoiceField(
        label=_("枢纽型组织"),
        queryset=queries.hubs(),
        required=False,
        empty_label=_("没有"),
        help_text=_("只备案的组织通过它申请小额资助。"),
    )
    activities = forms.CharField(
        label=_("活动内容"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, area: str = "", **options: Any):
        super().__init__(*args, **options)
        self.fields["hub"].queryset = queries.hubs().filter(division__code__startswith=area)


class StationForm(PortalForm):
    """A station that is opened."""

    name = forms.CharField(label=_("名称"), max_length=120)
    level = forms.ChoiceField(label=_("层级"), choices=StationLevel.choices, widget=forms.RadioSelect)
    division = DivisionField(label=_("乡镇（街道）"))
    village = forms.CharField(
        label=_("村（社区）"), max_length=60, required=False, help_text=_("村（社区）级站点填写。")
    )
    operator_body = BodyField(
        label=_("承接的社会组织"),
        required=False,
        help_text=_("填写统一社会信用代码；由乡镇（街道）自己运营的留空。"),
    )
    fields_of = forms.MultipleChoiceField(
        label=_("服务领域"), choices=StationField.choices, widget=forms.CheckboxSelectMultiple
    )
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    opened_on = DayField(label=_("启用日期"))


class EndingForm(PortalForm):
    """The day and the reason of an ending."""

    on = DayField(label=_("日期"))
    reason = forms.CharField(label=_("原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def because(self) -> Because:
        """The same as the workflow takes it; only after is_valid()."""
        return Because(self.cleaned_data["on"], self.cleaned_data["reason"])


class CorrectionForm(EndingForm):
    """The day and the reason of a change, below what an entry says from then on."""

    on = DayField(label=_("从哪一天起"), help_text=_("录入时就有误的，填写今天。"))

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.order_fields([name for name in self.fields if name not in EndingForm.base_fields])

    @property
    def facts(self) -> dict[str, Any]:
        """What the entry says; only after is_valid()."""
        return {k: v for k, v in self.cleaned_data.items() if k not in EndingForm.base_fields}


class RecordCorrection(CorrectionForm, RecordForm):
    """What a community social organisation is in truth."""


class StationCorrection(CorrectionForm, StationForm):
    """What a station is in truth, or who runs it now; when it was opened stays."""

    opened_on = None


class DayForm(PortalForm):
    """The day of an ending."""

    on = DayField(label=_("日期"))


class BaseForm(PortalForm):
    """An incubation base."""

    name = forms.CharField(label=_("名称"), max_length=120)
    division = DivisionField(label=_("所在地"))
    operator_body = BodyField(label=_("运营单位的信用代码"), required=False)
    services = forms.MultipleChoiceField(
        label=_("服务"), choices=BaseService.choices, widget=forms.CheckboxSelectMultiple
    )
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    opened_on = DayField(label=_("启用日期"))


class BaseCorrection(CorrectionForm, BaseForm):
    """What a base is in truth, or who runs it now; when it was opened stays."""

    opened_on = None


class SubsidyForm(PortalForm):
    """The subsidy of one year."""

    year = forms.IntegerField(label=_("年度"), min_value=1990, max_value=2099)
    amount = AmountField(label=_("补助金额（元）"))
    document_number = forms.CharField(label=_("文号"), max_length=60, required=False)


class AdmissionForm(PortalForm):
    """An organisation that enters a base."""

    body = BodyField(label=_("统一社会信用代码"))
    entered_on = DayField(label=_("入驻日期"))
