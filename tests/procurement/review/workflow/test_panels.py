"""The panel is named in secret, bound to discipline, free of ties."""

from dataclasses import replace

import pytest

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox.models import OutboxJob
from procurement.review import queries, workflow
from procurement.review.choices import ReviewStatus
from procurement.review.models import (
    PanelMember,
)
from tests.factories import review as rooms
from tests.factories.people import actor
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_the_invitation_names_time_and_place_only():
    room = rooms.named()
    message = Message.objects.get(user_id=room.chair.user_id)
    assert "评审室一（示例）" in message.text
    assert room.session.title not in message.text + message.subject
    assert room.session.number not in message.text + message.subject


def test_who_was_named_is_sealed_in_the_ledger():
    room = rooms.named()
    entry = LedgerEntry.objects.get(verb="review.name_panel")
    assert entry.seal
    assert entry not in LedgerEntry.objects.disclosed()
    assert room.session.members.count() == 3


def test_a_panel_of_two_is_refused():
    room = rooms.formed()
    seats = rooms.seats_of(room)[:2]
    refused(
        workflow.name_panel,
        room.session.pk,
        seats,
        meeting=rooms.meeting(room),
        by=room.organiser,
        now=room.clock.now(),
        code="panel_size",
    )
    assert not PanelMember.objects.exists()


@pytest.mark.article("REG:39")
def test_a_panel_needs_the_number_of_the_draw_slip():
    room = rooms.formed()
    refused(
        workflow.name_panel,
        room.session.pk,
        rooms.seats_of(room),
        meeting=replace(rooms.meeting(room), draw_slip=" "),
        by=room.organiser,
        now=room.clock.now(),
        code="no_draw_slip",
    )
    assert not PanelMember.objects.exists()


def test_an_expert_employed_by_the_purchaser_is_refused():
    room = rooms.formed()
    room.experts[1] = rooms.expert(employer=room.session.purchaser.name)
    refused(
        workflow.name_panel,
        room.session.pk,
        rooms.seats_of(room),
        meeting=rooms.meeting(room),
        by=room.organiser,
        now=room.clock.now(),
        code="wrong_affiliation",
    )


def test_a_panel_is_named_once():
    room = rooms.named()
    refused(
        workflow.name_panel,
        room.session.pk,
        rooms.seats_of(room),
        meeting=rooms.meeting(room),
        by=room.organiser,
        now=room.clock.now(),
        code="panel_named",
    )


def test_another_organiser_does_not_name_the_panel():
    room = rooms.formed()
    stranger = actor(Role.PURCHASER_HANDLER)
    with pytest.raises(NotPermitted):
        workflow.name_panel(
            room.session.pk,
            rooms.seats_of(room),
            meeting=rooms.meeting(room),
            by=stranger,
            now=room.clock.now(),
        )


@pytest.mark.article("财库〔2016〕198号")
def test_a_member_declares_only_after_the_discipline():
    room = rooms.received()
    refused(
        workflow.declare,
        room.session.pk,
        recuses=False,
        by=room.chair,
        now=room.tick(),
        code="not_ready_to_declare",
    )


def test_nobody_outside_the_panel_declares():
    room = rooms.received()
    with pytest.raises(NotPermitted):
        workflow.declare(room.session.pk, recuses=False, by=rooms.expert(), now=room.tick())


def test_an_employee_of_a_supplier_must_recuse():
    room = rooms.formed()
    room.experts[1] = rooms.expert(employer=room.suppliers[0].body_name)
    rooms.received(room)
    workflow.commit(room.session.pk, by=room.experts[1], now=room.tick())
    refused(
        workflow.declare,
        room.session.pk,
        recuses=False,
        by=room.experts[1],
        now=room.tick(),
        code="must_recuse",
    )


@pytest.mark.article("O87:49")
def test_a_recused_chair_is_replaced_and_the_review_goes_on():
    room = rooms.received()
    for member in room.panel:
        workflow.commit(room.session.pk, by=member, now=room.tick())
    workflow.declare(room.session.pk, recuses=True, reasons=["kinship"], by=room.chair, now=room.tick())
    for member in room.panel[1:]:
        workflow.declare(room.session.pk, recuses=False, by=member, now=room.tick())
    assert room.fresh().status == ReviewStatus.RECUSAL
    new = rooms.expert()
    gone = room.session.members.get(status="recused")
    workflow.replace_member(
        room.session.pk, gone.pk, user_id=new.user_id, draw_slip="CQ-0002", by=room.organiser, now=room.tick()
    )
    workflow.commit(room.session.pk, by=new, now=room.tick())
    workflow.declare(room.session.pk, recuses=False, by=new, now=room.tick())
    assert room.fresh().status == ReviewStatus.EXAMINATION
    assert queries.panel_of(room.session).get(is_chair=True).user_id == new.user_id
    assert not queries.sat_on_by(room.chair).exists()


def test_the_reason_of_a_recusal_is_not_in_the_ledger():
    room = rooms.received()
    workflow.commit(room.session.pk, by=room.chair, now=room.tick())
    workflow.declare(
        room.session.pk, recuses=True, reasons=["other"], remark="旧日同窗", by=room.chair, now=room.tick()
    )
    assert "旧日同窗" not in str(LedgerEntry.objects.get(verb="review.declare").facts)


def test_receiving_twice_is_once():
    room = rooms.received()
    workflow.receive_candidates(room.session.pk, [], by=SYSTEM, now=room.tick())
    assert room.session.candidates.count() == 4


def test_one_response_ends_the_review():
    room = rooms.received(suppliers=1)
    assert room.fresh().status == ReviewStatus.TERMINATED
    assert OutboxJob.objects.filter(task="award.publish_termination", args=[room.session.pk]).exists()
