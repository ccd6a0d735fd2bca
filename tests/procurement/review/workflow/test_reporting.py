"""Signatures, the frozen report, the lawful end."""

import pytest

from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox.models import OutboxJob
from procurement.review import workflow
from procurement.review.choices import ReviewStatus
from procurement.review.models import (
    ReportSignature,
)
from tests.factories import review as rooms
from tests.factories.people import actor, body
from tests.refusals import refused
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(rooms.scored)


@pytest.mark.article("O87:61")
def test_dissent_without_reason_is_refused():
    room = rooms.scored()
    refused(
        workflow.sign,
        room.session.pk,
        agrees=False,
        by=room.chair,
        now=room.tick(),
        code="dissent_needs_reason",
    )
    assert not ReportSignature.objects.exists()


def test_the_last_signature_freezes_the_report():
    room = rooms.scored()
    workflow.sign(room.session.pk, agrees=False, dissent="团队评分过高", by=room.chair, now=room.tick())
    for member in room.panel[1:]:
        assert room.fresh().status == ReviewStatus.SIGNING
        workflow.sign(room.session.pk, agrees=True, by=member, now=room.tick())
    session = room.fresh()
    assert session.status == ReviewStatus.REPORTED
    assert session.report["members"][0]["dissent"] == "团队评分过高"
    assert session.report_file.read().startswith(b"%PDF")
    assert OutboxJob.objects.filter(task="award.receive_report", args=[session.pk]).exists()


def test_a_member_signs_once():
    room = rooms.scored()
    workflow.sign(room.session.pk, agrees=True, by=room.chair, now=room.tick())
    refused(workflow.sign, room.session.pk, agrees=True, by=room.chair, now=room.tick(), code="signed")


def test_disclosure_lifts_the_seal():
    room = rooms.reported()
    assert not LedgerEntry.objects.disclosed().filter(verb="review.name_panel").exists()
    workflow.disclose(room.session.pk, by=room.organiser, now=room.tick())
    assert LedgerEntry.objects.disclosed().filter(verb="review.name_panel").exists()


def test_the_organiser_terminates_only_with_a_cause():
    room = rooms.examined()
    refused(
        workflow.terminate, room.session.pk, because=" ", by=room.organiser, now=room.tick(), code="no_cause"
    )
    workflow.terminate(room.session.pk, because="采购任务取消", by=room.organiser, now=room.tick())
    assert room.fresh().status == ReviewStatus.TERMINATED


@pytest.mark.parametrize("verb", ["draw_order", "finish_consultation", "submit_sheet", "draw_tie"])
def test_a_verb_out_of_its_turn_is_refused(verb):
    room = rooms.seated()
    refused(getattr(workflow, verb), room.session.pk, by=room.chair, now=room.tick(), code="wrong_state")
    assert room.fresh().status == ReviewStatus.EXAMINATION


@pytest.mark.parametrize("role", [Role.SUPPLIER, Role.AUDITOR, Role.FINANCE])
def test_the_wrong_role_does_not_score(role):
    room = rooms.quoted()
    with pytest.raises(NotPermitted):
        workflow.submit_sheet(room.session.pk, by=actor(role, of=body()), now=room.tick())
