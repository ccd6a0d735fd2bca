"""What officers and suppliers are told to do at an opening."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kernel.actors import SYSTEM
from procurement.bidding.choices import SubmissionKind
from procurement.opening import timeline, todos, workflow
from tests import spine
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
LIST = reverse("opening:session_list")


def titles(walk: spine.Purchase, by) -> list[str]:
    return [todo.title for todo in todos.todos(by, now=walk.clock.now())]


def test_every_step_of_the_opening_is_somebodys():
    walk = spine.submitted()
    assert titles(walk, walk.handler) == titles(walk, walk.suppliers[0]) == []
    walk.clock.advance_to(walk.package.response_deadline)
    assert titles(walk, walk.handler) == ["进入开启"]
    session = workflow.open_session(
        walk.package.pk, kind=SubmissionKind.RESPONSE, by=SYSTEM, clock=walk.clock
    )
    assert titles(walk, walk.reviewer) == ["解封本采购包"]
    workflow.release(session.pk, by=walk.handler, clock=walk.clock)
    [waiting] = todos.todos(walk.handler, now=walk.clock.now())
    assert waiting.waiting_for
    session = workflow.release(session.pk, by=walk.reviewer, clock=walk.clock)
    [todo] = todos.todos(walk.suppliers[0], now=walk.clock.now())
    assert (todo.title, todo.due_at) == ("解锁我的文件", session.unlock_until)
    spine.unlock_all(walk, session)
    assert titles(walk, walk.suppliers[0]) == []
    assert titles(walk, walk.handler) == ["结束开启"]
    workflow.conclude(session.pk, by=walk.handler, clock=walk.clock)
    assert titles(walk, walk.handler) == []
    assert [event.title for event in timeline.events(walk.project)] == ["开启响应文件"]


def test_the_list_takes_the_same_queries_with_one_and_with_many():
    walk = spine.announced_package(*["110000"] * 7, "800000")
    walk.clock.advance_to(walk.package.response_deadline)
    clerk, counts = client_of(walk.handler), []
    clerk.get(LIST)
    first, *others = walk.project.packages.all()
    for packages in ([first], others):
        for package in packages:
            workflow.open_session(package.pk, kind=SubmissionKind.RESPONSE, by=SYSTEM, clock=walk.clock)
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(LIST).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 18
