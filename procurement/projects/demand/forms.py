"""What is typed about a demand's making."""

from collections.abc import Sequence
from dataclasses import fields

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.forms import DayField, PortalForm
from portal.kernel.uploads import UploadField
from procurement.projects.demand.choices import ContractType, Pricing, SurveyWay
from procurement.projects.demand.executing import ExecutionFacts
from procurement.projects.demand.models import DemandSurvey, ExecutionPlan
from procurement.projects.demand.rules import SurveyFacts
from procurement.projects.demand.workflow import LegalFacts

MOST_RESPONDENTS = 6


def area(rows: int) -> forms.Textarea:
    """A text of several lines."""
    return forms.Textarea(attrs={"rows": rows})


COLUMNS = (
    "ways", "surveyed_on", "market", "prices", "follow_up", "few_reason", "repeats_on", "is_complex",
)  # fmt: skip


class SurveyForm(PortalForm):
    """The survey and whom it asked; empty rows are left out."""

    ways = forms.MultipleChoiceField(
        label=gettext_lazy("调查方式"), choices=SurveyWay.choices, widget=forms.CheckboxSelectMultiple
    )
    surveyed_on = DayField(label=gettext_lazy("完成日期"))
    market = forms.CharField(label=gettext_lazy("产业发展和市场供给"), max_length=2000, widget=area(4))
    prices = forms.CharField(
        label=gettext_lazy("同类项目历史成交信息"),
        max_length=2000,
        widget=area(4),
        help_text=gettext_lazy("写明查到的项目、金额和时间；没有的，写“没有查到”。"),
    )
    follow_up = forms.CharField(
        label=gettext_lazy("后续采购和其他情况"), max_length=2000, required=False, widget=area(3)
    )
    few_reason = forms.CharField(
        label=gettext_lazy("调查对象较少的原因"),
        max_length=500,
        required=False,
        widget=area(2),
        help_text=gettext_lazy("少于法定一般数量时填写；写明原因就可以继续。"),
    )
    repeats_on = DayField(
        label=gettext_lazy("沿用以前调查的完成日期"),
        required=False,
        help_text=gettext_lazy("同一标的近期已经调查过的，可以不再重复开展，填写那次完成的日期。"),
    )
    is_complex = forms.BooleanField(
        label=gettext_lazy("本项目技术复杂、专业性强或者社会关注度高，按重点审查办理"), required=False
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        fields = {}
        for number in range(1, MOST_RESPONDENTS + 1):
            fields[f"name_{number}"] = forms.CharField(
                label=_("调查对象 %(number)d") % {"number": number}, max_length=120, required=False
            )
            fields[f"said_{number}"] = forms.CharField(
                label=_("了解到的情况 %(number)d") % {"number": number},
                max_length=1000,
                required=False,
                widget=area(2),
            )
        self.add_fields(fields)

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields about the survey as a whole."""
        return [self[name] for name in self.fields if not name.startswith(("name_", "said_"))]

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """A name and what it said, row by row."""
        return [(self[f"name_{n}"], self[f"said_{n}"]) for n in range(1, MOST_RESPONDENTS + 1)]

    def clean(self) -> dict:
        """A row is whole: who said nothing was not asked, and what was said has a name."""
        data = super().clean()
        for number in range(1, MOST_RESPONDENTS + 1):
            name, said = data.get(f"name_{number}"), data.get(f"said_{number}")
            if name and not said and f"said_{number}" not in self.errors:
                self.add_error(f"said_{number}", _("请写明从这个调查对象了解到的情况。"))
            if said and not name and f"name_{number}" not in self.errors:
                self.add_error(f"name_{number}", _("请填写调查对象的名称。"))
        return data

    @property
    def facts(self) -> SurveyFacts:
        """The survey as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        rows = ((data[f"name_{n}"], data[f"said_{n}"]) for n in range(1, MOST_RESPONDENTS + 1))
        names = ("surveyed_on", "market", "prices", "follow_up", "few_reason", "repeats_on", "is_complex")
        return SurveyFacts(
            ways=tuple(data["ways"]),
            respondents=tuple((name, said) for name, said in rows if name),
            **{name: data[name] for name in names},
        )

    @staticmethod
    def initial_of(survey: DemandSurvey | None) -> dict:
        """What is recorded already."""
        if survey is None:
            return {}
        found = {name: getattr(survey, name) for name in COLUMNS}
        for respondent in survey.respondents.all():
            found[f"name_{respondent.order}"] = respondent.name
            found[f"said_{respondent.order}"] = respondent.said
        return found


class ExecutionForm(PortalForm):
    """Contract, price, schedule, acceptance, risks, and the file at finance."""

    contract_type = forms.ChoiceField(
        label=gettext_lazy("合同类型"), choices=ContractType.choices, widget=forms.RadioSelect
    )
    pricing = forms.ChoiceField(
        label=gettext_lazy("定价方式"), choices=Pricing.choices, widget=forms.RadioSelect
    )
    pricing_reason = forms.CharField(
        label=gettext_lazy("合同类型和定价方式的理由"), max_length=1000, widget=area(3)
    )
    schedule = forms.CharField(
        label=gettext_lazy("采购和履约的进度安排"),
        max_length=2000,
        widget=area(4),
        help_text=gettext_lazy("写明预计的公告、评审、签约、服务和验收时间。"),
    )
    acceptance = forms.CharField(
        label=gettext_lazy("履约验收方案"),
        max_length=3000,
        widget=area(4),
        help_text=gettext_lazy("写明验收的主体、时间、方式、程序、内容和标准；公共服务要有服务对象参加。"),
    )
    risks = forms.CharField(
        label=gettext_lazy("风险管控措施"),
        max_length=3000,
        required=False,
        widget=area(4),
        help_text=gettext_lazy("应当开展需求调查的项目必须填写。"),
    )
    filed_number = forms.CharField(
        label=gettext_lazy("财政备案编号"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("实施计划报同级财政部门备案后填写。"),
    )
    filed_on = DayField(label=gettext_lazy("备案日期"), required=False)

    @property
    def facts(self) -> ExecutionFacts:
        """The plan as the verb takes it; only after is_valid()."""
        return ExecutionFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(plan: ExecutionPlan | None) -> dict:
        """What the draft holds."""
        return {field.name: getattr(plan, field.name) for field in fields(ExecutionFacts)} if plan else {}


class HearingForm(PortalForm):
    """Until which day the public is asked."""

    until = DayField(
        label=gettext_lazy("征求意见截止日期"), help_text=gettext_lazy("含当天。时间由本单位按项目情况确定。")
    )


class ElsewhereForm(PortalForm):
    """How the public was asked outside the portal, and what became of it."""

    how = forms.CharField(label=gettext_lazy("征求意见的方式、时间和范围"), max_length=500, widget=area(3))
    received = forms.IntegerField(label=gettext_lazy("收到的意见数"), min_value=0, max_value=1_000_000)
    outcome = forms.CharField(label=gettext_lazy("意见采用情况"), max_length=3000, widget=area(5))


class OutcomeForm(PortalForm):
    """What became of the opinions."""

    outcome = forms.CharField(
        label=gettext_lazy("意见采用情况"),
        max_length=3000,
        widget=area(5),
        help_text=gettext_lazy("写明收到什么意见、需求怎样修改。保存后与意见和答复一起公开。"),
    )


class ReviewForm(PortalForm):
    """Each item of a review, and an opinion."""

    opinion = forms.CharField(
        label=gettext_lazy("审查意见"),
        max_length=2000,
        required=False,
        widget=area(4),
        help_text=gettext_lazy("有不符合的项，必须写明怎样修改；项目会退回经办人。"),
    )

    def __init__(self, *args, items: Sequence[tuple[str, str]], **options):
        super().__init__(*args, **options)
        self.codes = [code for code, _words in items]
        opinion = self.fields.pop("opinion")
        self.add_fields(
            {
                f"item_{code}": forms.ChoiceField(
                    label=words,
                    choices=[("yes", _("符合")), ("no", _("不符合"))],
                    widget=forms.RadioSelect,
                )
                for code, words in items
            }
        )
        self.fields["opinion"] = opinion

    @property
    def findings(self) -> dict[str, bool]:
        """Whether each item passes; only after is_valid()."""
        return {code: self.cleaned_data[f"item_{code}"] == "yes" for code in self.codes}


class LegalForm(PortalForm):
    """What counsel said, with the paper."""

    counsel = forms.CharField(label=gettext_lazy("法律顾问"), max_length=60)
    firm = forms.CharField(label=gettext_lazy("执业机构"), max_length=120)
    reviewed_on = DayField(label=gettext_lazy("审定日期"))
    passed = forms.ChoiceField(
        label=gettext_lazy("结论"),
        choices=[("yes", gettext_lazy("同意使用")), ("no", gettext_lazy("修改后再审"))],
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(label=gettext_lazy("审定意见"), max_length=3000, widget=area(4))
    paper = UploadField(label=gettext_lazy("意见书"), required=False)

    @property
    def facts(self) -> LegalFacts:
        """The opinion as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        names = ("counsel", "firm", "reviewed_on", "opinion")
        return LegalFacts(passed=data["passed"] == "yes", **{name: data[name] for name in names})
