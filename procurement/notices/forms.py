"""Forms of notices: times, the purchaser's own words, corrections, typed confirmation of what binds."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.kernel.clock import SHANGHAI, at_local
from procurement.methods.terms import Terms
from procurement.notices.corrections import Correction
from procurement.notices.rules import ONE_DAY, Hints, ScheduleFacts
from procurement.notices.sections import Texts

EARLIEST_YEAR, LATEST_YEAR = 2020, 2100
ONLINE = "本平台在线受理"
PAPER_COPY = ((False, _("不接收")), (True, _("接收密封的纸质备份")))
YES_NO = ((False, _("不接受")), (True, _("接受")))
BOND = ((False, _("不收取")), (True, _("收取")))
TEXT_FIELDS = (
    "specific_qualification",
    "accepts_consortium",
    "service_requirements",
    "response_requirements",
    "contract_terms",
    "other_matters",
    "contact_name",
    "contact_phone",
    "bond_required",
    "bond_percent",
    "bond_reason",
    "accepts_paper_copy",
)
BOND_FIELDS = ("bond_required", "bond_percent", "bond_reason")


def long_text(label: str, *, help_text: str = "") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TextsForm(forms.Form):
    """What the law leaves to the purchaser's own words."""

    specific_qualification = forms.CharField(
        label=_("特定资格要求"),
        required=False,
        max_length=500,
        help_text=_(
            "只写与合同履行直接有关的条件；没有的不填，公告写“无”。不得限定成立年限、注册资金和所在地。"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    accepts_consortium = forms.TypedChoiceField(
        label=_("联合体"),
        choices=YES_NO,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        initial=False,
    )
    service_requirements = long_text(
        _("采购需求的说明"), help_text=_("写进采购文件第二章；不填时使用立项时的服务内容和要求。")
    )
    response_requirements = long_text("")
    contract_terms = long_text(_("合同主要条款"), help_text=_("付款方式、验收办法、违约责任。"))
    bond_required = forms.TypedChoiceField(
        choices=BOND,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        required=False,
        empty_value=False,
        initial=False,
        help_text=_("一般不收取；收取的写明理由，优先采用电子保函。"),
    )
    bond_percent = forms.DecimalField(
        label=_("保证金占采购包预算的百分比"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
    )
    bond_reason = forms.CharField(label=_("收取保证金的理由"), required=False, max_length=300)
    accepts_paper_copy = forms.TypedChoiceField(
        label=_("纸质备份"),
        choices=PAPER_COPY,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        required=False,
        empty_value=False,
        initial=False,
        help_text=_("一般不接收；接收的，只有电子文件因不是供应商的原因打不开时才启封。"),
    )
    other_matters = long_text(_("其他补充事宜"))
    contact_name = forms.CharField(label=_("联系人"), required=False, max_length=60)
    contact_phone = forms.CharField(label=_("联系电话"), required=False, max_length=40)

    def __init__(self, *args: Any, terms: Terms, **options: Any):
        super().__init__(*args, **options)
        labels = {
            "bond_required": terms.bond,
            "response_requirements": gettext("%(response)s的要求") % {"response": terms.response},
        }
        for name in labels.keys() & self.fields.keys():
            self.fields[name].label = labels[name]

    def as_texts(self) -> Texts:
        """The words as values."""
        typed = {name: self.cleaned_data[name] for name in TEXT_FIELDS if name in self.fields}
        percent = typed["bond_percent"]
        return Texts(**typed | {"bond_percent": "" if percent is None else f"{percent.normalize():f}"})


class CallForm(TextsForm):
    """Times and words of a call."""

    documents_from = forms.DateField(label=_("获取采购文件起"))
    documents_until = forms.DateField(label=_("获取采购文件止"))
    deadline_on = forms.DateField()
    deadline_time = forms.TimeField(label=_("截止时刻"), widget=forms.TimeInput(attrs={"type": "time"}))
    opening_place = forms.CharField(label=_("开启地点"), max_length=200)

    def __init__(self, *args: Any, terms: Terms, **options: Any):
        super().__init__(*args, terms=terms, **options)
        self.fields["deadline_on"].label = gettext("%(response)s提交截止日") % {"response": terms.response}

    def clean(self) -> dict[str, Any]:
        """Years that cannot be meant are refused at their field."""
        cleaned = super().clean()
        for name in ("documents_from", "documents_until", "deadline_on"):
            check_year(self, cleaned, name)
        return cleaned

    def as_schedule(self) -> ScheduleFacts:
        """The times as values."""
        data = self.cleaned_data
        day, time = data["deadline_on"], data["deadline_time"]
        return ScheduleFacts(
            documents_from=data["documents_from"],
            documents_until=data["documents_until"],
            response_deadline=at_local(day, time.hour, time.minute),
            opening_place=data["opening_place"],
        )


class OpenCallForm(CallForm):
    """The call of an open framework agreement: suppliers apply from a day until a day, nothing is opened."""

    documents_from = forms.DateField(label=_("受理申请起"))
    documents_until = None
    opening_place = None
    accepts_paper_copy = None

    def __init__(self, *args: Any, terms: Terms, **options: Any):
        super().__init__(*args, terms=terms, **options)
        self.fields["deadline_on"].label = gettext("申请截止日")
        self.fields["deadline_on"].help_text = gettext("不晚于框架协议到期；协议有效期内供应商可以随时申请。")

    def clean(self) -> dict[str, Any]:
        """Until the day before the deadline the document is given out."""
        cleaned = super().clean()
        if cleaned.get("deadline_on"):
            cleaned["documents_until"] = cleaned["deadline_on"] - ONE_DAY
        return cleaned | {"opening_place": ONLINE}


class CorrectionForm(TextsForm):
    """What is corrected; object, qualification and bond stay out of it."""

    specific_qualification = None
    accepts_consortium = None
    bond_required = None
    bond_percent = None
    bond_reason = None
    accepts_paper_copy = None
    deadline_on = forms.DateField(
        label=_("新的提交截止日"), required=False, help_text=_("不延期的不填；不足法定日数时依法顺延。")
    )
    deadline_time = forms.TimeField(
        label=_("新的截止时刻"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    documents_until = forms.DateField(
        label=_("获取期限延长到"),
        required=False,
        help_text=_("不延长的不填；获取期限只能延长，并且在提交截止日以前结束。"),
    )
    opening_place = forms.CharField(label=_("开启地点"), max_length=200)
    reason = forms.CharField(label=_("更正原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        """A new deadline needs day and time."""
        cleaned = super().clean()
        check_year(self, cleaned, "deadline_on")
        check_year(self, cleaned, "documents_until")
        if bool(cleaned.get("deadline_on")) != bool(cleaned.get("deadline_time")):
            raise ValidationError(_("新的截止日和截止时刻要一起填写。"), code="half_deadline")
        return cleaned

    def as_correction(self, before: Texts) -> Correction:
        """The wish as values; what the form does not offer stays as it was."""
        data = self.cleaned_data
        kept = {
            "specific_qualification": before.specific_qualification,
            "accepts_consortium": before.accepts_consortium,
            "accepts_paper_copy": before.accepts_paper_copy,
            **{name: getattr(before, name) for name in BOND_FIELDS},
        }
        typed = {name: data[name] for name in TEXT_FIELDS if name in self.fields}
        asked = None
        if data["deadline_on"]:
            asked = at_local(data["deadline_on"], data["deadline_time"].hour, data["deadline_time"].minute)
        return Correction(
            texts=Texts(**kept, **typed),
            reason=data["reason"],
            opening_place=data["opening_place"],
            asked_deadline=asked,
            asked_until=data["documents_until"],
        )


class OpinionForm(forms.Form):
    """Why a notice goes back to whoever drafted it."""

    opinion = forms.CharField(label=_("退回意见"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class DiscardForm(forms.Form):
    """Why a drafted correction is given up."""

    reason = forms.CharField(label=_("作废原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class TypedConfirmation(forms.Form):
    """The words that a person types before something that cannot be taken back."""

    typed = forms.CharField(max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, words: str, **options: Any):
        super().__init__(*args, **options)
        self.words = words
        self.fields["typed"].label = _("请输入“%(words)s”") % {"words": words}

    def clean_typed(self) -> str:
        """Exactly the words, spaces aside."""
        typed = self.cleaned_data["typed"].strip()
        if typed != self.words:
            raise ValidationError(_("请原样输入“%(words)s”。") % {"words": self.words}, code="typed")
        return typed


class PublishForm(TypedConfirmation):
    """The confirmation of a notice; a provisional calendar must be confirmed as well."""

    provisional_confirmed = forms.BooleanField(
        label=_("我已核对：所列日期落在放假安排尚未公布的年度，仍按此发布"), required=False
    )

    def __init__(self, *args: Any, is_provisional: bool, **options: Any):
        super().__init__(*args, **options)
        if not is_provisional:
            del self.fields["provisional_confirmed"]


def check_year(form: forms.Form, cleaned: dict[str, Any], name: str) -> None:
    """A year that no purchase can have is taken for a slip of the pen."""
    day = cleaned.get(name)
    if day and not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        form.add_error(name, ValidationError(_("请核对年份。"), code="year"))


def initial_of(schedule: ScheduleFacts, texts: Texts) -> dict[str, Any]:
    """What a form shows of stored times and words."""
    local = schedule.response_deadline.astimezone(SHANGHAI)
    return {
        **{name: getattr(texts, name) for name in TEXT_FIELDS},
        "documents_from": schedule.documents_from,
        "documents_until": schedule.documents_until,
        "deadline_on": local.date(),
        "deadline_time": f"{local:%H:%M}",
        "opening_place": schedule.opening_place,
    }


LATER_TIMES = ("deadline_on", "deadline_time", "documents_until")


def initial_of_correction(correction: Correction) -> dict[str, Any]:
    """What a form shows of a drafted correction."""
    asked = correction.asked_deadline.astimezone(SHANGHAI) if correction.asked_deadline else None
    return {
        **{name: getattr(correction.texts, name) for name in TEXT_FIELDS},
        "reason": correction.reason,
        "opening_place": correction.opening_place,
        "documents_until": correction.asked_until,
        "deadline_on": asked.date() if asked else None,
        "deadline_time": f"{asked:%H:%M}" if asked else None,
    }


def initial_from(hints: Hints, *, is_open_ended: bool = False) -> dict[str, Any]:
    """The earliest lawful times, as a proposal; no deadline where suppliers join for as long as it lasts."""
    if is_open_ended:
        return {"documents_from": hints.documents_from.date, "deadline_time": "17:00"}
    return {
        "documents_from": hints.documents_from.date,
        "documents_until": hints.documents_until.date,
        "deadline_on": hints.deadline_on.date,
        "deadline_time": "09:30",
    }
