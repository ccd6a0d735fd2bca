"""Final quotes are opened in a hall of their own and leave a record without a price."""

import pytest
from django.test import Client
from django.urls import reverse

from orgs.bodies.models import Body
from orgs.people.choices import Role
from procurement.award import workflow as awards
from procurement.award.models import Award
from procurement.opening import numbers
from procurement.opening.hall import workflow as halls
from procurement.opening.models import OpeningSession
from procurement.opening.record import drawing, queries, todos, workflow
from procurement.opening.record.models import OpeningRecord
from tests import spine
from tests.factories.people import actor
from tests.refusals import refused
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
QUOTES = ("936000", "950000", "990000.01")


@kept
def quoted() -> spine.Purchase:
    """Three final quotes opened, the last of them above the ceiling."""
    return spine.quoted(quotes=QUOTES)


scene = walked_once(quoted)


def hall_of(walk: spine.Purchase, page: str = "hall") -> str:
    return reverse(f"opening:{page}", args=[numbers.of(walk.package.number, "final_quote")])


def record_of(walk: spine.Purchase) -> OpeningRecord:
    return OpeningRecord.objects.get(session__package=walk.package, session__kind="final_quote")


def test_the_number_says_whose_hall_it_is():
    assert numbers.of("P-1", "response") == "P-1" and numbers.parsed("P-1") == ("P-1", "response")
    assert numbers.parsed(numbers.of("P-1", "final_quote")) == ("P-1", "final_quote")
    assert [numbers.of_record("P-1", kind) for kind in ("response", "final_quote")] == ["P-1-KB", "P-1-BJ"]


@pytest.mark.article("O87:42")
def test_the_record_of_final_quotes_says_who_unlocked_and_no_price():
    walk = quoted()
    record = record_of(walk)
    assert [one["price"] for one in record.content["bidders"]] == ["", "", ""]
    assert not any(price[:3] in str(record.content["bidders"][0]["reason"]) for price in QUOTES)
    shown = client_of(walk.handler).get(hall_of(walk, "record")).content.decode()
    hall = client_of(walk.handler).get(hall_of(walk)).content.decode()
    names = [Body.objects.get(pk=supplier.body_id).name for supplier in walk.suppliers]
    room = reverse("opening:room", args=[record.session_id])
    for page in (shown, hall, client_of(walk.handler).get(room).content.decode()):
        assert all(name in page for name in names)
        assert not any(price in page for price in ("936,000", "950,000", "990,000"))
    assert "最后报价开启记录" in shown and record.number.endswith("-BJ")
    assert drawing.document(record).render().startswith(b"%PDF")


def test_the_hall_of_final_quotes_is_open_to_who_talks_there_only():
    walk = quoted()
    own = client_of(walk.suppliers[0]).get(hall_of(walk)).content.decode()
    others = [Body.objects.get(pk=supplier.body_id).name for supplier in walk.suppliers[1:]]
    assert "最后报价开启大厅" in own and not any(name in own for name in others)
    for reader in (Client(), client_of(actor(Role.SUPPLIER)), client_of(actor(Role.PURCHASER_HANDLER))):
        assert reader.get(hall_of(walk)).status_code == 404
    assert client_of(walk.suppliers[0]).get(hall_of(walk, "record")).status_code == 404


def test_two_people_sign_the_record_of_final_quotes():
    walk = quoted()
    assert "签署开启记录" in {todo.title for todo in todos.todos(walk.leader, now=walk.clock.now())}
    for person in (walk.handler, walk.leader):
        workflow.sign(record_of(walk).pk, by=person, clock=walk.clock)
    record = record_of(walk)
    assert record.sha256 and queries.unsigned_of(walk.package.pk) == 1


def test_what_happens_in_the_hall_of_final_quotes_is_written_down_and_told_to_the_invited_only():
    walk = spine.consulted()
    window = spine.bidding.open_quote_window(
        walk.package.pk, minutes=30, by=walk.handler, now=walk.clock.now()
    )
    assert client_of(walk.suppliers[0]).get(hall_of(walk)).status_code == 200
    first = walk.suppliers[0]
    made = spine.sealed(
        walk.package, first, phrase=walk.phrases[first.body_id], kind="final_quote", price="900000"
    )
    spine.bidding.submit(walk.package.pk, kind="final_quote", sealed=made, by=first, clock=walk.clock)
    walk.clock.advance_to(window.closes_at)
    session = spine.released(walk, "final_quote")
    halls.extend(session.pk, minutes=20, reason="平台故障（示例）。", by=walk.handler, clock=walk.clock)
    assert "平台故障（示例）" in client_of(walk.handler).get(hall_of(walk)).content.decode()
    page = reverse("opening:incident", args=[numbers.of(walk.package.number, "final_quote"), "note"])
    assert client_of(walk.handler).post(page, {"text": "一切正常（示例）。"}).url == hall_of(walk)
    assert OpeningSession.objects.get(pk=session.pk).incidents.count() == 2


@pytest.mark.article("O87:42")
def test_a_result_waits_for_the_signatures_under_the_records():
    walk = spine.reported()
    first = walk.award.ranking[0]["candidate"]
    minutes, now = "集体研究，同意按排序确定第一名。", walk.clock.now()
    awards.prepare(walk.award.pk, first, minutes=minutes, by=walk.handler, now=now)
    awards.approve(walk.award.pk, by=walk.leader, now=now)
    OpeningRecord.objects.filter(session__kind="final_quote").update(status="confirming")
    facts = {"by": walk.handler, "now": now, "provisional_confirmed": True}
    refused(awards.publish_result, walk.award.pk, **facts, code="record_unsigned")
    told = client_of(walk.handler).post(reverse("award:publish", args=[walk.award.pk]), {"confirmed": "on"})
    assert (told.status_code, "没有签署完" in told.content.decode()) == (409, True)
    assert Award.objects.get(pk=walk.award.pk).told_at is None
