"""What the host and a bidder write down in the hall."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.clock import at_local
from portal.kernel.forms import DayField, PortalForm

LONGEST = 24 * 60
LINES = forms.Textarea(attrs={"rows": 4})


class TextForm(PortalForm):
    """What happened."""

    text = forms.CharField(
        label=_("情况和处理"),
        max_length=500,
        widget=LINES,
        help_text=_("写明发生了什么、什么时候、怎样处理；会写进开启记录。不要写供应商的名称和报价。"),
    )


class ReportForm(PortalForm):
    """What does not work for a bidder."""

    text = forms.CharField(
        label=_("遇到的问题"),
        max_length=500,
        widget=LINES,
        help_text=_("请写清屏幕上的提示和发生的时间。不要写开启口令，也不要写报价。"),
    )


class ExtendForm(PortalForm):
    """How much longer, and why."""

    minutes = forms.IntegerField(label=_("延长（分钟）"), min_value=1, max_value=LONGEST, initial=30)
    reason = forms.CharField(
        label=_("延长的原因"),
        max_length=500,
        widget=LINES,
        help_text=_(
            "只有平台故障等不是供应商造成的原因可以延长；所有供应商一样延长。不要写供应商的名称和报价。"
        ),
    )


class PostponeForm(PortalForm):
    """To when, and why."""

    day = DayField(label=_("改到哪一天"))
    time = forms.TimeField(label=_("几点"), widget=forms.TimeInput(attrs={"type": "time"}))
    reason = forms.CharField(
        label=_("推迟的原因"),
        max_length=500,
        widget=LINES,
        help_text=_("例如名册上的人员都不能办理；会写进开启记录，并告诉获取了采购文件的供应商。"),
    )

    def until(self) -> datetime:
        """The moment that was typed."""
        typed = self.cleaned_data
        return at_local(typed["day"], typed["time"].hour, typed["time"].minute)
