"""What is typed about complaints."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.uploads import UploadField
from procurement.challenges.choices import Subject
from procurement.challenges.complaints.choices import (
    DismissGround,
    Examined,
    Finding,
    PauseKind,
    Scope,
    Stage,
)
from procurement.challenges.complaints.deciding import DecisionFacts, MatterFound
from procurement.challenges.complaints.examining import Examination
from procurement.challenges.complaints.investigating import Sent
from procurement.challenges.complaints.lodging import PaperFacts
from procurement.challenges.complaints.models import ComplaintMatter
from procurement.challenges.letters.forms import KINDS, MOST_MATTERS, LetterForm, MatterForm, MatterForms

LINES = forms.Textarea(attrs={"rows": 4})
OFFERED_ONLINE = [(Scope.CHALLENGED, Scope.CHALLENGED.label), (Scope.FROM_ANSWER, Scope.FROM_ANSWER.label)]
PAPER_NAMES = (
    "sender_name",
    "sender_code",
    "written_on",
    "sent_on",
    "received_on",
    "subject",
    "challenged_on",
    "answer_due",
    "answered_on",
)


class ComplaintMatterForm(MatterForm):
    """A matter, and whether it was challenged."""

    scope = forms.ChoiceField(label=_("这一项"), choices=Scope.choices, initial=Scope.CHALLENGED)


class ScopedMatters(MatterForms):
    """The matters with their scopes; a row whose texts are empty does not count."""

    @property
    def scopes(self) -> tuple[str, ...]:
        """For each matter whether it was challenged."""
        return tuple(form.cleaned_data["scope"] for form in self.forms if form.cleaned_data)


MatterFormSet = forms.formset_factory(
    ComplaintMatterForm, formset=ScopedMatters, extra=3, max_num=MOST_MATTERS, absolute_max=MOST_MATTERS
)


class PaperLetterForm(LetterForm):
    """A letter on paper with its scan and its days, and what its enclosures say of the challenge."""

    package_number = forms.CharField(label=_("采购包编号"), max_length=44)
    subject = forms.ChoiceField(label=_("投诉对象"), choices=Subject.choices)
    sender_name = forms.CharField(label=_("投诉人名称"), max_length=120)
    sender_code = forms.CharField(
        label=_("统一社会信用代码"), max_length=18, required=False, help_text=_("在平台登记的填写。")
    )
    written_on = DayField(label=_("落款日期"))
    sent_on = DayField(label=_("邮戳或者当面递交日期"), help_text=_("是否按期以这一天为准。"))
    received_on = DayField(label=_("收到日期"))
    challenged_on = DayField(label=_("提出质疑日期"), required=False, help_text=_("附件里没有质疑函的不填。"))
    answer_due = DayField(
        label=_("质疑答复期满"), required=False, help_text=_("采购人收到质疑函以后的答复期限。")
    )
    answered_on = DayField(label=_("收到质疑答复日期"), required=False, help_text=_("没有答复的不填。"))
    scan = UploadField(label=_("投诉书扫描件"), kinds=KINDS)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in ("address", "postcode", "contact", "phone", "principal", "request"):
            self.fields[name].required = False
            self.fields[name].help_text = _("原件没有写的不填，审查时列入需要补正的事项。")

    @property
    def paper(self) -> PaperFacts:
        """What the clerk read; only after is_valid()."""
        return PaperFacts(**{name: self.cleaned_data[name] for name in PAPER_NAMES})


class ExamineForm(PortalForm):
    """What the examination leads to, and the words of the paper."""

    result = forms.ChoiceField(label=_("审查结果"), choices=Examined.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("文书的内容"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("补正的一次写全需要补正的事项；不予受理的写明理由；不属于本部门的写明向哪个部门投诉。"),
    )
    correct_until = DayField(label=_("补正期限"), required=False, help_text=_("只有通知补正才填。"))
    related = forms.TypedMultipleChoiceField(
        label=_("与投诉事项有关的供应商"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("受理的，副本也发给这些供应商；采购人和代理机构自动列入。"),
    )
    reason = forms.CharField(
        label=_("与核对结果不同的理由"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, suppliers: Iterable[Body], **options):
        super().__init__(*args, **options)
        self.fields["related"].choices = [(body.pk, body.name) for body in suppliers]
        if not self.fields["related"].choices:
            del self.fields["related"]

    @property
    def examination(self) -> Examination:
        """What was said; only after is_valid()."""
        return Examination(**self.cleaned_data)


class ReturnForm(PortalForm):
    """Why a paper goes back."""

    remark = forms.CharField(label=_("退回意见"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ExplainForm(PortalForm):
    """A party's explanation."""

    text = forms.CharField(label=_("说明"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
    file = UploadField(
        label=_("证据、依据和其他材料"),
        kinds=KINDS,
        required=False,
        help_text=_("有多份的，请合并成一份文件。"),
    )


class PauseForm(PortalForm):
    """A paper that went out to others."""

    kind = forms.ChoiceField(
        label=_("原因"),
        choices=[(kind.value, kind.label) for kind in PauseKind if kind != PauseKind.CORRECTION],
        widget=forms.RadioSelect,
    )
    to_whom = forms.CharField(label=_("送给谁"), max_length=120)
    sent_on = DayField(label=_("发出文书日期"))
    reason = forms.CharField(
        label=_("说明"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @property
    def sent(self) -> Sent:
        """As values; only after is_valid()."""
        return Sent(**self.cleaned_data)


class ReplyForm(PortalForm):
    """When the reply came."""

    replied_on = DayField(label=_("收到反馈日期"))


class SuspendForm(PortalForm):
    """Until when a purchase stops, and why."""

    until = DayField(label=_("暂停到哪一天"))
    text = forms.CharField(label=_("通知的内容"), max_length=4000, widget=LINES)


class TextForm(PortalForm):
    """The words of a paper."""

    text = forms.CharField(label=_("文书的内容"), max_length=4000, widget=LINES)


class CarryOutForm(PortalForm):
    """How an ordered effect was carried out."""

    text = forms.CharField(
        label=_("怎样落实"),
        max_length=2000,
        widget=LINES,
        help_text=_("写明依据处理决定作了什么；写进记录，终止公告只写投诉成立。"),
    )
    is_restarted = forms.BooleanField(
        label=_("不能按排序另行确定，改为重新开展采购活动"),
        required=False,
        help_text=_("合格供应商不够或者排序会改变的才选；上面写明理由。"),
    )

    def __init__(self, *args, may_restart: bool = False, **options):
        super().__init__(*args, **options)
        if not may_restart:
            del self.fields["is_restarted"]


class WithdrawForm(PortalForm):
    """Why a complaint is taken back."""

    reason = forms.CharField(label=_("撤回的理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    confirmed = forms.BooleanField(label=_("撤回以后，财政部门终止处理"))


class DecideForm(PortalForm):
    """The findings of every matter, the facts, the law, the rights."""

    facts = forms.CharField(
        label=_("查明的事实和相关依据"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8})
    )
    law = forms.CharField(label=_("法律依据"), max_length=500)
    ground = forms.ChoiceField(
        label=_("驳回的情形"),
        choices=[("", _("不是驳回")), *DismissGround.choices],
        required=False,
        help_text=_("没有一项成立的才选。"),
    )
    stage = forms.ChoiceField(label=_("采购进行到哪里"), choices=Stage.choices, widget=forms.RadioSelect)
    is_enough = forms.BooleanField(
        label=_("去掉有问题的供应商以后，合格供应商仍符合法定数量"),
        required=False,
        help_text=_("只影响对采购过程、结果的投诉：符合的另行确定供应商，不符合的重新采购。"),
    )
    review_organ = forms.CharField(label=_("行政复议机关"), max_length=120)
    court = forms.CharField(label=_("可以起诉的法院"), max_length=120)

    def __init__(self, *args, matters: Iterable[ComplaintMatter], **options):
        super().__init__(*args, **options)
        self.matters = list(matters)
        found = {}
        for row in self.matters:
            found[f"finding_{row.pk}"] = forms.ChoiceField(
                label=_("认定"), choices=Finding.choices, widget=forms.RadioSelect
            )
            found[f"reason_{row.pk}"] = forms.CharField(
                label=_("查明的事实和理由"), max_length=4000, widget=LINES
            )
        self.add_fields(found)

    @property
    def findings(self) -> list[tuple[ComplaintMatter, forms.BoundField, forms.BoundField]]:
        """Each matter with its two fields."""
        return [(row, self[f"finding_{row.pk}"], self[f"reason_{row.pk}"]) for row in self.matters]

    @property
    def decision(self) -> DecisionFacts:
        """As values; only after is_valid()."""
        said = self.cleaned_data
        found = [
            MatterFound(row.pk, said[f"finding_{row.pk}"], said[f"reason_{row.pk}"]) for row in self.matters
        ]
        names = ("facts", "law", "ground", "stage", "is_enough", "review_organ", "court")
        return DecisionFacts(found=found, **{name: said[name] for name in names})
