"""What is typed about a method: only what its declaration asks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from orgs.bodies.forms import BodyField
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.methods.declaration import FAILED_TENDER, Clause, Method
from procurement.projects.forms import LEAST
from procurement.projects.plans import rules
from procurement.projects.plans.choices import ApprovalKind, ChosenBy
from procurement.projects.plans.models import MethodPlan
from procurement.projects.plans.rules import PlanFacts
from procurement.projects.plans.workflow import ApprovalFacts, InvitedFacts, ObjectionFacts

PAPERS = (*DOCUMENTS, *IMAGES)
SOURCE_FIELDS = ("supplier", "argument", "experts", "earlier_number", "earlier_amount", "earlier_added")

# What a method after a failed tender asks in the same fields.
AFTER_A_TENDER = {
    "earlier_number": (
        gettext_lazy("失败的招标公告编号"),
        gettext_lazy("招标没有成立、改用本方式的填写，其他情形不填。"),
    ),
    "argument": (
        gettext_lazy("招标文件没有不合理条款的意见"),
        gettext_lazy("由评标委员会或者评审专家出具；有没有质疑、怎样处理的，写在理由里。"),
    ),
    "experts": (gettext_lazy("出具意见的人员"), ""),
}


def text(label: str, longest: int, *, rows: int = 3, help_text: str = "") -> forms.CharField:
    """A text of several lines that depends on another answer."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, required=False, widget=area, help_text=help_text)


def one_of(label: str, clauses: Sequence[Clause]) -> forms.ChoiceField:
    """One sentence of the regulation."""
    choices = [(clause.code, clause.says) for clause in clauses]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


