"""What is typed about the panel and the library that it is drawn from."""

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.review.choices import Seat
from procurement.review.library.rules import RequestFacts, SelectionFacts, SlipFacts
from procurement.review.models import Expert
from procurement.review.workflow import NamedSeat


class RequestForm(PortalForm):
    """What was asked of the library."""

    experts = forms.IntegerField(label=_("专家人数"), min_value=1, max_value=99)
    professions = forms.CharField(label=_("评审专业"), max_length=200)
    avoided = forms.CharField(
        label=_("要求回避的单位"),
        max_length=500,
        required=False,
        help_text=_("采购人、代理机构和已经知道的利害关系单位。"),
    )
    asked_on = DayField(label=_("申请日期"))

    @property
    def facts(self) -> RequestFacts:
        """The request as the workflow takes it; only after is_valid()."""
        return RequestFacts(**self.cleaned_data)


class SelectionForm(PortalForm):
    """Why no draw was possible, and who agreed."""

    reason = forms.CharField(
        label=_("为什么不能随机抽取"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("技术复杂、专业性强，随机抽取难以确定合适专家的，才可以自行选定。"),
    )
    consent_number = forms.CharField(label=_("同意文件的文号"), max_length=80)
    consented_on = DayField(label=_("同意日期"))
    paper = UploadField(label=_("主管预算单位的同意文件"), kinds=(*DOCUMENTS, *IMAGES))

    @property
    def facts(self) -> SelectionFacts:
        """The consent as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        return SelectionFacts(data["reason"], data["consent_number"], data["consented_on"])


class AbsenceForm(PortalForm):
    """Why a member did not come."""

    reason = forms.CharField(
        label=_("没有到场的情况"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class PanelForm(PortalForm):
    """Who was drawn, who represents the purchaser, when and where."""

    draw_slip = forms.CharField(
        label=_("专家抽取结果编号"),
        max_length=60,
        required=False,
        help_text=_("财政部门专家库出具的编号，本平台不在这里抽取；经同意自行选定专家的不填。"),
    )
    drawn_on = DayField(label=_("抽取日期"), required=False)
    early_reason = forms.CharField(
        label=_("提前抽取的原因"),
        max_length=300,
        required=False,
        help_text=_("招标评审早于评审前两个工作日抽取的才填写，例如异地、远程评审。"),
    )
    substitutes = forms.CharField(
        label=_("候补专家"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("抽取结果上的候补，每行写一个专家库编号，按次序；有成员回避或者没有到场时依次递补。"),
    )
    meets_at = forms.DateTimeField(
        label=_("评审时间"), widget=forms.DateTimeInput, help_text=_("邀请里只写时间和地点。")
    )
    place = forms.CharField(label=_("评审地点"), max_length=200)
    experts = forms.CharField(
        label=_("评审专家"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("每行写一个专家库编号，第一行担任组长。"),
    )
    representatives = forms.ModelMultipleChoiceField(
        label=_("采购人代表"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, colleagues, **options):
        super().__init__(*args, **options)
        self.fields["representatives"].queryset = colleagues

    field_order = ("draw_slip", "drawn_on", "early_reason", "meets_at", "place", "experts", "substitutes")

    def clean(self) -> dict:
        """A slip has a number and a day."""
        data = super().clean()
        if data.get("draw_slip") and not data.get("drawn_on") and "drawn_on" not in self.errors:
            self.add_error("drawn_on", _("请填写抽取日期。"))
        return data

    def clean_substitutes(self) -> tuple[str, ...]:
        """The numbers of the substitutes in their order; an unknown one is named."""
        numbers = [line.strip() for line in self.cleaned_data["substitutes"].splitlines() if line.strip()]
        return tuple(expert_by_number(number).library_number for number in numbers)

    @property
    def slip(self) -> SlipFacts | None:
        """What the library drew; nothing where the experts were selected without it."""
        data = self.cleaned_data
        if not data["drawn_on"]:
            return None
        return SlipFacts(data["drawn_on"], data["early_reason"], data["substitutes"])

    def clean_experts(self) -> list[Expert]:
        """The experts in the order written; an unknown number is named."""
        numbers = [line.strip() for line in self.cleaned_data["experts"].splitlines() if line.strip()]
        return [expert_by_number(number) for number in numbers]

    def seats(self) -> list[NamedSeat]:
        """The panel as the workflow takes it."""
        experts = self.cleaned_data["experts"]
        drawn = [NamedSeat(e.user_id, Seat.EXPERT, is_chair=i == 0) for i, e in enumerate(experts)]
        return [*drawn, *(NamedSeat(u.pk, Seat.PURCHASER) for u in self.cleaned_data["representatives"])]


class ReplacementForm(PortalForm):
    """Who takes the seat of a recused member."""

    draw_slip = forms.CharField(
        label=_("补抽结果编号"), max_length=60, help_text=_("由候补递补的，写原来的抽取结果编号。")
    )
    expert = forms.CharField(label=_("专家库编号"), max_length=40, required=False)
    colleague = forms.ModelChoiceField(
        label=_("采购人代表"), queryset=User.objects.none(), required=False, empty_label=_("请选择人员")
    )

    def __init__(self, *args, seat: str, colleagues, **options):
        super().__init__(*args, **options)
        self.fields["colleague"].queryset = colleagues
        unused = "colleague" if seat == Seat.EXPERT else "expert"
        del self.fields[unused]
        for name in {"expert", "colleague"} - {unused}:
            self.fields[name].required = True

    def clean_expert(self) -> Expert:
        """The expert of this number."""
        return expert_by_number(self.cleaned_data["expert"])

    def user_id(self) -> int:
        """The new member."""
        expert, colleague = self.cleaned_data.get("expert"), self.cleaned_data.get("colleague")
        return expert.user_id if expert else colleague.pk


def expert_by_number(number: str) -> Expert:
    """The expert of a library number; the error names an unknown one."""
    expert = Expert.objects.filter(library_number=number).first()
    if expert is None:
        raise forms.ValidationError(
            _("没有编号为“%(number)s”的专家。"), params={"number": number}, code="unknown"
        )
    return expert
