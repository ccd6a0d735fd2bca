"""The form of a kept search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm


class SearchForm(PortalForm):
    """What the search is called, and whether its person is told."""

    name = forms.CharField(label=_("名称"), max_length=60)
    mails = forms.BooleanField(
        label=_("有新公告时通知我"),
        required=False,
        help_text=_("每天早上一次，发站内消息；填了邮箱的，同时发到邮箱。"),
    )
