"""What is typed about a framework agreement."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies.models import Body
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField, format_amount
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.award.framework.models import FrameworkMember
from procurement.award.framework.rules import AgreementFacts, Judged, OrderFacts, SkipFacts
from procurement.budget.models import BudgetLine
from procurement.projects.forms import LEAST

PAPERS = (*DOCUMENTS, *IMAGES)
MOST_PLACES = 999
YES_NO = (("yes", gettext_lazy("同意加入")), ("no", gettext_lazy("不同意")))


def lines(label: Any, most: int, *, rows: int = 3, **options: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class SelectForm(PortalForm):
    """How each opened response was judged; one group of fields a supplier."""

    price_unit = forms.CharField(
        label=gettext_lazy("计价单位"), max_length=40, help_text=gettext_lazy("例如：元/次、元/人月。")
    )
    paper = UploadField(label=gettext_lazy("评审报告"), kinds=PAPERS)

    def __init__(self, *args: Any, suppliers: Sequence[Body], **options: Any):
        super().__init__(*args, **options)
        self.suppliers = list(suppliers)
        for body in self.suppliers:
            self.fields[f"fit_{body.pk}"] = forms.BooleanField(label=_("符合要求"), required=False)
            self.fields[f"place_{body.pk}"] = forms.IntegerField(
                label=_("排序"), min_value=1, max_value=MOST_PLACES, required=False
            )
            self.fields[f"admitted_{body.pk}"] = forms.BooleanField(label=_("入围"), required=False)
            self.fields[f"reason_{body.pk}"] = forms.CharField(
                label=_("没有入围的原因"), max_length=300, required=False
            )

    def groups(self) -> list[dict[str, Any]]:
        """The fields of each supplier."""
        names = ("fit", "place", "admitted", "reason")
        return [
            {"supplier": body, **{name: self[f"{name}_{body.pk}"] for name in names}}
            for body in self.suppliers
        ]

    @property
    def judged(self) -> list[Judged]:
        """The judgements as the workflow takes them; only after is_valid()."""
        data = self.cleaned_data
        return [
            Judged(
                supplier_id=body.pk,
                name=body.name,
                is_fit=data[f"fit_{body.pk}"],
                place=data[f"place_{body.pk}"],
                is_admitted=data[f"admitted_{body.pk}"],
                reason=data[f"reason_{body.pk}"],
            )
            for body in self.suppliers
        ]


class SendBackForm(PortalForm):
    """Why the result goes back."""

    opinion = lines(gettext_lazy("退回意见"), 1000)


class EndForm(PortalForm):
    """Why a collection ends."""

    reason = lines(
        gettext_lazy("终止的原因"),
        1000,
        help_text=gettext_lazy("例如：符合要求的供应商有几家，为什么不能确定入围供应商。"),
    )


class StrikeForm(PortalForm):
    """Why an order is struck."""

    reason = forms.CharField(
        label=gettext_lazy("作废的原因"), max_length=200, help_text=gettext_lazy("例如：金额登记错误。")
    )


class ConfirmForm(PortalForm):
    """The last look before everybody sees it."""

    confirmed = forms.BooleanField(label=gettext_lazy("我已核对，现在公告"))


class ConfirmAnswerForm(PortalForm):
    """The last look before the supplier learns of the answer."""

    confirmed = forms.BooleanField(label=gettext_lazy("我已核对申请、证明材料和拟定的答复"))


class ApplyForm(PortalForm):
    """A supplier asks to join an open agreement."""

    text = lines(
        gettext_lazy("服务能力说明"),
        3000,
        rows=6,
        help_text=gettext_lazy("服务区域、人员、设施，以及征集文件要求说明的事项。"),
    )
    paper = UploadField(
        label=gettext_lazy("证明材料"),
        kinds=PAPERS,
        help_text=gettext_lazy("登记证书和征集文件要求的资格证明，合并成一个文件。"),
    )
    is_agreed = forms.BooleanField(
        label=gettext_lazy("我单位已阅读征集文件，同意其中的协议条件和统一付费标准"), required=False
    )


class AnswerForm(PortalForm):
    """The answer that somebody proposes to an application."""

    answer = forms.ChoiceField(label=gettext_lazy("答复"), choices=YES_NO, widget=forms.RadioSelect)
    reason = lines(
        gettext_lazy("不同意的理由"),
        500,
        required=False,
        help_text=gettext_lazy("不同意的必须写明，供应商补正后可以再次申请。"),
    )


class AgreementForm(PortalForm):
    """The agreement that was signed with one supplier."""

    number = forms.CharField(label=gettext_lazy("框架协议编号"), max_length=80)
    signed_on = DayField(label=gettext_lazy("签订日期"))
    ends_on = DayField(label=gettext_lazy("有效期至"))
    paper = UploadField(label=gettext_lazy("框架协议"), kinds=PAPERS)

    @property
    def facts(self) -> AgreementFacts:
        """The agreement as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        return AgreementFacts(data["number"], data["signed_on"], data["ends_on"])


