"""Who must do what next about an award, and how it stands in the procedure."""

import pytest

from portal.kernel.timeline import DONE, NOW
from procurement.award import timeline
from procurement.award.todos import todos
from procurement.review import timeline as review_timeline
from tests import spine
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(spine.reported)


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def mine(walk, by) -> list[str]:
    return [todo.title for todo in todos(by, now=walk.clock.now()) if not todo.waiting_for]


def test_a_report_waits_for_the_handler_with_its_limit():
    walk = spine.reported()
    (todo,) = todos(walk.handler, now=walk.clock.now())
    assert todo.title == "拟定成交供应商"
    assert todo.due_at.date() == walk.award.decide_by
    assert mine(walk, walk.leader) == []


def test_a_decision_waits_for_its_publication():
    walk = spine.decided()
    assert mine(walk, walk.handler) == ["发布结果公告"]


def test_nothing_waits_after_the_result():
    walk = spine.awarded()
    assert mine(walk, walk.handler) == []


def test_the_timeline_goes_from_review_to_result():
    walk = spine.reported()
    assert [e.state for e in review_timeline.events(walk.project)] == [DONE]
    assert timeline.events(walk.project)[0].state == NOW
    assert timeline.events(walk.project)[0].due == walk.award.decide_by


def test_the_timeline_names_nobody_of_the_panel():
    walk = spine.awarded()
    told = str([*review_timeline.events(walk.project), *timeline.events(walk.project)])
    assert not any(member.name in told for member in walk.room.experts)
