"""What is typed about a grant."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField
from procurement.notices.choices import NoticeType
from procurement.notices.grants.rules import Facts
from procurement.notices.models import Notice
from procurement.projects.forms import LEAST

CONCLUSIONS = (
    ("通过结项", _("通过结项")),
    ("限期整改", _("限期整改")),
    ("不予结项", _("不予结项")),
)
FIRST_YEAR, LAST_YEAR = 2010, 2099


def area(label: Any, *, rows: int = 4, **options: Any) -> forms.CharField:
    """A field for a longer text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(**{"label": label, "max_length": 4000, "widget": widget, **options})


class GrantForm(PortalForm):
    """What every notice about a grant says: the fund and whom to call."""

    fund = forms.CharField(
        label=_("资金名称"), max_length=60, help_text=_("例如“福彩公益金支持社会组织项目”。")
    )
    phone = forms.CharField(label=_("联系电话"), max_length=40)

    def __init__(self, *args: Any, followed: Iterable[Notice] = (), **options: Any):
        super().__init__(*args, **options)
        if "follows" in self.fields:
            kept = [(notice.number, f"{notice.title}（{notice.number}）") for notice in followed]
            self.fields["follows"].choices = [("", _("不在本平台发布")), *kept]

    @property
    def facts(self) -> Facts:
        """Everything as plain texts; only after is_valid()."""
        return {name: written(value) for name, value in self.cleaned_data.items()}


def written(value: object) -> str:
    """A value as it is kept: days as 2026-03-02, amounts with their decimals, nothing as an empty text."""
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


class GrantCallForm(GrantForm):
    """A call for applications."""

    year = forms.IntegerField(label=_("申报年度"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    total = AmountField(label=_("资助总额"), min_amount=LEAST, required=False)
    scope = area(_("资助范围和标准"))
    qualification = area(_("申报条件"), help_text=_("按登记情况、评估等级等写明，不得设置不合理条件。"))
    opens_on = DayField(label=_("申报开始日期"))
    closes_on = DayField(label=_("申报截止日期"))
    manner = forms.CharField(label=_("申报方式"), max_length=200)
    materials = area(_("申报材料"), required=False)
    review = area(_("评审和公示"), help_text=_("怎样评审、由谁决定、公示多长时间。"))
    field_order = ("fund", "year", "total", "scope", "qualification", "opens_on", "closes_on", "manner")


class GrantPublicityForm(GrantForm):
    """Who is to get a grant."""

    year = forms.IntegerField(label=_("申报年度"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    follows = forms.ChoiceField(label=_("对应的申报公告"), required=False)
    granted = area(
        _("拟立项名单"),
        rows=8,
        help_text=_("每行一个项目：项目名称；承担单位；资助金额（元）。用分号隔开。"),
    )
    office = forms.CharField(label=_("异议受理单位"), max_length=100)
    field_order = ("fund", "year", "follows", "granted", "office", "phone")


class GrantClosingForm(GrantForm):
    """How a granted project ended."""

    follows = forms.ChoiceField(label=_("对应的立项公示"), required=False)
    project = forms.CharField(label=_("项目名称"), max_length=120)
    organisation = forms.CharField(label=_("承担单位"), max_length=120)
    amount = AmountField(label=_("资助金额"), min_amount=LEAST)
    opens_on = DayField(label=_("执行开始日期"))
    closes_on = DayField(label=_("执行结束日期"))
    person = forms.CharField(label=_("负责人"), max_length=40)
    result = area(_("完成情况和绩效"))
    conclusion = forms.ChoiceField(label=_("结项结论"), choices=CONCLUSIONS, widget=forms.RadioSelect)
    opinion = area(_("结项意见"), required=False)
    field_order = ("fund", "follows", "project", "organisation", "amount", "opens_on", "closes_on", "person")


class GrantOpinionForm(PortalForm):
    """Why a notice goes back to whoever drafted it."""

    opinion = area(_("退回意见"), rows=3, max_length=1000)


FORMS: dict[str, type[GrantForm]] = {
    NoticeType.GRANT_CALL: GrantCallForm,
    NoticeType.GRANT_PUBLICITY: GrantPublicityForm,
    NoticeType.GRANT_CLOSING: GrantClosingForm,
}
