"""Who takes objections to a single source."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from procurement.notices.publicity.rules import Contacts


class PublicityForm(PortalForm):
    """The contacts that the form asks for beyond what is known of the purchase."""

    purchaser_phone = forms.CharField(label=_("采购人联系电话"), max_length=40)
    finance_name = forms.CharField(
        label=_("财政部门"), max_length=120, help_text=_("写本级财政部门负责政府采购监管的处室。")
    )
    finance_phone = forms.CharField(label=_("财政部门电话"), max_length=40)
    provisional_confirmed = forms.BooleanField(
        label=_("我已核对：公示截止日期所在年度的放假安排还没有公布，按推算的工作日发布。"),
        error_messages={"required": _("请先核对并勾选。")},
    )

    def __init__(self, *args: Any, is_provisional: bool, **options: Any):
        super().__init__(*args, **options)
        if not is_provisional:
            del self.fields["provisional_confirmed"]

    @property
    def contacts(self) -> Contacts:
        """The contacts as the workflow takes them; only after is_valid()."""
        data = self.cleaned_data
        return Contacts(data["finance_name"], data["finance_phone"], data["purchaser_phone"])
