"""The second beat of a verb: role and state against the table."""

from types import SimpleNamespace

import pytest

from portal.kernel import workflow
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refused

STEPS = {
    "submit": workflow.Step(
        says="提交", sources=("draft",), target="submitted", roles=("handler",), basis="某条"
    ),
    "note": workflow.Step(says="备注", sources=("draft", "submitted"), roles=("handler", "reviewer")),
}
HANDLER = Actor(user_id=1, name="甲", roles=frozenset({"handler"}))
REVIEWER = Actor(user_id=2, name="乙", roles=frozenset({"reviewer"}))


def record(status: str) -> SimpleNamespace:
    return SimpleNamespace(status=status, get_status_display=lambda: {"draft": "起草"}.get(status, status))


def test_right_role_in_the_right_state_moves_on():
    matter = record("draft")
    workflow.advance(matter, STEPS, "submit", by=HANDLER)
    assert matter.status == "submitted"


def test_a_step_without_target_keeps_the_state():
    matter = record("draft")
    workflow.advance(matter, STEPS, "note", by=REVIEWER)
    assert matter.status == "draft"


def test_wrong_role_is_not_permitted_and_nothing_changes():
    matter = record("draft")
    with pytest.raises(NotPermitted, match="提交"):
        workflow.advance(matter, STEPS, "submit", by=REVIEWER)
    assert matter.status == "draft"


def test_wrong_state_is_refused_with_words_and_article():
    matter = record("submitted")
    with pytest.raises(Refused) as refused:
        workflow.advance(matter, STEPS, "submit", by=HANDLER)
    assert refused.value.code == "wrong_state"
    assert refused.value.refusals[0].basis == "某条"
    assert matter.status == "submitted"


@pytest.mark.parametrize(
    ("status", "by", "verbs"),
    [
        ("draft", HANDLER, ["submit", "note"]),
        ("draft", REVIEWER, ["note"]),
        ("submitted", HANDLER, ["note"]),
        ("closed", HANDLER, []),
        ("draft", None, []),
    ],
)
def test_what_may_be_done_now(status, by, verbs):
    assert workflow.available(record(status), STEPS, by=by) == verbs
