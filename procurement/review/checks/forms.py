"""What is typed in the check before signing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from procurement.review.forms import PointsField, ReasonForm


class DoubtForm(ReasonForm):
    """Why the panel should judge a score."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class DoubtVoteForm(PortalForm):
    """Whether the score is abnormally high or low."""

    AGREES, AGAINST = "agrees", "against"
    choice = forms.ChoiceField(
        label=_("您认为这个评分"),
        choices=[(AGREES, _("畸高或者畸低，应当更正")), (AGAINST, _("没有畸高畸低，不更正"))],
        widget=forms.RadioSelect,
    )


class CorrectionForm(PortalForm):
    """Other points, and why."""

    points = PointsField(label=_("更正后的得分"))
    reason = forms.CharField(label=_("更正的理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
