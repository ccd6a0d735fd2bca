"""What is typed about a draw."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.regions.choices import DivisionLevel
from orgs.regions.models import Division
from portal.kernel.forms import PortalForm
from procurement.review.draws.choices import GONE, DrawPurpose, Outcome
from procurement.review.draws.workflow import DrawFacts
from procurement.review.experts.choices import ExpertField

MOST = 15


class FreezeForm(PortalForm):
    """For what, how many, from which field and region, when and where, and whom to avoid."""

    purpose = forms.ChoiceField(
        label=_("用途"),
        choices=DrawPurpose.choices,
        help_text=_("法定评审小组的专家由财政部门专家库抽取，不在这里抽取。"),
    )
    matter = forms.CharField(label=_("事项"), max_length=200, help_text=_("结果公布前不公开，也不告诉专家。"))
    profession = forms.ChoiceField(label=_("评审专业"), choices=ExpertField.choices)
    region = forms.ModelChoiceField(label=_("服务区域"), queryset=Division.objects.none(), empty_label=None)
    wanted = forms.IntegerField(
        label=_("抽取人数"), min_value=1, max_value=MOST, help_text=_("另抽两名候补。")
    )
    meets_at = forms.DateTimeField(label=_("评审时间"), widget=forms.DateTimeInput)
    place = forms.CharField(label=_("评审地点"), max_length=200)
    parties = forms.CharField(
        label=_("要避开的单位"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("每行写一家供应商或者申请人的全称或者统一社会信用代码；与它们有关系的专家自动跳过。"),
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        levels = (DivisionLevel.PROVINCE, DivisionLevel.PREFECTURE)
        found = Division.objects.filter(level__in=levels, ended_on__isnull=True)
        self.fields["region"].queryset = found.order_by("code")

    def clean_parties(self) -> list[Body]:
        """The organisations; an unknown one is named."""
        lines = {line.strip() for line in self.cleaned_data["parties"].splitlines()} - {""}
        bodies = list(Body.objects.filter(Q(name__in=lines) | Q(credit_code__in=lines)))
        unknown = lines - {body.name for body in bodies} - {body.credit_code for body in bodies}
        if unknown:
            words = {"names": "、".join(sorted(unknown))}
            raise forms.ValidationError(_("登记里没有：%(names)s。"), params=words, code="unknown")
        return bodies

    @property
    def facts(self) -> DrawFacts:
        """The draw as the workflow takes it; only after is_valid()."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "parties"}
        return DrawFacts(**said)


class WordsForm(PortalForm):
    """What the second person contributes to chance."""

    words = forms.CharField(
        label=_("现场写下的文字"),
        min_length=4,
        max_length=60,
        help_text=_("请在场的人随意说几个数字或者词。它和事先存入的种子一起决定次序，谁都不能单独左右结果。"),
    )
    confirmed = forms.BooleanField(label=_("现在抽取；抽取只有一次，不能重抽"))


class GoneForm(PortalForm):
    """Why somebody who was drawn does not take part."""

    outcome = forms.ChoiceField(
        label=_("情形"),
        choices=[(one.value, Outcome(one).label) for one in GONE],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class CancelForm(PortalForm):
    """Why a frozen list is given up."""

    reason = forms.CharField(label=_("取消原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
