"""What is typed about a low price: minutes, explanation, opinion, judgement, raised shares."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.review.low_price.choices import TriggerKind
from procurement.review.models import Candidate
from procurement.review.workflow import Opinion

MOST_MINUTES = 480
ACCEPTS, REJECTS = "accepts", "rejects"
PAPERS = ("paper_1", "paper_2", "paper_3")


class AskForm(PortalForm):
    """How long the suppliers have."""

    minutes = forms.IntegerField(
        label=_("说明的时间"),
        min_value=1,
        max_value=MOST_MINUTES,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class DoubtForm(PortalForm):
    """Whose price the panel finds low by its own judgement, and why."""

    candidate = forms.ModelChoiceField(label=_("供应商"), queryset=Candidate.objects.none())
    reason = forms.CharField(
        label=_("理由"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明与什么相比明显偏低，为什么可能影响服务质量或者不能诚信履约。"),
    )

    def __init__(self, *args, candidates, **options):
        super().__init__(*args, **options)
        self.fields["candidate"].queryset = candidates


class ExplanationForm(PortalForm):
    """The supplier's written explanation with at most three files."""

    text = forms.CharField(
        label=_("报价说明"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("写明人员、材料、管理、税费各是多少，为什么这个价格能够完成服务。"),
    )
    paper_1 = UploadField(label=_("证明材料一"), kinds=(*DOCUMENTS, *IMAGES), required=False)
    paper_2 = UploadField(label=_("证明材料二"), kinds=(*DOCUMENTS, *IMAGES), required=False)
    paper_3 = UploadField(label=_("证明材料三"), kinds=(*DOCUMENTS, *IMAGES), required=False)

    def papers(self) -> list:
        """The files that were chosen."""
        return [file for name in PAPERS if (file := self.cleaned_data[name])]


class OpinionForm(PortalForm):
    """One member's finding on one price."""

    choice = forms.ChoiceField(
        label=_("审查意见"),
        choices=(
            (ACCEPTS, _("说明能够证明报价合理，继续评审")),
            (REJECTS, _("说明不能证明报价合理，响应无效")),
        ),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写进评审报告；认定无效的，也告诉这家供应商。请不要写其他供应商的报价。"),
    )
    looked_up = forms.CharField(
        label=_("查询记录"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("评审中上网查询过的网址和时间，随评审资料存档。没有查询的留空。"),
    )

    def opinion(self) -> Opinion:
        """As the verb takes it."""
        facts = self.cleaned_data
        return Opinion(facts["choice"] == ACCEPTS, facts["reason"], facts["looked_up"])


class PercentField(forms.DecimalField):
    """A percentage, kept as a share of one."""

    def __init__(self, **options):
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(max_digits=5, decimal_places=2, min_value=Decimal(0), required=False, **options)

    def clean(self, value) -> Decimal | None:
        """The share, or nothing where the field is empty."""
        percent = super().clean(value)
        return None if percent is None else percent / 100


class SharesForm(PortalForm):
    """The percentages that the document raises; an empty one is the law's."""

    mean = PercentField(label=_("全部有效报价平均值的百分之几"))
    second = PercentField(label=_("次低报价的百分之几"))
    ceiling = PercentField(label=_("最高限价的百分之几"))

    def shares(self) -> dict[str, Decimal | None]:
        """By the trigger that each is for."""
        kinds = (TriggerKind.MEAN, TriggerKind.SECOND, TriggerKind.CEILING)
        return {kind: self.cleaned_data[kind.value] for kind in kinds}
