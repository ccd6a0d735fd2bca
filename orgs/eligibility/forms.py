"""What people put forward for a rule."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.eligibility.choices import EvidenceKind
from orgs.eligibility.workflow import Evidence
from portal.kernel.forms import PortalForm
from portal.kernel.uploads import IMAGES, UploadField


class EvidenceForm(PortalForm):
    """A statement, a check or the saved page of a credit site; only the last has a time and a file."""

    checked_at = forms.DateTimeField(
        label=_("查询时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    is_clean = forms.TypedChoiceField(
        label=_("结果"),
        choices=[("1", _("没有不良记录，符合要求")), ("0", _("有不良记录，不符合要求"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    says = forms.CharField(label=_("说明"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    file = UploadField(label=_("查询页"), kinds=(*IMAGES, "pdf"))

    def __init__(self, *args, kind: str, **options):
        super().__init__(*args, **options)
        self.kind = kind
        if kind != EvidenceKind.CREDIT_QUERY:
            del self.fields["checked_at"], self.fields["file"]
        if kind == EvidenceKind.STATEMENT:
            del self.fields["is_clean"]

    def evidence(self, rule: str, *, now: datetime) -> Evidence:
        """The evidence as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        return Evidence(
            rule, data.get("is_clean", True), data["says"], data.get("checked_at", now), data.get("file")
        )
