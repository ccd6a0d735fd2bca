"""What is typed about a prequalification."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.clock import SHANGHAI, at_local
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.notices.prequalification.rules import Terms

PAPERS = (*DOCUMENTS, *IMAGES)
MOST_DRAWN = 99
FIT = (("yes", _("资格合格")), ("no", _("资格不合格")))


class DraftForm(PortalForm):
    """What qualifies, and the times."""

    requirements = forms.CharField(
        label=_("资格要求"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("只写与合同履行直接有关的条件和证明材料；不得限定成立年限、注册资金和所在地。"),
    )
    apply_on = DayField(label=_("申请截止日"))
    apply_time = forms.TimeField(label=_("截止时刻"), widget=forms.TimeInput(attrs={"type": "time"}))
    examined_on = DayField(label=_("资格审查日期"))

    @property
    def terms(self) -> Terms:
        """The terms as the workflow takes them; only after is_valid()."""
        data = self.cleaned_data
        time = data["apply_time"]
        until = at_local(data["apply_on"], time.hour, time.minute)
        return Terms(data["requirements"], until, data["examined_on"])

    @staticmethod
    def initial_of(terms: Terms) -> dict[str, Any]:
        """What the draft holds."""
        until = terms.apply_until.astimezone(SHANGHAI)
        return {
            "requirements": terms.requirements,
            "apply_on": until.date(),
            "apply_time": f"{until:%H:%M}",
            "examined_on": terms.examined_on,
        }


class NoticeForm(PortalForm):
    """That a second person publishes the draft it has read."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    confirmed = forms.BooleanField(label=_("我已核对项目内容、资格要求和时间，现在发布"))


class ReturnForm(PortalForm):
    """What has to be changed."""

    opinion = forms.CharField(label=_("退回意见"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class PrequalifyForm(PortalForm):
    """A supplier's application."""

    text = forms.CharField(
        label=_("资格说明"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("逐条说明怎样符合资格要求。"),
    )
    paper = UploadField(label=_("资格预审申请文件"), kinds=PAPERS, help_text=_("证明材料合并成一个文件。"))


class CheckForm(PortalForm):
    """Whether an applicant qualifies."""

    result = forms.ChoiceField(label=_("审查结果"), choices=FIT, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("不合格的原因"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("不合格的必须写明哪一条不符合，抽取后告知供应商。"),
    )


class DrawForm(PortalForm):
    """How many are drawn."""

    count = forms.IntegerField(label=_("抽取家数"), min_value=1, max_value=MOST_DRAWN)
    confirmed = forms.BooleanField(label=_("我已核对合格名单，现在抽取；抽取只有一次，不能重抽"))

    def __init__(self, *args: Any, least: int, **options: Any):
        super().__init__(*args, **options)
        self.fields["count"].initial = least


class StrikeForm(PortalForm):
    """That a barred supplier leaves the list."""

    confirmed = forms.BooleanField(label=_("我已核对，这家供应商现在依法不能参加"))
