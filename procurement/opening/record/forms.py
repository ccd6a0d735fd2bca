"""What bidders and the host say about the record."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm

LINES = forms.Textarea(attrs={"rows": 4})
ANSWERS = (("True", _("没有异议，确认开标记录")), ("False", _("有异议")))


class AnswerForm(PortalForm):
    """Confirm, or object in words."""

    agrees = forms.TypedChoiceField(
        label=_("贵单位的意见"),
        choices=ANSWERS,
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )
    objection = forms.CharField(
        label=_("异议"),
        required=False,
        max_length=500,
        widget=LINES,
        help_text=_("有异议的，写明对哪一项、为什么；会写进开标记录。"),
    )


class ReplyForm(PortalForm):
    """What was done about an objection."""

    text = forms.CharField(
        label=_("处理"), max_length=500, widget=LINES, help_text=_("写明核对的结果和怎样处理。")
    )
