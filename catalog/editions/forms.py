"""What is typed about editions: begin one, ask for opinions, approve, send back, name the keeper."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.cn import uscc

from catalog.editions.choices import SuccessionKind
from catalog.editions.rules import Approval, Link
from portal.kernel.forms import PortalForm

DAY = {"type": "date"}


class DraftForm(PortalForm):
    """A new edition."""

    title = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=200,
        help_text=gettext_lazy("写目录的全称和年份，例如“湖南省民政厅政府购买服务指导性目录（2027年版）”。"),
    )
    reason = forms.CharField(
        label=gettext_lazy("修订理由"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_empty = forms.TypedChoiceField(
        label=gettext_lazy("从哪里开始"),
        coerce=lambda value: value == "empty",
        choices=(
            ("copy", gettext_lazy("复制最近一版的全部品目，在上面修改")),
            ("empty", gettext_lazy("从空白开始，准备导入正式附件")),
        ),
        widget=forms.RadioSelect,
        initial="copy",
    )


class ConsultationForm(PortalForm):
    """Until when opinions are asked for."""

    until = forms.DateField(
        label=gettext_lazy("征求意见截止日"),
        widget=forms.DateInput(attrs=DAY),
        help_text=gettext_lazy("含当天。办法没有规定天数，由编制单位确定。"),
    )


class ReasonForm(PortalForm):
    """Why an edition is sent back or given up."""

    opinion = forms.CharField(
        label=gettext_lazy("理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ApproveForm(PortalForm):
    """The first day, the paper, the typed words; numbers of items other than expected are typed as well."""

    in_force_from = forms.DateField(
        label=gettext_lazy("生效日期"),
        widget=forms.DateInput(attrs=DAY),
        help_text=gettext_lazy("从这一天起新的采购适用这一版；上一版到前一天为止。"),
    )
    document_number = forms.CharField(label=gettext_lazy("文号"), max_length=60, required=False)
    departure_typed = forms.CharField(max_length=60)
    departure_reason = forms.CharField(
        label=gettext_lazy("项数不同的理由"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    typed = forms.CharField(max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, words: str, numbers: str = "", **options: Any):
        super().__init__(*args, **options)
        self.words = words
        self.fields["typed"].label = _("请输入“%(words)s”") % {"words": words}
        if numbers:
            label = _("请输入“%(words)s”") % {"words": numbers}
            self.fields["departure_typed"].label = label
        else:
            del self.fields["departure_typed"], self.fields["departure_reason"]

    def clean_typed(self) -> str:
        """Exactly the words, spaces aside."""
        typed = self.cleaned_data["typed"].strip()
        if typed != self.words:
            raise forms.ValidationError(_("请原样输入“%(words)s”。") % {"words": self.words}, code="typed")
        return typed

    @property
    def approval(self) -> Approval:
        """The decision as the workflow takes it; only after is_valid()."""
        return Approval(**{name: value for name, value in self.cleaned_data.items() if name != "typed"})


class ItemForm(PortalForm):
    """One item of a draft; its code is typed once and stays."""

    code = forms.CharField(
        label=gettext_lazy("编码"),
        max_length=20,
        help_text=gettext_lazy("大写字母、数字和短横线，例如 A0420。"),
    )
    name = forms.CharField(label=gettext_lazy("名称"), max_length=120)
    place = forms.ChoiceField(label=gettext_lazy("上级品目"))
    description = forms.CharField(
        label=gettext_lazy("说明"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_of_service = forms.CharField(label=gettext_lazy("服务领域"), max_length=40, required=False)

    def __init__(
        self, *args: Any, places: Sequence, place_label: str, has_code: bool, at_top: bool = False, **options
    ):
        super().__init__(*args, **options)
        self.fields["place"].label = place_label
        self.fields["place"].required = not at_top
        top = _("没有上级，是第一级品目") if at_top else _("请选择")
        self.fields["place"].choices = [("", top), *places]
        if not has_code:
            del self.fields["code"]

    def clean_code(self) -> str:
        """Codes are written in capitals."""
        return self.cleaned_data["code"].strip().upper()


class SuccessorForm(PortalForm):
    """What became of an item of the former edition."""

    BY_CODE = "by_code"
    how = forms.ChoiceField(
        label=gettext_lazy("去向"),
        choices=(
            (SuccessionKind.RENAMED.value, gettext_lazy("换了编码或者名称，由一个新品目接替")),
            (SuccessionKind.SPLIT.value, gettext_lazy("拆分为两个以上的新品目")),
            (SuccessionKind.MERGED.value, gettext_lazy("并入一个新品目")),
            (BY_CODE, gettext_lazy("按编码判断：编码还在的是保留或者更名，不在的是取消")),
        ),
        widget=forms.RadioSelect,
    )
    new = forms.MultipleChoiceField(
        label=gettext_lazy("新品目"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, items: Sequence, **options: Any):
        super().__init__(*args, **options)
        self.fields["new"].choices = items

    def clean(self) -> dict:
        """A successor is named unless the code decides."""
        data = super().clean()
        if data.get("how") != self.BY_CODE and not data.get("new"):
            self.add_error("new", _("请选择新品目。"))
        return data

    def links(self, old: str) -> list[Link]:
        """What was said about the old item; only after is_valid()."""
        if self.cleaned_data["how"] == self.BY_CODE:
            return []
        how = SuccessionKind(self.cleaned_data["how"])
        return [Link(old, code, how) for code in self.cleaned_data["new"]]


class KeeperForm(PortalForm):
    """The body that keeps a catalogue."""

    owner_name = forms.CharField(label=gettext_lazy("编制单位"), max_length=120)
    owner_code = forms.CharField(label=gettext_lazy("统一社会信用代码"), max_length=18, min_length=18)

    def clean_owner_code(self) -> str:
        """A code whose check digit is right (GB 32100)."""
        code = self.cleaned_data["owner_code"].strip().upper()
        if not uscc.is_valid(code):
            raise forms.ValidationError(_("统一社会信用代码的校验位不对，请核对。"), code="credit_code")
        return code


class CatalogueForm(KeeperForm):
    """The catalogue of a department that had none."""

    name = forms.CharField(label=gettext_lazy("目录名称"), max_length=120)
    field_order = ("name", "owner_name", "owner_code")
