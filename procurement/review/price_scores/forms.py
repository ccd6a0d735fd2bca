"""The question of the score calculator; its fields are the parameters of the interface and of the command."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.clock import local_date, now
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField, format_amount, yuan
from procurement import methods
from procurement.review.price_scores.rules import Question
from procurement.review.rules import FULL_MARK

MOST_BIDS = 100
LONGEST_NAME = 120
DIVIDERS = " \t\u3000，："
METHODS = (
    "competitive_consultation",
    "open_tender",
    "invited_tender",
    "competitive_negotiation",
)


class LinesField(forms.CharField):
    """Names with a number each: typed a line apiece, or given as a mapping by a program."""

    widget = forms.Textarea

    def __init__(self, **options: Any):
        super().__init__(**{"max_length": 10_000, **options})

    def to_python(self, value: Any) -> dict[str, str]:
        """Every name once with the text of its number."""
        pairs = list(value.items()) if isinstance(value, Mapping) else _pairs(super().to_python(value))
        if len(pairs) > MOST_BIDS:
            raise ValidationError(_("最多填写 %(most)d 家。") % {"most": MOST_BIDS}, code="too_many")
        found: dict[str, str] = {}
        for row, (name, number) in enumerate(pairs, start=1):
            key = str(name).strip()
            if not key or len(key) > LONGEST_NAME:
                raise ValidationError(_("每一家都要有名称，最多 %(most)d 个字。") % {"most": LONGEST_NAME})
            if key in found:
                raise ValidationError(_("第 %(row)d 家与前面的同名。") % {"row": row}, code="twice")
            if isinstance(number, bool) or not isinstance(number, str | int | float | Decimal):
                raise ValidationError(_("第 %(row)d 家的数字没有读懂。") % {"row": row}, code="number")
            found[key] = str(number)
        return found

    def run_validators(self, value: Any) -> None:
        """Length was checked line by line."""

    def prepare_value(self, value: Any) -> Any:
        """A mapping as people write it."""
        return (
            "\n".join(f"{name} {number}" for name, number in value.items())
            if isinstance(value, Mapping)
            else value
        )


class PriceScoreForm(PortalForm):
    """Method, weight and bids; a deduction or a ceiling where there is one."""

    method = forms.ChoiceField(
        label=gettext_lazy("采购方式"),
        choices=[(code, methods.get(code).name) for code in METHODS],
        initial=METHODS[0],
    )
    weight = forms.CharField(
        label=gettext_lazy("价格分满分（分）"),
        help_text=gettext_lazy("采购文件写明的价格权值乘以 100，例如 10。谈判按最低价，不用填写。"),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        required=False,
        max_length=10,
    )
    bids = LinesField(
        label=gettext_lazy("各家报价（元）"),
        help_text=gettext_lazy(
            "一行一家：先写名称，空一格，再写报价。磋商和谈判填最后报价，招标填投标报价。"
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("请至少填写一家报价。")},
    )
    deductions = LinesField(
        label=gettext_lazy("价格扣除（%）"),
        help_text=gettext_lazy(
            "只填享受扣除的小微企业：先写名称，空一格，再写采购文件规定的百分比，例如 10。"
            "社会组织不属于中小企业，不扣除。"
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    ceiling = AmountField(
        label=gettext_lazy("最高限价（元）"),
        help_text=gettext_lazy("可以不填。高于最高限价的报价无效，不参加计算。"),
        required=False,
        min_amount=Decimal("0.01"),
    )
    date = DayField(
        label=gettext_lazy("按哪一天的规定"), help_text=gettext_lazy("不填写时按今天。"), required=False
    )

    def clean_bids(self) -> dict[str, Decimal]:
        """Every price is an amount above zero."""
        found = {}
        for row, (name, text) in enumerate(self.cleaned_data["bids"].items(), start=1):
            found[name] = _read(text, yuan, row=row)
            if found[name] <= 0:
                says = _("第 %(row)d 家的报价应当大于零。")
                raise ValidationError(says % {"row": row}, code="not_positive")
        return found

    def clean_deductions(self) -> dict[str, Decimal]:
        """Percentages as shares of one."""
        typed = enumerate(self.cleaned_data["deductions"].items(), start=1)
        return {name: _read(text, _share, row=row) for row, (name, text) in typed}

    def clean_date(self) -> Any:
        """Today unless said otherwise."""
        return self.cleaned_data["date"] or local_date(now())

    def clean(self) -> dict[str, Any]:
        """A weight where points are given; a deduction only for somebody who has bid."""
        facts = super().clean()
        if "method" in facts and "weight" in facts:
            self._clean_weight(facts, is_scored=methods.get(facts["method"]).is_scored)
        bids = facts.get("bids")
        if bids and any(name not in bids for name in facts.get("deductions", ())):
            self.add_error("deductions", _("价格扣除里有一家没有报价，请核对名称。"))
        return facts

    def _clean_weight(self, facts: dict[str, Any], *, is_scored: bool) -> None:
        if not is_scored:
            facts["weight"] = None
            return
        try:
            weight = Decimal(str(facts["weight"]).strip().removesuffix("%"))
        except InvalidOperation:
            weight = None
        if (
            weight is None
            or not weight.is_finite()
            or not 0 < weight <= FULL_MARK
            or weight != round(weight, 2)
        ):
            self.add_error("weight", _("价格分满分填写大于 0、不超过 100 的数字，最多两位小数，例如 10。"))
            return
        facts["weight"] = weight

    def question(self) -> Question:
        """What is asked, after is_valid()."""
        facts = self.cleaned_data
        return Question(
            bids=facts["bids"],
            weight=facts["weight"],
            deductions=facts["deductions"],
            ceiling=facts["ceiling"],
        )


def lines_of(prices: Mapping[str, Decimal]) -> str:
    """Prices as they are typed, a line apiece."""
    return "\n".join(f"{name} {format_amount(price)}" for name, price in prices.items())


def _pairs(text: str) -> list[tuple[str, str]]:
    """Name and number of each line: the last word is the number; what divides them is no part of the name."""
    rows = (line.strip(DIVIDERS) for line in text.splitlines())
    return [_pair(row) for row in rows if row]


def _pair(row: str) -> tuple[str, str]:
    at = max(row.rfind(divider) for divider in DIVIDERS)
    return row[: at + 1].rstrip(DIVIDERS), row[at + 1 :]


def _read(text: str, parse: Callable[[str], Decimal], *, row: int) -> Decimal:
    """The number of one line; the sentence names the line, not what was typed."""
    try:
        return parse(text)
    except ValueError as refusal:
        says = _("第 %(row)d 家：%(refusal)s") % {"row": row, "refusal": refusal}
        raise ValidationError(says, code="number") from None


def _share(text: str) -> Decimal:
    try:
        percent = Decimal(text.strip().removesuffix("%"))
    except InvalidOperation:
        percent = Decimal(-1)
    if not percent.is_finite() or not 0 < percent < FULL_MARK or percent != round(percent, 2):
        raise ValueError(_("请填写大于 0、小于 100 的百分数，例如 10。"))
    return percent / 100
