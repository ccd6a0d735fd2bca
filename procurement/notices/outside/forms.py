"""Forms about a first publication elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.clock import at_local
from portal.kernel.forms import DayField, PortalForm
from procurement.notices.outside.rules import Publication


class PublicationForm(PortalForm):
    """Number, address, day and time, as the official site shows them."""

    number = forms.CharField(label=_("发布编号"), max_length=80, help_text=_("网站给这份公告的编号。"))
    url = forms.URLField(
        label=_("网址"),
        max_length=300,
        assume_scheme="https",
        help_text=_("公告页面的完整网址。"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    day = DayField(label=_("发布日期"))
    time = forms.TimeField(
        label=_("发布时刻"),
        help_text=_("网站只显示日期的，填写实际看到公告发布的时刻。"),
        widget=forms.TimeInput(attrs={"type": "time"}),
    )

    def as_publication(self) -> Publication:
        """What was entered, as values."""
        data = self.cleaned_data
        at = at_local(data["day"], data["time"].hour, data["time"].minute)
        return Publication(number=data["number"], url=data["url"], at=at)


class TakeBackForm(PortalForm):
    """Why a notice is taken back."""

    reason = forms.CharField(label=_("收回原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
