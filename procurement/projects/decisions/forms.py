"""What is typed about a meeting."""

from django import forms
from django.utils.translation import gettext_lazy

from portal.kernel.forms import DayField, PortalForm
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.decisions.rules import MinutesFacts


class MinutesForm(PortalForm):
    """A meeting and its minutes."""

    step = forms.ChoiceField(
        label=gettext_lazy("研究事项"), choices=DecisionStep.choices, widget=forms.RadioSelect
    )
    held_on = DayField(label=gettext_lazy("会议日期"))
    attendees = forms.CharField(label=gettext_lazy("参加人员"), max_length=500)
    decision = forms.CharField(
        label=gettext_lazy("决定"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    paper = UploadField(label=gettext_lazy("会议纪要"), kinds=(*DOCUMENTS, *IMAGES))

    @property
    def facts(self) -> MinutesFacts:
        """The meeting as the workflow takes it; only after is_valid()."""
        return MinutesFacts(**{name: value for name, value in self.cleaned_data.items() if name != "paper"})
