"""What is typed about talks with a single source."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.award.agreed.choices import EndCause
from procurement.award.agreed.rules import TalksFacts
from procurement.projects.forms import LEAST


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TalksForm(PortalForm):
    """The record of the talks, as it was signed."""

    held_on = DayField(label=_("协商日期"))
    place = forms.CharField(label=_("协商地点"), max_length=200)
    staff = forms.CharField(
        label=_("采购人员"),
        max_length=1000,
        widget=_area(3),
        help_text=_("每行一人，写明姓名、单位和职务；名单随结果公告公开。"),
    )
    publicity = forms.CharField(
        label=_("公示情况"),
        max_length=2000,
        required=False,
        widget=_area(3),
        help_text=_("经过单一来源公示的，写明起止时间、异议和处理结果。"),
    )
    costs = forms.CharField(
        label=_("成本、同类合同价格等情况"),
        max_length=4000,
        widget=_area(4),
        help_text=_("供应商说明的成本、同类项目合同价格，以及专利、专有技术等情况。"),
    )
    terms = forms.CharField(label=_("合同主要条款和价格商定情况"), max_length=4000, widget=_area(5))
    amount = AmountField(label=_("商定价格"), min_amount=LEAST)
    dissent = forms.CharField(
        label=_("采购人员的不同意见和理由"),
        max_length=2000,
        required=False,
        widget=_area(2),
        help_text=_("拒绝签字又没有书面说明的，视为同意（条款待确认）。"),
    )
    paper = UploadField(label=_("签字的协商情况记录"), kinds=(*DOCUMENTS, *IMAGES))

    @property
    def facts(self) -> TalksFacts:
        """The record as the workflow takes it; only after is_valid()."""
        return TalksFacts(**{name: value for name, value in self.cleaned_data.items() if name != "paper"})


class PrepareForm(PortalForm):
    """The minutes of the collective decision."""

    minutes = forms.CharField(
        label=_("集体决策会议纪要"),
        max_length=8000,
        widget=_area(8),
        help_text=_("写明会议时间、参加人、讨论情况和决定。"),
    )


class EndForm(PortalForm):
    """Why the purchase ends."""

    cause = forms.ChoiceField(label=_("终止的情形"), choices=EndCause.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("具体情况"), max_length=500, widget=_area(3))
