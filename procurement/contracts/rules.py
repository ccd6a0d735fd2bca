"""What a contract must hold to: the award, the term, the money, two signatures. Pure."""

import hashlib
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.ledger.rules import canonical
from portal.kernel.money import ZERO, format_amount

SIGN_BASIS = "政府采购法第四十六条；政府采购非招标采购方式管理办法（财政部令第74号）第十九条"
TERM_BASIS = "政府购买服务管理办法（财政部令第102号）第二十四条"
STAGE_BASIS = "政府采购需求管理办法（财库〔2021〕22号）第二十三条"
PUBLISH_BASIS = "政府采购法实施条例第五十条"
FILE_BASIS = "政府采购法第四十七条"
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class InstalmentFacts:
    """One payment: what must have been delivered first, and how much in yuan."""

    milestone: str
    amount: Decimal


@dataclass(frozen=True)
class ContractFacts:
    """What the purchaser writes into a contract; the amount is the award's and is not written."""

    starts_on: date
    ends_on: date
    terms: str
    instalments: tuple[InstalmentFacts, ...]


@dataclass(frozen=True)
class TermLaw:
    """How long a contract may last, in years, and how long this project was announced for, in months."""

    normal_years: Decimal
    announced_months: int
    basis: str = TERM_BASIS


def stale_refusals(*, is_stale: bool) -> list[Refusal]:
    """A text for a supplier that is no longer the chosen one binds nobody (Regulation, art. 49)."""
    if not is_stale:
        return []
    because = _("成交供应商已经变更，这份合同文本作废。")
    remedy = _("请等新的结果公告以后，与新的成交供应商起草合同。")
    return [Refusal(because, "《中华人民共和国政府采购法实施条例》第四十九条", remedy, "supplier_replaced")]


def contract_refusals(
    facts: ContractFacts, *, amount: Decimal, awarded_on: date, term: TermLaw
) -> list[Refusal]:
    """Refusals for a draft: instalments that do not close, a term that is too long or begins too early."""
    return [
        *instalment_refusals(facts.instalments, amount=amount),
        *term_refusals(facts.starts_on, facts.ends_on, awarded_on=awarded_on, term=term),
    ]


def instalment_refusals(instalments: Sequence[InstalmentFacts], *, amount: Decimal) -> list[Refusal]:
    """Instalments are positive and close exactly on the contract's amount."""
    total = sum((instalment.amount for instalment in instalments), ZERO)
    if any(instalment.amount <= ZERO for instalment in instalments):
        return [Refusal(because=_("每期付款都要大于零。"), basis=STAGE_BASIS, code="instalment_not_positive")]
    if total != amount:
        return [
            Refusal(
                because=_("各期付款合计 %(total)s 元，合同金额 %(amount)s 元，两者必须相等。")
                % {"total": format_amount(total), "amount": format_amount(amount)},
                basis=STAGE_BASIS,
                remedy=_("请调整各期金额。合同金额就是成交金额，不能改动。"),
                code="instalments_do_not_close",
            )
        ]
    return []


def term_refusals(starts_on: date, ends_on: date, *, awarded_on: date, term: TermLaw) -> list[Refusal]:
    """The service begins after the award and lasts no longer than announced, normally no more than a year."""
    refusals = []
    if ends_on <= starts_on:
        refusals.append(Refusal(because=_("服务结束日期要在开始日期以后。"), code="ends_before_start"))
    if starts_on < awarded_on:
        refusals.append(
            Refusal(
                because=_("服务开始日期 %(starts)s 早于成交通知日期 %(awarded)s。")
                % {"starts": starts_on.isoformat(), "awarded": awarded_on.isoformat()},
                basis=SIGN_BASIS,
                code="starts_before_award",
            )
        )
    latest = add_months(starts_on, term.announced_months)
    if ends_on > latest:
        refusals.append(
            Refusal(
                because=_("服务期限超过公告的 %(months)d 个月，最晚到 %(latest)s。")
                % {"months": term.announced_months, "latest": latest.isoformat()},
                basis=SIGN_BASIS,
                remedy=_("请按公告的服务期限填写。"),
                code="longer_than_announced",
            )
        )
    elif ends_on > add_months(starts_on, int(term.normal_years * MONTHS_A_YEAR)):
        refusals.append(
            Refusal(
                because=_("合同期限一般不超过 %(years)d 年。") % {"years": int(term.normal_years)},
                basis=term.basis,
                remedy=_("请把服务期限缩短到一年以内，下一年度另行安排。"),
                code="longer_than_normal",
            )
        )
    return refusals


def add_months(start: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    year, month = divmod(start.year * MONTHS_A_YEAR + start.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def signing_refusals(*, drafted_by: int, signed_by: int) -> list[Refusal]:
    """The purchaser's signature is a second person's."""
    if drafted_by != signed_by:
        return []
    return [
        Refusal(
            because=_("合同由您起草，须由本单位另一名人员签署。"),
            basis=_("单位内部控制制度（待确认）"),
            remedy=_("请由分管领导或复核人员签署。"),
            code="same_person",
        )
    ]


def text_refusals(*, offered: str, current: str) -> list[Refusal]:
    """Both sides sign the same text."""
    if offered == current:
        return []
    return [
        Refusal(
            because=_("合同文本在对方签署以后有变动，两方签署的必须是同一份文本。"),
            basis=_("电子签名法第十三条"),
            remedy=_("请重新发起签署。"),
            code="text_changed",
        )
    ]


def text_digest(content: dict) -> str:
    """SHA-256 of what is signed, by canonical JSON."""
    return hashlib.sha256(canonical(content)).hexdigest()


def spread(amount: Decimal, allocations: Sequence[tuple[int, Decimal]]) -> list[tuple[int, Decimal]]:
    """How a contract's amount lies on fund allocations of (id, available): the first is used up first.

    Raises ValueError when the allocations carry less than the amount.
    """
    left, taken = amount, []
    for allocation_id, available in allocations:
        share = min(left, available)
        if share > ZERO:
            taken.append((allocation_id, share))
            left -= share
    if left > ZERO:
        raise ValueError("the allocations carry less than the contract")
    return taken
