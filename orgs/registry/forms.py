"""What a registrar types: one form for each kind of fact, with its source."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.bodies.choices import AssessmentGrade, ServiceField
from orgs.registry.choices import (
    CaseLevel,
    FactKind,
    GradeEvent,
    InspectionResult,
    ListingCause,
    ListKind,
    PenaltyKind,
    TrainingKind,
)
from orgs.registry.rules import Fact
from orgs.registry.workflow import Source
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField

GRADES = [choice for choice in AssessmentGrade.choices if choice[0]][::-1]


class SourceForm(PortalForm):
    """Where a fact is taken from; on corrections also why. `reason` is dropped where nothing is corrected."""

    reason = forms.CharField(label=_("更正理由"), max_length=300)
    source = forms.CharField(
        label=_("来源"), max_length=200, help_text=_("文件名称和文号，或者公布的网站和栏目。")
    )
    source_on = DayField(label=_("来源日期"))
    source_url = forms.URLField(
        label=_("来源网址"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("没有的可以不填。"),
    )

    def __init__(self, *args, with_reason: bool = False, **options):
        super().__init__(*args, **options)
        if not with_reason:
            del self.fields["reason"]
        else:
            self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    @property
    def taken_from(self) -> Source:
        """The source as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        return Source(data["source"], data["source_on"], data["source_url"])


class FactForm(SourceForm):
    """A fact with its source; subclasses name the fields of `rules.Fact` that their kind has."""

    kind = ""
    named: tuple[str, ...] = ()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        last = [name for name in ("source", "source_on", "source_url", "reason") if name in self.fields]
        self.order_fields([*self.named, *last])

    @property
    def fact(self) -> Fact:
        """The fact as the workflow takes it; only after is_valid()."""
        return Fact(kind=self.kind, **{name: self.cleaned_data[name] for name in self.named})


class GradeForm(FactForm):
    """A grade; its validity is computed."""

    kind = FactKind.GRADE
    named = ("cause", "code", "happened_on", "issued_by", "remark")
    cause = forms.ChoiceField(label=_("情形"), choices=GradeEvent.choices)
    code = forms.ChoiceField(label=_("等级"), choices=GRADES)
    happened_on = DayField(label=_("公布日期"), help_text=_("有效期由公布日期按规定算出，不用填写。"))
    issued_by = forms.CharField(label=_("公布机关"), max_length=120)
    remark = forms.CharField(label=_("说明"), max_length=500, required=False)


class InspectionForm(FactForm):
    """The inspection or annual report of a year."""

    kind = FactKind.INSPECTION
    named = ("year", "code", "happened_on", "issued_by", "remark")
    year = forms.IntegerField(label=_("检查年度"), min_value=1990, max_value=2099)
    code = forms.ChoiceField(label=_("结果"), choices=InspectionResult.choices)
    happened_on = DayField(label=_("报送或者作出结论的日期"))
    issued_by = forms.CharField(label=_("检查机关"), max_length=120)
    remark = forms.CharField(label=_("说明"), max_length=500, required=False)


class ListingForm(FactForm):
    """A list, and the removal from it."""

    kind = FactKind.LISTING
    named = ("code", "cause", "happened_on", "ends_on", "issued_by", "number", "remark")
    code = forms.ChoiceField(label=_("名录名单"), choices=ListKind.choices)
    cause = forms.ChoiceField(label=_("列入情形"), choices=ListingCause.choices)
    happened_on = DayField(label=_("列入日期"))
    ends_on = DayField(label=_("移出日期"), required=False, help_text=_("还在名录名单内的不填。"))
    issued_by = forms.CharField(label=_("作出决定的机关"), max_length=120)
    number = forms.CharField(label=_("决定文号"), max_length=80, required=False)
    remark = forms.CharField(label=_("说明"), max_length=500, required=False)


class PenaltyForm(FactForm):
    """A penalty; a ban has its first and last day."""

    kind = FactKind.PENALTY
    named = (
        "code", "number", "happened_on", "issued_by", "remark", "amount", "is_larger_fine", "starts_on",
        "ends_on",
    )  # fmt: skip
    code = forms.ChoiceField(label=_("处罚种类"), choices=PenaltyKind.choices)
    number = forms.CharField(label=_("决定书文号"), max_length=80)
    happened_on = DayField(label=_("决定日期"))
    issued_by = forms.CharField(label=_("作出决定的机关"), max_length=120)
    remark = forms.CharField(label=_("违法事实"), max_length=500)
    amount = AmountField(label=_("罚款金额"), min_amount=Decimal("0.01"), required=False)
    is_larger_fine = forms.BooleanField(label=_("按所在行业的规定属于较大数额罚款"), required=False)
    starts_on = DayField(label=_("禁止参加采购的起始日期"), required=False)
    ends_on = DayField(label=_("禁止参加采购的终止日期"), required=False)


class TrainingForm(FactForm):
    """A training that people of the organisation have finished."""

    kind = FactKind.TRAINING
    named = ("remark", "code", "happened_on", "issued_by")
    remark = forms.CharField(label=_("培训名称"), max_length=200)
    code = forms.ChoiceField(label=_("培训内容"), choices=TrainingKind.choices)
    happened_on = DayField(label=_("结束日期"))
    issued_by = forms.CharField(label=_("举办单位"), max_length=120)


class CaseForm(FactForm):
    """A case that a department has chosen as exemplary."""

    kind = FactKind.CASE
    named = ("remark", "code", "happened_on", "issued_by", "number")
    remark = forms.CharField(label=_("案例名称"), max_length=200)
    code = forms.ChoiceField(label=_("评选范围"), choices=CaseLevel.choices)
    happened_on = DayField(label=_("公布日期"))
    issued_by = forms.CharField(label=_("评选机关"), max_length=120)
    number = forms.CharField(label=_("公布文号"), max_length=80, required=False)


class FieldsForm(PortalForm):
    """The fields of service, in the order of the list."""

    fields_of = forms.MultipleChoiceField(
        label=_("服务领域"), choices=ServiceField.choices, widget=forms.CheckboxSelectMultiple
    )

    def clean_fields_of(self) -> list[str]:
        """One order, so that choosing the same again is no change."""
        return [field for field in ServiceField.values if field in self.cleaned_data["fields_of"]]


FORMS: dict[str, type[FactForm]] = {
    form.kind: form for form in (GradeForm, InspectionForm, ListingForm, PenaltyForm, TrainingForm, CaseForm)
}


def initial_of(fact, *, form: type[FactForm]) -> dict:
    """What a form shows of an earlier row."""
    return {name: getattr(fact, name) for name in form.named}
