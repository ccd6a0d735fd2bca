"""Forms of questions and answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm

LINES = forms.Textarea(attrs={"rows": 5})


class QuestionForm(PortalForm):
    """What a supplier asks."""

    text = forms.CharField(
        label=_("问题"),
        max_length=2000,
        widget=LINES,
        help_text=_("请不要写单位名称、姓名和电话：答复会连同问题一起公开。"),
    )


class AnswerForm(PortalForm):
    """The question as it is published, and the answer."""

    public_text = forms.CharField(
        label=_("公开的问题"), max_length=2000, widget=LINES, help_text=_("改成不能看出由谁提问的说法。")
    )
    text = forms.CharField(
        label=_("答复"),
        max_length=4000,
        widget=LINES,
        help_text=_("答复不能改变采购文件；需要改变的，发布更正公告。"),
    )
