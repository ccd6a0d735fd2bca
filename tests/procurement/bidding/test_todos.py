"""What suppliers and organisers are told to do while responses and quotes are taken."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procurement.bidding import timeline, todos, workflow
from procurement.bidding.choices import SubmissionKind
from tests import spine
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
LIST = reverse("bidding:response_list")


def titles(walk: spine.Purchase, by) -> list[str]:
    return [todo.title for todo in todos.todos(by, now=walk.clock.now())]


def test_a_supplier_is_told_until_it_has_submitted():
    walk = spine.obtained(count=1)
    [todo] = todos.todos(walk.suppliers[0], now=walk.clock.now())
    assert (todo.title, todo.due_at) == ("提交响应文件", walk.package.response_deadline)
    assert walk.project.number in todo.subject
    assert titles(walk, walk.handler) == []
    walk.clock.advance_to(walk.package.response_deadline)
    assert titles(walk, walk.suppliers[0]) == []


def test_the_window_is_asked_for_and_then_the_quotes():
    walk = spine.consulted()
    assert titles(walk, walk.handler) == ["开放最后报价"]
    workflow.open_quote_window(walk.package.pk, minutes=30, by=walk.handler, now=walk.clock.now())
    assert titles(walk, walk.handler) == []
    assert titles(walk, walk.suppliers[0]) == ["提交最后报价"]
    kind = SubmissionKind.FINAL_QUOTE
    phrase = walk.phrases[walk.suppliers[0].body_id]
    made = spine.sealed(walk.package, walk.suppliers[0], phrase=phrase, kind=kind, price="900000")
    workflow.submit(walk.package.pk, kind=kind, sealed=made, by=walk.suppliers[0], clock=walk.clock)
    assert titles(walk, walk.suppliers[0]) == []
    assert [event.title for event in timeline.events(walk.project)][-1] == "最后报价"


def test_the_suppliers_list_takes_the_same_queries_with_one_and_with_many():
    walk, counts = spine.obtained(count=1), []
    supplier = client_of(walk.suppliers[0])
    supplier.get(LIST)
    for packages in ([], ["110000"] * 7):
        if packages:
            spine.obtained(*packages, "800000", suppliers=walk.suppliers)
        with CaptureQueriesContext(connection) as queries:
            assert supplier.get(LIST).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16
