"""When a record is confirmed and signed."""

from datetime import UTC, datetime, timedelta

import pytest

from procurement.opening.record import rules

pytestmark = pytest.mark.article("O87:42")
NOW = datetime(2026, 3, 23, 3, 0, tzinfo=UTC)
OPEN = {"now": NOW, "until": NOW + timedelta(minutes=1), "has_signed": False}
OPEN |= {"unanswered": 0, "silent": 0, "unruled": 0}


def codes(found) -> list[str]:
    return [refusal.code for refusal in found]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"silent": 1}, ["not_confirmed"]),
        ({"silent": 1, "until": NOW}, []),
        ({"unanswered": 2, "until": NOW}, ["objection_open"]),
        ({"unruled": 1, "until": NOW}, ["not_ruled"]),
        ({"has_signed": True}, ["signed_before"]),
    ],
)
def test_a_record_is_signed_when_all_have_been_heard(facts, expected):
    assert codes(rules.signing_refusals(**OPEN | facts)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"agrees": False, "objection": "报价读错。"}, []),
        ({"agrees": False, "objection": " "}, ["no_objection"]),
        ({"has_answered": True}, ["answered"]),
        ({"is_open": False, "has_answered": True}, ["record_signed"]),
    ],
)
def test_a_bidder_answers_once_and_objects_in_words(facts, expected):
    usual = {"is_open": True, "has_answered": False, "agrees": True, "objection": ""}
    assert codes(rules.answer_refusals(**usual | facts)) == expected


@pytest.mark.parametrize(
    ("is_there", "agrees", "words"),
    [
        (False, None, "没有到场，视同认可开标结果"),
        (True, None, "到场，没有提出异议"),
        (True, True, "确认，没有异议"),
        (True, False, "提出异议"),
    ],
)
def test_who_is_absent_agrees(is_there, agrees, words):
    assert rules.attitude(is_there=is_there, agrees=agrees) == words
