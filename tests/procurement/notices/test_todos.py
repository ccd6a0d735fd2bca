"""What clerks are told to do about notices."""

import pytest

from orgs.people.choices import Role
from procurement.notices import timeline, todos, workflow
from tests import spine
from tests.factories.people import actor

pytestmark = pytest.mark.django_db


def titles(walk: spine.Purchase, by) -> list[str]:
    return [todo.title for todo in todos.todos(by, now=walk.clock.now())]


def test_each_hand_is_told_its_own_step():
    walk = spine.approved_project()
    assert titles(walk, walk.handler) == ["编制采购公告"]
    assert titles(walk, walk.reviewer) == []
    notice = workflow.draft_call(
        walk.project.pk,
        by=walk.handler,
        now=walk.clock.now(),
        schedule=spine.schedule_facts(walk),
        texts=spine.Texts(),
    )
    assert titles(walk, walk.handler) == ["完成公告并送复核"]
    workflow.submit(notice.pk, by=walk.handler, now=walk.clock.now())
    [waiting] = todos.todos(walk.handler, now=walk.clock.now())
    assert waiting.waiting_for
    assert titles(walk, walk.reviewer) == ["复核并发布公告"]
    workflow.publish(notice.pk, by=walk.reviewer, now=walk.clock.now())
    assert titles(walk, walk.handler) == titles(walk, walk.reviewer) == []


@pytest.mark.parametrize("role", [Role.SUPPLIER, Role.AUDITOR, Role.EXPERT, Role.PURCHASER_HANDLER])
def test_strangers_are_told_nothing(role):
    walk = spine.drafted_notice()
    assert titles(walk, actor(role)) == []


def test_a_correction_is_an_event_of_the_purchase():
    walk = spine.announced_package()
    assert timeline.events(walk.project) == []
