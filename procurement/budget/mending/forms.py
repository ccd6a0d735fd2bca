"""What is typed about the correction of a line."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from procurement.budget.forms import PaperForm
from procurement.budget.mending.rules import Mending


class MendForm(PaperForm):
    """How the line shall read, why, and the paper."""

    title = forms.CharField(label=_("预算项目名称"), max_length=120)
    function_code = forms.CharField(label=_("支出功能科目"), max_length=20, required=False)
    reason = forms.CharField(label=_("更正原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("title", "function_code", "reason", "document_number", "document_on", "document")

    def mending(self, upload_id: int | None) -> Mending:
        """The wish as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        return Mending(data["title"], data["function_code"], data["reason"], self.paper(upload_id))


class MendDecisionForm(PortalForm):
    """Carry it out, or send it back with the reason."""

    decision = forms.ChoiceField(
        label=_("复核结果"),
        choices=[("approve", _("核对无误，更正指标")), ("return", _("有误，退回"))],
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(
        label=_("退回原因"), max_length=300, required=False, help_text=_("退回的写明哪里不对。")
    )
