"""What a contract must hold to: tables without a database."""

from datetime import date
from decimal import Decimal

import pytest

from procurement.contracts import rules
from procurement.contracts.rules import ContractFacts, InstalmentFacts, TermLaw

AMOUNT = Decimal("935000")
AWARDED_ON = date(2026, 3, 2)
LAW = TermLaw(normal_years=Decimal(1), announced_months=12)


def facts(*amounts: str, starts: date = date(2026, 3, 10), ends: date = date(2027, 3, 9)) -> ContractFacts:
    amounts = amounts or ("280500", "374000", "280500")
    parts = tuple(InstalmentFacts(f"第{n}期", Decimal(a)) for n, a in enumerate(amounts, start=1))
    return ContractFacts(starts, ends, "条款", parts)


@pytest.mark.article("K22:23；O74:19")
@pytest.mark.article("O102:24")
@pytest.mark.parametrize(
    ("contract", "codes"),
    [
        (facts(), []),
        (facts("935000"), []),
        (facts("934999.99"), ["instalments_do_not_close"]),
        (facts("935000.01"), ["instalments_do_not_close"]),
        (facts(), []),
        (facts("935000", "0"), ["instalment_not_positive"]),
        (facts("935001", "-1"), ["instalment_not_positive"]),
        (facts(ends=date(2027, 3, 10)), []),
        (facts(ends=date(2027, 3, 11)), ["longer_than_announced"]),
        (facts(starts=date(2026, 3, 1), ends=date(2026, 12, 31)), ["starts_before_award"]),
        (facts(starts=date(2026, 3, 2), ends=date(2026, 12, 31)), []),
        (facts(starts=date(2026, 3, 10), ends=date(2026, 3, 10)), ["ends_before_start"]),
    ],
)
def test_money_and_term_of_a_contract(contract, codes):
    found = rules.contract_refusals(contract, amount=AMOUNT, awarded_on=AWARDED_ON, term=LAW)
    assert [refusal.code for refusal in found] == codes


@pytest.mark.article("O102:24")
def test_a_contract_longer_than_a_year_is_refused_even_when_announced_so():
    contract = facts(starts=date(2026, 3, 10), ends=date(2027, 3, 11))
    law = TermLaw(normal_years=Decimal(1), announced_months=24)
    found = rules.contract_refusals(contract, amount=AMOUNT, awarded_on=AWARDED_ON, term=law)
    assert [refusal.code for refusal in found] == ["longer_than_normal"]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 3, 10), 12, date(2027, 3, 10)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(start, months, end):
    assert rules.add_months(start, months) == end


@pytest.mark.parametrize(
    ("amount", "allocations", "taken"),
    [
        ("500", [(1, "600"), (2, "360")], [(1, "500")]),
        ("700", [(1, "600"), (2, "360")], [(1, "600"), (2, "100")]),
        ("960", [(1, "600"), (2, "360")], [(1, "600"), (2, "360")]),
        ("0", [(1, "600")], []),
    ],
)
def test_a_contract_uses_up_the_first_fund_first(amount, allocations, taken):
    lines = [(line, Decimal(part)) for line, part in allocations]
    assert rules.spread(Decimal(amount), lines) == [(line, Decimal(part)) for line, part in taken]


def test_a_contract_above_what_is_held_is_not_spread():
    with pytest.raises(ValueError, match="less than"):
        rules.spread(Decimal(961), [(1, Decimal(600)), (2, Decimal(360))])


@pytest.mark.article("《中华人民共和国电子签名法》第十三条")
def test_the_signer_is_a_second_person_and_signs_the_same_text():
    assert rules.signing_refusals(drafted_by=1, signed_by=1)[0].code == "same_person"
    assert rules.signing_refusals(drafted_by=1, signed_by=2) == []
    assert rules.text_refusals(offered="a", current="b")[0].code == "text_changed"
    assert rules.text_refusals(offered="a", current="a") == []
