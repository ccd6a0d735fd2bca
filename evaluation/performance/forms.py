"""What is written at an evaluation, and what a service recipient answers."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.performance import indicators, queries
from evaluation.performance.rules import OpeningFacts, OpinionFacts, Weights
from portal.kernel.forms import PortalForm

DEFAULT_WEIGHTS = {"purchaser": Decimal(40), "recipients": Decimal(20), "third_party": Decimal(40)}
STARS = (
    (5, gettext_lazy("很满意")),
    (4, gettext_lazy("满意")),
    (3, gettext_lazy("一般")),
    (2, gettext_lazy("不满意")),
    (1, gettext_lazy("很不满意")),
)


def weight_field(label: str) -> forms.DecimalField:
    """Per cent with at most two decimals."""
    return forms.DecimalField(
        label=label,
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


class OpenForm(PortalForm):
    """Who evaluates, with which weights, until when recipients may answer."""

    institution = forms.ModelChoiceField(
        label=gettext_lazy("第三方评价机构"),
        queryset=None,
        empty_label=gettext_lazy("请选择机构"),
        help_text=gettext_lazy("与采购人和供应商都没有关系的机构。"),
    )
    purchaser = weight_field(gettext_lazy("采购人权重"))
    recipients = weight_field(gettext_lazy("服务对象权重"))
    third_party = weight_field(gettext_lazy("第三方权重"))
    link_closes_on = forms.DateField(
        label=gettext_lazy("满意度截止日期"),
        help_text=gettext_lazy("到这一天结束，服务对象都可以用短链接评价。"),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["institution"].queryset = queries.institutions()

    @property
    def facts(self) -> OpeningFacts:
        """What was typed, as the rules know it."""
        data = self.cleaned_data
        weights = Weights(data["purchaser"], data["recipients"], data["third_party"])
        return OpeningFacts(data["institution"].pk, weights, data["link_closes_on"])


class OpinionForm(PortalForm):
    """Points by indicator, each up to its full mark, and the opinion."""

    text = forms.CharField(
        label=gettext_lazy("评价意见"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for one in indicators.framework():
            self.fields[one.code] = forms.DecimalField(
                label=_("%(name)s（满分 %(full)s 分）") % {"name": one.name, "full": f"{one.points:f}"},
                min_value=Decimal(0),
                max_value=one.points,
                max_digits=5,
                decimal_places=2,
                help_text=one.text,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                error_messages={"required": _("请给“%(name)s”打分。") % {"name": one.name}},
            )

    @property
    def levels(self) -> list[tuple[str, Decimal, list]]:
        """The fields by the first level of the framework, with its full points."""
        found: dict[str, list] = {}
        for one in indicators.framework():
            found.setdefault(one.level, []).append((self[one.code], one.points))
        return [
            (indicators.IndicatorLevel(level).label, sum(points for _field, points in rows), rows)
            for level, rows in found.items()
        ]

    @property
    def facts(self) -> OpinionFacts:
        """What was typed, as the rules know it."""
        points = {one.code: self.cleaned_data[one.code] for one in indicators.framework()}
        return OpinionFacts(points, self.cleaned_data["text"])


class AnswerForm(PortalForm):
    """Five faces and one free line."""

    stars = forms.TypedChoiceField(
        label=gettext_lazy("请选一个"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请从五个选项里选一个。")},
    )
    comment = forms.CharField(
        label=gettext_lazy("还想说什么（可以不写）"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
