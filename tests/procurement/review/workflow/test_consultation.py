"""One supplier at a time; changes reach all at once."""

import pytest

from orgs.inbox.models import Message
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.review import queries, workflow
from procurement.review.choices import CandidateStatus, ReviewStatus
from procurement.review.models import (
    Consultation,
)
from tests.factories import review as rooms
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_suppliers_are_consulted_in_the_drawn_order():
    room = rooms.examined()
    workflow.draw_order(room.session.pk, by=room.chair, now=room.tick())
    orders = room.session.candidates.values_list("consult_order", flat=True)
    assert sorted(orders) == [1, 2, 3, 4]
    second = room.session.candidates.get(consult_order=2)
    now = room.tick()
    refused(
        workflow.consult,
        room.session.pk,
        second.pk,
        minutes="先谈",
        by=room.chair,
        now=now,
        started_at=now,
        code="out_of_order",
    )
    assert not Consultation.objects.exists()


def test_the_order_is_drawn_once():
    room = rooms.examined()
    workflow.draw_order(room.session.pk, by=room.chair, now=room.tick())
    refused(workflow.draw_order, room.session.pk, by=room.chair, now=room.tick(), code="order_drawn")


@pytest.mark.article("财库〔2014〕214号第二十条")
def test_a_confirmed_change_reaches_all_who_are_left_at_once():
    room = rooms.seated()
    rooms.examined(room, failing={room.suppliers[3]: "条件不符"})
    change = workflow.propose_change(room.session.pk, "服务频次改为每周三次", by=room.chair, now=room.tick())
    assert not Message.objects.filter(text__contains="每周三次").exists()
    workflow.confirm_change(change.pk, by=room.representative, now=room.tick())
    told = set(Message.objects.filter(text__contains="每周三次").values_list("user_id", "created_at"))
    assert {user_id for user_id, _at in told} == {s.user_id for s in room.suppliers[:3]}
    assert len({at for _user, at in told}) == 1


def test_an_expert_does_not_confirm_a_change():
    room = rooms.examined()
    change = workflow.propose_change(room.session.pk, "改期", by=room.chair, now=room.tick())
    with pytest.raises(NotPermitted):
        workflow.confirm_change(change.pk, by=room.chair, now=room.tick())
    change.refresh_from_db()
    assert change.sent_at is None


def test_consultation_is_not_finished_before_everybody_was_heard():
    room = rooms.examined()
    workflow.draw_order(room.session.pk, by=room.chair, now=room.tick())
    refused(
        workflow.finish_consultation,
        room.session.pk,
        by=room.chair,
        now=room.tick(),
        code="not_all_consulted",
    )
    assert room.fresh().status == ReviewStatus.CONSULTATION


def test_only_the_chair_finishes_the_consultation():
    room = rooms.examined()
    with pytest.raises(NotPermitted):
        workflow.finish_consultation(room.session.pk, by=room.representative, now=room.tick())


def test_a_supplier_leaves_before_the_final_quote():
    room = rooms.examined()
    candidate = room.candidates()[0]
    workflow.leave(candidate.pk, reason="人员不足", by=room.suppliers[0], now=room.tick())
    candidate.refresh_from_db()
    assert candidate.status == CandidateStatus.WITHDRAWN
    assert room.suppliers[0].body_id not in queries.suppliers_to_quote(room.session.pk)


def test_nobody_leaves_for_another_supplier():
    room = rooms.examined()
    with pytest.raises(NotPermitted):
        workflow.leave(room.candidates()[0].pk, by=room.suppliers[1], now=room.tick())


def test_one_left_after_leaving_terminates():
    room = rooms.examined(suppliers=2)
    workflow.draw_order(room.session.pk, by=room.chair, now=room.tick())
    workflow.leave(room.candidates()[0].pk, by=room.suppliers[0], now=room.tick())
    last, now = room.candidates()[1], room.tick()
    workflow.consult(room.session.pk, last.pk, minutes="谈", by=room.chair, now=now, started_at=now)
    workflow.finish_consultation(room.session.pk, by=room.chair, now=room.tick())
    assert room.fresh().status == ReviewStatus.TERMINATED
    assert room.fresh().termination_cause == "few_left"


def test_who_left_is_never_told_by_the_ledger():
    room = rooms.examined()
    workflow.leave(room.candidates()[3].pk, by=room.suppliers[3], now=room.tick())
    workflow.draw_order(room.session.pk, by=room.chair, now=room.tick())
    room = rooms.reported(rooms.scored(rooms.quoted(consulted_from(room))))
    workflow.disclose(room.session.pk, by=room.organiser, now=room.tick())
    told = LedgerEntry.objects.disclosed().filter(subject_number=room.session.number)
    assert told.filter(verb="review.sign").exists()
    assert not told.filter(body_name=room.suppliers[3].body_name).exists()


def consulted_from(room):
    """Everybody who is left has been consulted."""
    for candidate in queries.candidates_of(room.session).filter(status=CandidateStatus.QUALIFIED):
        now = room.tick()
        workflow.consult(room.session.pk, candidate.pk, minutes="谈", by=room.chair, now=now, started_at=now)
    workflow.finish_consultation(room.session.pk, by=room.chair, now=room.tick())
    return room
