"""What is written at an acceptance."""

from django import forms
from django.utils.translation import gettext_lazy

from portal.kernel.forms import PortalForm
from procurement.delivery.models import AcceptanceItem
from procurement.delivery.rules import Judgement, PlanFacts, VoiceFacts

YES, NO, LATER = "yes", "no", "later"


class PlanForm(PortalForm):
    """How it is done, and what is judged: one requirement a line."""

    plan = forms.CharField(
        label=gettext_lazy("验收方案"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    requirements = forms.CharField(
        label=gettext_lazy("要逐项查验的合同要求"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("每行一项，已按合同内容列出，请补充到每一项服务、数量和标准。"),
    )

    @property
    def facts(self) -> PlanFacts:
        """What was typed, as the rules know it."""
        lines = [line.strip() for line in self.cleaned_data["requirements"].splitlines()]
        return PlanFacts(self.cleaned_data["plan"], tuple(line for line in lines if line))


class VoiceForm(PortalForm):
    """What one recipient said."""

    name = forms.CharField(
        label=gettext_lazy("服务对象称呼"),
        max_length=20,
        help_text=gettext_lazy("只保存姓，其余自动遮住，例如“张某某”。"),
    )
    is_satisfied = forms.ChoiceField(
        label=gettext_lazy("对服务是否满意"),
        choices=[(YES, gettext_lazy("满意")), (NO, gettext_lazy("不满意"))],
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(
        label=gettext_lazy("意见"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("写原话，不写电话、住址和证件号码。意见会随验收结果公告。"),
    )

    @property
    def facts(self) -> VoiceFacts:
        """What was typed, as the rules know it."""
        data = self.cleaned_data
        return VoiceFacts(data["name"], data["is_satisfied"] == YES, data["opinion"])


class ItemForm(PortalForm):
    """One requirement of the contract; may be left open."""

    passed = forms.ChoiceField(
        label=gettext_lazy("是否符合"),
        choices=[
            (YES, gettext_lazy("符合")),
            (NO, gettext_lazy("不符合")),
            (LATER, gettext_lazy("还没有查验")),
        ],
        widget=forms.RadioSelect,
    )
    finding = forms.CharField(
        label=gettext_lazy("查验情况"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("不符合的必须写明情况。"),
    )

    def __init__(self, *args, item: AcceptanceItem, **options):
        words = {True: YES, False: NO, None: LATER}
        initial = {"passed": words[item.passed], "finding": item.finding}
        super().__init__(*args, initial=initial, prefix=f"item-{item.pk}", **options)
        self.item = item

    @property
    def judgement(self) -> Judgement:
        """What was chosen, as the rules know it."""
        chosen = {YES: True, NO: False}.get(self.cleaned_data["passed"])
        return Judgement(chosen, self.cleaned_data["finding"])


class ConclusionForm(PortalForm):
    """The opinion of the whole."""

    passed = forms.ChoiceField(
        label=gettext_lazy("验收结果"),
        choices=[(YES, gettext_lazy("合格")), (NO, gettext_lazy("不合格"))],
        widget=forms.RadioSelect,
    )
    conclusion = forms.CharField(
        label=gettext_lazy("验收意见"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
