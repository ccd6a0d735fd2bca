"""What somebody says, and what is answered."""

from django import forms
from django.utils.translation import gettext_lazy

from portal.kernel.forms import PortalForm
from portal.kernel.hearing.choices import Verdict
from portal.kernel.hearing.workflow import Answer


class OpinionForm(PortalForm):
    """One opinion."""

    text = forms.CharField(
        label=gettext_lazy("您的意见"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("请不要写姓名、电话和身份证号码。答复和意见在作出决定时一起公开。"),
    )


class AnswerForm(PortalForm):
    """What becomes of an opinion."""

    verdict = forms.ChoiceField(label=gettext_lazy("处理"), choices=Verdict.choices, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=gettext_lazy("答复"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("不采纳的写明理由。作出决定时公开。"),
    )
    withheld = forms.CharField(
        label=gettext_lazy("原文不公开的原因"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("只在原文含个人信息、辱骂等不宜公开的内容时填写，例如“含个人信息”。"),
    )

    @property
    def given(self) -> Answer:
        """The answer as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        return Answer(Verdict(data["verdict"]), data["answer"], data["withheld"])