class PlanForm(PortalForm):
    """The case with its reason, how suppliers come in, and what the method alone asks."""

    case = forms.ChoiceField(label=gettext_lazy("符合哪一种情形"), widget=forms.RadioSelect)
    case_reason = text(
        gettext_lazy("理由"), 2000, rows=4, help_text=gettext_lazy("写明本项目的具体情况，不照抄条文。")
    )
    found = forms.ChoiceField(label=gettext_lazy("供应商怎样产生"), widget=forms.RadioSelect)
    pool = forms.IntegerField(
        label=gettext_lazy("备选供应商数"),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=gettext_lazy("随机抽取时填写，从多少家里抽取。"),
    )
    draw_slip = UploadField(label=gettext_lazy("抽取记录"), kinds=PAPERS, required=False)
    supplier = BodyField(label=gettext_lazy("拟采购供应商的信用代码"))
    argument = text(
        gettext_lazy("专业人员论证意见"),
        3000,
        rows=4,
        help_text=gettext_lazy("只能从唯一供应商处采购的，写明为什么不可替代。"),
    )
    experts = text(gettext_lazy("论证人员的姓名、单位、职称"), 1000)
    earlier_number = forms.CharField(
        label=gettext_lazy("原合同编号"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("添购的，填写原合同和此前已经添购的金额。"),
    )
    earlier_amount = AmountField(label=gettext_lazy("原合同金额"), min_amount=LEAST, required=False)
    earlier_added = AmountField(label=gettext_lazy("此前已经添购的金额"), required=False)
    phase = forms.ChoiceField(label=gettext_lazy("第二阶段怎样确定成交供应商"), widget=forms.RadioSelect)
    term_months = forms.IntegerField(label=gettext_lazy("框架协议期限"), min_value=1, max_value=120)

    def __init__(self, *args: Any, method: Method, **options: Any):
        super().__init__(*args, **options)
        ways = {
            "case": method.cases,
            "found": rules.conducted_found(method),
            "phase": rules.choices_of_phase(method),
        }
        for name, clauses in ways.items():
            self.fields[name].choices = [(clause.code, clause.says) for clause in clauses]
        if method.case(FAILED_TENDER):
            for name, (label, help_text) in AFTER_A_TENDER.items():
                self.fields[name].label, self.fields[name].help_text = label, help_text
        self.fields["case_reason"].required = not method.usual_case
        for name in self.unasked(method, ways):
            del self.fields[name]

    @staticmethod
    def unasked(method: Method, ways: dict[str, Sequence[Clause]]) -> list[str]:
        """The fields that the method leaves no room for."""
        left_out = [name for name, clauses in ways.items() if not clauses]
        if not method.cases:
            left_out.append("case_reason")
        if method.pool_factor is None:
            left_out += ["pool", "draw_slip"]
        kept = AFTER_A_TENDER if method.case(FAILED_TENDER) else ()
        if method.code != rules.SINGLE_SOURCE:
            left_out += [name for name in SOURCE_FIELDS if name not in kept]
        if not method.phases:
            left_out.append("term_months")
        return left_out

    @property
    def facts(self) -> PlanFacts:
        """The plan as the workflow takes it; only after is_valid()."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "draw_slip"}
        supplier = data.pop("supplier", None)
        return PlanFacts(**data, supplier_id=supplier.pk if supplier else None)

    @staticmethod
    def initial_of(facts: PlanFacts, row: MethodPlan | None) -> dict:
        """What the draft holds, or what goes without saying."""
        return vars(facts) | {"supplier": row.supplier if row else None}


class InviteForm(PortalForm):
    """A supplier that is asked, and the paper by which it was chosen."""

    supplier = BodyField(label=gettext_lazy("供应商的信用代码"))
    chosen_by = forms.ChoiceField(label=gettext_lazy("怎样选出"), widget=forms.RadioSelect)
    reason = text(gettext_lazy("推荐理由"), 500, help_text=gettext_lazy("书面推荐的必须写明。"))
    paper = UploadField(label=gettext_lazy("推荐意见或者抽取记录"), kinds=PAPERS, required=False)

    def __init__(self, *args: Any, found: str, **options: Any):
        super().__init__(*args, **options)
        lawful = rules.INVITED_BY.get(found, ())
        self.fields["chosen_by"].choices = [(code, ChosenBy(code).label) for code in lawful]
        if len(lawful) == 1:
            self.fields["chosen_by"].initial = lawful[0]

    @property
    def facts(self) -> InvitedFacts:
        """The supplier as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        return InvitedFacts(data["supplier"].pk, data["chosen_by"], data["reason"])


class ApprovalForm(PortalForm):
    """A paper of the superior or of the finance department."""

    kind = forms.ChoiceField(
        label=gettext_lazy("事项"), choices=ApprovalKind.choices, widget=forms.RadioSelect
    )
    authority = forms.CharField(label=gettext_lazy("作出单位"), max_length=120)
    number = forms.CharField(label=gettext_lazy("文号"), max_length=60)
    decided_on = DayField(label=gettext_lazy("文件日期"))
    paper = UploadField(label=gettext_lazy("文件"), kinds=PAPERS)

    @property
    def facts(self) -> ApprovalFacts:
        """The paper as the workflow takes it; only after is_valid()."""
        return ApprovalFacts(**{name: value for name, value in self.cleaned_data.items() if name != "paper"})


class ObjectionForm(PortalForm):
    """An objection that came in while the single source was public."""

    objector = forms.CharField(label=gettext_lazy("异议人"), max_length=120)
    received_on = DayField(label=gettext_lazy("收到日期"))
    text = forms.CharField(
        label=gettext_lazy("异议内容"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )

    @property
    def facts(self) -> ObjectionFacts:
        """The objection as the workflow takes it; only after is_valid()."""
        return ObjectionFacts(**self.cleaned_data)


class AnswerForm(PortalForm):
    """What the supplementary argument found."""

    is_founded = forms.ChoiceField(
        label=gettext_lazy("结论"),
        choices=(("no", gettext_lazy("异议不成立")), ("yes", gettext_lazy("异议成立，改用其他采购方式"))),
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("补充论证和答复"), max_length=3000, widget=forms.Textarea(attrs={"rows": 5})
    )
