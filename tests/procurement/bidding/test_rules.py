"""Who may submit, until when, and what an envelope must be, by cases."""

import json
from datetime import date, timedelta

import pytest

from portal.kernel.clock import at_local
from procurement.bidding import rules
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.rules import Bidder, Sealed

FILE = {"id": "A" * 22, "sealed_size": 1000, "sealed_sha256": "0" * 64}
FIT = Bidder(may_contract=True, has_obtained=True, is_party=False, person_is_party=False)
OPENS, CLOSES = at_local(date(2026, 11, 12)), at_local(date(2026, 11, 24), 9, 30)


@pytest.mark.article("REG:9；REG:18")
@pytest.mark.article("财政部令第102号第六条")
@pytest.mark.parametrize(
    ("changes", "kind", "code"),
    [
        ({"may_contract": False}, SubmissionKind.RESPONSE, "may_not_contract"),
        ({"has_obtained": False}, SubmissionKind.RESPONSE, "not_obtained"),
        ({"is_party": True}, SubmissionKind.RESPONSE, "is_party"),
        ({"person_is_party": True}, SubmissionKind.RESPONSE, "person_is_party"),
        ({"is_invited": False}, SubmissionKind.FINAL_QUOTE, "not_invited"),
        ({"is_invited": False}, SubmissionKind.RESPONSE, ""),
        ({}, SubmissionKind.FINAL_QUOTE, ""),
    ],
)
def test_eligibility_rule_by_rule(changes, kind, code):
    bidder = Bidder(**{**vars(FIT), **changes})
    found = rules.submission_refusals(bidder, kind=kind)
    assert [refusal.code for refusal in found] == ([code] if code else [])
    assert all(refusal.basis and refusal.remedy for refusal in found)


@pytest.mark.article("财政部令第87号第三十三条")
@pytest.mark.parametrize(
    ("now", "code"),
    [
        (OPENS - timedelta(microseconds=1), "not_open"),
        (OPENS, ""),
        (CLOSES - timedelta(microseconds=1), ""),
        (CLOSES, "after_deadline"),
        (CLOSES + timedelta(days=1), "after_deadline"),
    ],
)
def test_the_deadline_is_half_open(now, code):
    found = rules.time_refusals(now=now, opens_at=OPENS, closes_at=CLOSES, kind=SubmissionKind.RESPONSE)
    assert [refusal.code for refusal in found] == ([code] if code else [])


def test_a_late_bidder_reads_both_times_to_the_second():
    late = CLOSES + timedelta(seconds=2)
    [refusal] = rules.time_refusals(now=late, opens_at=OPENS, closes_at=CLOSES, kind=SubmissionKind.RESPONSE)
    assert "2026-11-24 09:30:00" in refusal.because
    assert "2026-11-24 09:30:02" in refusal.because


@pytest.mark.parametrize("token", ["", "a.b.c.d.e", "好", "x" * 70_000])
def test_an_envelope_that_is_none_is_refused_in_words(token):
    [refusal] = rules.envelope_refusals(Sealed(token, "0" * 64, "0" * 64), kid="kid")
    assert refusal.code.startswith("envelope_")
    assert refusal.remedy


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ({"is_quoting": True, "has_window": False, "minutes": 30}, ""),
        ({"is_quoting": False, "has_window": False, "minutes": 30}, "not_quoting"),
        ({"is_quoting": True, "has_window": True, "minutes": 30}, "window_exists"),
        ({"is_quoting": True, "has_window": False, "minutes": 0}, "minutes"),
        ({"is_quoting": True, "has_window": False, "minutes": 5000}, "minutes"),
    ],
)
def test_the_window_for_final_quotes(case, code):
    assert [refusal.code for refusal in rules.window_refusals(**case)] == ([code] if code else [])


def test_the_list_of_files_holds_identifier_size_and_digest_of_each():
    [file] = rules.read_files(json.dumps([FILE]))
    assert (file.id, file.sealed_size, file.sealed_sha256) == (FILE["id"], 1000, "0" * 64)
    assert rules.read_files("") == rules.read_files("[]") == ()


@pytest.mark.parametrize(
    "listed",
    [
        {"files": [FILE]},
        [FILE, FILE],
        [FILE | {"name": "报价.pdf"}],
        [{"id": FILE["id"]}],
        [FILE | {"id": "B" * 22}],
        [FILE | {"id": "../../../../etc/passwd"}],
        [FILE | {"sealed_size": 0}],
        [FILE | {"sealed_size": True}],
        [FILE | {"sealed_sha256": "x"}],
        [FILE | {"id": f"{number:021}A"} for number in range(21)],
        [None],
        7,
    ],
)
def test_any_other_list_of_files_is_refused(listed):
    with pytest.raises(ValueError, match="files|members"):
        rules.read_files(json.dumps(listed))
