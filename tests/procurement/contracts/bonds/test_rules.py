"""When a bond counts, when it goes back, what lateness costs: tables without a database."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import SHANGHAI
from portal.kernel.errors import Refusal
from procurement.contracts.bonds import rules
from procurement.contracts.bonds.choices import RefundCause
from procurement.contracts.bonds.rules import Asked, BondFacts, Cause, Charge

DEADLINE = datetime(2026, 3, 20, 9, 30, tzinfo=SHANGHAI)
IN_TIME = datetime(2026, 3, 20, 9, 30, tzinfo=SHANGHAI)
TOO_LATE = datetime(2026, 3, 20, 9, 30, 1, tzinfo=SHANGHAI)
LAW = Charge(Decimal("0.0435"), Decimal("1.2"), 360)


def codes(refusals: list[Refusal]) -> list[str]:
    return [refusal.code for refusal in refusals]


@pytest.mark.article("O87:63；财政部令第74号第十四条")
@pytest.mark.parametrize(
    ("amount", "arrived_at", "found"),
    [
        ("9800", IN_TIME, []),
        ("9800.01", IN_TIME, []),
        ("9799.99", IN_TIME, ["bond_short"]),
        ("9800", TOO_LATE, ["bond_late"]),
        ("1", TOO_LATE, ["bond_short", "bond_late"]),
    ],
)
def test_a_bond_counts_when_it_is_whole_and_there_by_the_deadline(amount, arrived_at, found):
    facts = BondFacts("transfer", Decimal(amount), arrived_at, "1")
    assert codes(rules.faults(facts, Asked(Decimal("9800"), DEADLINE))) == found


@pytest.mark.article("REG:33")
def test_where_none_is_asked_none_is_taken():
    assert codes(rules.asked_refusals(is_required=False)) == ["bond_not_asked"]
    assert rules.asked_refusals(is_required=True) == []


@pytest.mark.article("O87:28")
def test_nothing_is_entered_before_the_opening():
    assert codes(rules.early_refusals(is_disclosed=False)) == ["bond_sealed"]
    assert rules.early_refusals(is_disclosed=True) == []


@pytest.mark.parametrize(
    ("amount", "arrived_at", "is_known", "found"),
    [
        ("9800", IN_TIME, False, []),
        ("0", IN_TIME, False, ["bond_amount"]),
        ("9800", datetime(2026, 3, 21, 10, tzinfo=SHANGHAI), False, ["bond_in_future"]),
        ("9800", IN_TIME, True, ["bond_known"]),
    ],
)
def test_what_is_entered_has_come_once(amount, arrived_at, is_known, found):
    facts = BondFacts("transfer", Decimal(amount), arrived_at, "1")
    now = datetime(2026, 3, 21, 9, tzinfo=SHANGHAI)
    assert codes(rules.entry_refusals(facts, now=now, is_known=is_known)) == found


@pytest.mark.article("O87:38；O87:29")
def test_a_bond_goes_back_five_working_days_after_its_cause():
    weekdays = Calendar(frozenset({2026}))
    cause = Cause(RefundCause.NOT_CHOSEN, date(2026, 3, 20))  # a Friday
    assert rules.refund_by(cause, 5, calendar=weekdays).date == date(2026, 3, 27)
    assert codes(rules.due_refusals(None)) == ["refund_not_due"]
    assert rules.due_refusals(cause) == []


@pytest.mark.article("O87:38")
@pytest.mark.parametrize(
    ("on", "late", "owed"),
    [
        (date(2026, 3, 27), 0, "0.00"),
        (date(2026, 3, 28), 1, "1.42"),
        (date(2026, 4, 26), 30, "42.63"),
    ],
)
def test_lateness_costs_the_loan_rate_and_a_fifth(on, late, owed):
    assert rules.days_late(on, last_day=date(2026, 3, 27)) == late
    assert rules.late_charge(Decimal("9800"), late, LAW) == Decimal(owed)


@pytest.mark.article("O87:38")
@pytest.mark.parametrize(
    ("late", "paid", "fault", "reason", "found"),
    [
        (0, "0", False, "", []),
        (30, "42.63", False, "", []),
        (30, "42.62", False, "", ["late_charge_missing"]),
        (30, "0", True, "", ["late_reason_missing"]),
        (30, "0", True, "账户已注销，两次催告没有回复。", []),
        (30, "0", False, "忘记了。", ["late_charge_missing"]),
    ],
)
def test_lateness_is_paid_for_unless_the_supplier_was_the_cause(late, paid, fault, reason, found):
    refusals = rules.charge_refusals(
        late=late, due=Decimal("42.63"), paid=Decimal(paid), reason=reason, is_suppliers_fault=fault
    )
    assert codes(refusals) == found


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2026, 3, 19), ["refund_day"]),
        (date(2026, 3, 20), []),
        (date(2026, 3, 25), []),
        (date(2026, 3, 26), ["refund_day"]),
    ],
)
def test_a_bond_was_given_back_after_its_cause_and_not_tomorrow(on, found):
    assert codes(rules.day_refusals(on, since=date(2026, 3, 20), today=date(2026, 3, 25))) == found


@pytest.mark.article("O87:38")
def test_only_the_contractors_bond_is_turned_over():
    signed = Cause(RefundCause.CONTRACT, date(2026, 3, 20))
    assert rules.convert_refusals(signed) == []
    lost = Cause(RefundCause.NOT_CHOSEN, date(2026, 3, 20))
    assert codes(rules.convert_refusals(lost)) == codes(rules.convert_refusals(None)) == ["not_contractor"]


@pytest.mark.article("O74:20；O87:23")
def test_a_bond_is_kept_on_a_ground_of_the_law_and_by_two_people():
    assert codes(rules.keep_refusals(ground="collusion", reason=" ")) == ["keep_reason_missing"]
    assert rules.keep_refusals(ground="collusion", reason="两家的文件由同一人编制。") == []
    shut = rules.keep_refusals(ground="late_withdrawal", reason="没有解锁。", was_not_opened=True)
    assert codes(shut) == ["not_opened_is_no_withdrawal"]
    assert rules.keep_refusals(ground="document", reason="文件第九条。", was_not_opened=True) == []
    for ground in ("late_withdrawal", "document"):
        recalled = rules.keep_refusals(ground=ground, reason="没有打开。", is_recalled=True)
        assert codes(recalled) == ["recalled_bond_goes_back"]
    assert rules.keep_refusals(ground="collusion", reason="有证据。", is_recalled=True) == []
    assert codes(rules.second_person_refusals(proposed_by=1, user_id=1)) == ["same_person"]
    assert rules.second_person_refusals(proposed_by=1, user_id=2) == []