class OrderForm(PortalForm):
    """An order of the second phase."""

    member_id = forms.TypedChoiceField(label=gettext_lazy("成交供应商"), coerce=int, widget=forms.RadioSelect)
    content = forms.CharField(
        label=gettext_lazy("服务内容和数量"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    amount = AmountField(label=gettext_lazy("成交金额"), min_amount=LEAST)
    grounds = lines(gettext_lazy("确定供应商的情况"), 2000)
    decided_on = DayField(label=gettext_lazy("成交日期"))
    paper = UploadField(label=gettext_lazy("成交凭证"), kinds=PAPERS)

    def __init__(
        self,
        *args: Any,
        members: Sequence[FrameworkMember],
        lines: Sequence[BudgetLine] | None = None,
        help_text: str = "",
        **options: Any,
    ):
        super().__init__(*args, **options)
        self.fields["member_id"].choices = [(one.pk, one.supplier.name) for one in members]
        self.fields["grounds"].help_text = help_text
        if lines is not None:
            label = _("%(line)s，可用 %(left)s 元")
            self.fields["line_id"] = forms.TypedChoiceField(
                label=_("本单位的预算指标"),
                coerce=int,
                choices=[
                    ("", _("请选择")),
                    *(
                        (one.pk, label % {"line": one, "left": format_amount(one.available_amount)})
                        for one in lines
                    ),
                ],
                help_text=_("登记时占用这条指标的金额，作废时退回。"),
            )
            self.order_fields(["member_id", "content", "amount", "line_id"])

    @property
    def facts(self) -> OrderFacts:
        """The order as the workflow takes it; only after is_valid()."""
        return OrderFacts(**{name: value for name, value in self.cleaned_data.items() if name != "paper"})


class SkipForm(PortalForm):
    """A turn that a supplier gave up."""

    member_id = forms.TypedChoiceField(
        label=gettext_lazy("放弃的供应商"), coerce=int, widget=forms.RadioSelect
    )
    given_up_on = DayField(label=gettext_lazy("放弃日期"))
    reason = lines(
        gettext_lazy("放弃的原因"), 500, help_text=gettext_lazy("按供应商的书面说明填写，会告知供应商。")
    )
    paper = UploadField(label=gettext_lazy("放弃的凭据"), kinds=PAPERS)

    def __init__(self, *args: Any, members: Sequence[FrameworkMember], **options: Any):
        super().__init__(*args, **options)
        self.fields["member_id"].choices = [(one.pk, one.supplier.name) for one in members]

    @property
    def facts(self) -> SkipFacts:
        """What was given up as the workflow takes it; only after is_valid()."""
        return SkipFacts(**{name: value for name, value in self.cleaned_data.items() if name != "paper"})


class ConfirmSkipForm(PortalForm):
    """The last look before it counts as a turn."""

    confirmed = forms.BooleanField(label=gettext_lazy("我已核对供应商书面放弃的凭据"))


class OrderEndForm(PortalForm):
    """Why a published order comes to no contract."""

    reason = lines(
        gettext_lazy("终止的原因"), 500, help_text=gettext_lazy("例如：供应商书面放弃签订合同。内容会公告。")
    )
    paper = UploadField(label=gettext_lazy("凭据"), kinds=PAPERS)


class ConfirmOrderEndForm(PortalForm):
    """The last look before everybody sees it."""

    confirmed = forms.BooleanField(label=gettext_lazy("我已核对原因和凭据，现在终止"))
