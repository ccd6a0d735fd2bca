"""Who may release a key, how many must have bid, what a quote must be, by cases."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.kernel.clock import at_local
from procurement.opening import rules
from procurement.opening.rules import Officer

DUE = at_local(date(2026, 11, 24), 9, 30)
HANDLER = Officer(1, frozenset({"purchaser_handler"}))
COLLEAGUE = Officer(2, frozenset({"purchaser_handler"}))
REVIEWER = Officer(3, frozenset({"purchaser_reviewer"}))
AGENCY = Officer(4, frozenset({"agency_handler"}))
FINANCE = Officer(5, frozenset({"finance"}))


@pytest.mark.article("O87:39")
@pytest.mark.parametrize(
    ("officer", "before", "now", "codes"),
    [
        (HANDLER, [], DUE, []),
        (HANDLER, [], DUE - timedelta(seconds=1), ["too_early"]),
        (HANDLER, [HANDLER], DUE, ["same_person"]),
        (COLLEAGUE, [HANDLER], DUE, ["handlers_only"]),
        (AGENCY, [HANDLER], DUE, ["handlers_only"]),
        (REVIEWER, [HANDLER], DUE, []),
        (HANDLER, [REVIEWER], DUE, []),
        (FINANCE, [REVIEWER], DUE, []),
    ],
)
def test_two_different_officers_one_of_them_no_handler(officer, before, now, codes):
    found = rules.release_refusals(now=now, due_at=DUE, officer=officer, before=before)
    assert [refusal.code for refusal in found] == codes


@pytest.mark.article("财库〔2014〕214号第六条")
@pytest.mark.parametrize(("received", "codes"), [(0, ["too_few"]), (2, ["too_few"]), (3, []), (9, [])])
def test_fewer_than_three_are_too_few_and_the_number_stays_untold(received, codes):
    found = rules.too_few_refusals(received=received, least=3, basis="依据")
    assert [refusal.code for refusal in found] == codes
    assert all(str(received) not in refusal.because for refusal in found)


@pytest.mark.parametrize(("now", "is_open"), [(DUE - timedelta(microseconds=1), True), (DUE, False)])
def test_unlocking_is_half_open(now, is_open):
    assert (rules.unlock_refusals(now=now, until=DUE) == []) is is_open


@pytest.mark.article("财政部令第87号第六十三条")
@pytest.mark.parametrize(
    ("price", "amount", "is_valid"),
    [
        ("980000", Decimal("980000"), True),
        ("979999.99", Decimal("979999.99"), True),
        ("980000.01", Decimal("980000.01"), False),
        ("0", None, False),
        ("-1", None, False),
        ("九万", None, False),
        ("", None, False),
        ("1e5", None, False),
    ],
)
def test_a_quote_above_the_ceiling_or_no_amount_does_not_count(price, amount, is_valid):
    quote = rules.read_quote({"price": price}, ceiling=Decimal("980000"))
    assert quote.amount == amount
    assert (quote.fault == "") is is_valid


@pytest.mark.article("发展改革委令第20号第三十一条")
@pytest.mark.parametrize(
    ("was_there", "has_tried", "words"),
    [(False, False, "没有到场"), (True, False, "到场，但"), (True, True, "摘要不一致")],
)
def test_what_becomes_of_a_bid_that_nobody_unlocked_is_said_in_words(was_there, has_tried, words):
    told = rules.unopened(was_there=was_there, has_tried=has_tried)
    assert told.startswith((words, "在解锁")) and words in told
    assert "视为撤销" in told and "视为撤回" in told and "待确认" in told and len(told) <= 300
