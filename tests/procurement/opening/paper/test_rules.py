"""When a paper copy is taken and when it may be opened."""

from decimal import Decimal

import pytest

from procurement.opening.paper import rules

FREE = {"is_allowed": True, "package_number": "P-1", "receipt_number": "P-1-012345"}


def codes(found) -> list[str]:
    return [refusal.code for refusal in found]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"is_allowed": False}, ["paper_not_allowed"]),
        ({"receipt_number": "P-1-12345"}, ["not_a_receipt"]),
        ({"receipt_number": "P-2-012345"}, ["not_a_receipt"]),
        ({"receipt_number": "P-1-012345 "}, ["not_a_receipt"]),
    ],
    ids=["free", "not-allowed", "short", "other-package", "space"],
)
def test_a_copy_is_taken_where_the_document_allows_it_once_a_receipt(change, expected):
    assert codes(rules.receiving_refusals(**FREE | change)) == expected
    assert codes(rules.known_refusals(is_known=True)) == ["paper_known"]
    assert rules.known_refusals(is_known=False) == []


@pytest.mark.article("O87:33")
def test_what_is_not_sealed_is_not_taken():
    assert codes(rules.unsealed_refusals(is_sealed=False)) == ["unsealed"]
    assert rules.unsealed_refusals(is_sealed=True) == []


@pytest.mark.parametrize(
    ("is_opened", "is_recall", "is_done", "expected"),
    [
        (False, True, False, []),
        (True, True, False, ["opened"]),
        (False, None, False, ["not_ruled"]),
        (False, False, False, ["own_fault"]),
        (False, True, True, ["paper_done"]),
    ],
)
def test_a_copy_is_opened_only_after_a_ruling_that_it_was_not_the_bidders_fault(
    is_opened, is_recall, is_done, expected
):
    facts = {"is_opened": is_opened, "is_recall": is_recall, "is_done": is_done}
    assert codes(rules.typing_refusals(**facts)) == expected


@pytest.mark.parametrize(
    ("typed_by", "are_both_handlers", "expected"),
    [(None, False, ["not_typed"]), (7, False, ["same_person"]), (8, True, ["handlers_only"]), (8, False, [])],
)
def test_two_people_open_it_and_not_both_handlers(typed_by, are_both_handlers, expected):
    facts = {"typed_by": typed_by, "checked_by": 7, "are_both_handlers": are_both_handlers}
    assert codes(rules.second_person_refusals(**facts)) == expected


def test_both_read_the_same_price_and_the_session_waits_for_them():
    assert codes(rules.same_price_refusals(Decimal("1.00"), Decimal("1.01"))) == ["prices_differ"]
    assert rules.same_price_refusals(Decimal("1.00"), Decimal("1")) == []
    assert codes(rules.waiting_refusals(1)) == ["paper_waiting"]
    assert rules.waiting_refusals(0) == []
    assert codes(rules.reason_refusals(" ")) == ["no_reason"]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("P-1-123456", "P-1-123456", 0), ("P-1-123456", "P-1-123546", 2), ("P-1-12", "P-1-1", None)],
)
def test_numbers_are_compared_place_by_place(one, other, apart):
    assert rules.digits_apart(one, other) == apart


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"is_stray": False}, ["paper_fits"]),
        ({"is_joined": True}, ["paper_joined"]),
        ({"may_be_joined": False}, ["not_shut"]),
        ({"by": 7}, ["same_person"]),
        ({"reason": " "}, ["no_reason"]),
    ],
    ids=["free", "fits", "joined", "opened", "received", "no-reason"],
)
def test_a_second_person_places_a_copy_whose_number_fits_no_bid(change, expected):
    facts = {"is_stray": True, "is_joined": False, "may_be_joined": True, "received_by": 7, "by": 8}
    assert codes(rules.joining_refusals(**facts | {"reason": "封面写明。"} | change)) == expected
    assert codes(rules.stray_refusals(1)) == ["paper_stray"]
    assert rules.stray_refusals(0) == []
