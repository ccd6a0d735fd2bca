"""Who must do what next in a review."""

import pytest

from procurement.review.todos import todos
from tests.factories import review as rooms

pytestmark = pytest.mark.django_db


def mine(room, by) -> list[str]:
    return [t.title for t in todos(by, now=room.clock.now()) if not t.waiting_for]


def test_the_organiser_names_the_panel_first():
    room = rooms.formed()
    assert mine(room, room.organiser) == ["确定评审小组名单"]


def test_an_invitation_does_not_name_the_purchase():
    room = rooms.named()
    (todo,) = todos(room.chair, now=room.clock.now())
    assert todo.title == "签署评审纪律"
    assert room.session.title not in todo.subject
    assert room.session.number not in todo.subject
    assert todo.due_at == room.fresh().meets_at


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (rooms.seated, "审查资格和符合性"),
        (rooms.examined, "与供应商磋商"),
        (rooms.quoted, "独立评分"),
        (rooms.scored, "签署评审报告"),
    ],
)
def test_a_member_does_what_the_state_asks(state, title):
    room = state()
    assert mine(room, room.chair) == [title]


def test_final_quotes_are_left_to_bidding_to_tell():
    room = rooms.consulted()
    assert mine(room, room.suppliers[0]) == []
    assert mine(room, room.organiser) == []


def test_nothing_is_left_after_the_report():
    room = rooms.reported()
    assert not todos(room.chair, now=room.clock.now())
    assert not todos(room.organiser, now=room.clock.now())
