"""The majority decides who goes on."""

import pytest

from portal.kernel.ledger.models import LedgerEntry
from procurement.review import workflow
from procurement.review.choices import CandidateStatus, ReviewStatus
from procurement.review.models import (
    Examination,
)
from tests.factories import review as rooms
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_the_majority_excludes_with_its_reasons():
    room = rooms.seated()
    loser = room.suppliers[3]
    for member in room.panel[:2]:
        found = rooms.findings(room, failing={loser: "登记证书已经过期"})
        workflow.examine(room.session.pk, found, by=member, now=room.tick())
    workflow.examine(room.session.pk, rooms.findings(room), by=room.panel[2], now=room.tick())
    assert room.fresh().status == ReviewStatus.CONSULTATION
    excluded = room.session.candidates.get(supplier_id=loser.body_id)
    assert (excluded.status, excluded.reason) == (
        CandidateStatus.EXCLUDED,
        "独立承担民事责任：登记证书已经过期",
    )


def test_one_voice_does_not_exclude():
    room = rooms.seated()
    found = rooms.findings(room, failing={room.suppliers[0]: "存疑"})
    workflow.examine(room.session.pk, found, by=room.chair, now=room.tick())
    for member in room.panel[1:]:
        workflow.examine(room.session.pk, rooms.findings(room), by=member, now=room.tick())
    assert not room.session.candidates.filter(status=CandidateStatus.EXCLUDED).exists()


def test_a_failure_without_reason_is_refused():
    room = rooms.seated()
    found = rooms.findings(room)
    first = next(iter(found))
    found[first] = workflow.Finding(False, " ")
    refused(
        workflow.examine, room.session.pk, found, by=room.chair, now=room.tick(), code="finding_incomplete"
    )
    assert not Examination.objects.exists()


def test_findings_are_handed_in_once():
    room = rooms.seated()
    workflow.examine(room.session.pk, rooms.findings(room), by=room.chair, now=room.tick())
    refused(
        workflow.examine,
        room.session.pk,
        rooms.findings(room),
        by=room.chair,
        now=room.tick(),
        code="handed_in",
    )


@pytest.mark.parametrize(
    ("failing", "status"), [(2, ReviewStatus.CONSULTATION), (3, ReviewStatus.TERMINATED)]
)
def test_two_left_go_on_one_left_terminates(failing, status):
    room = rooms.seated()
    rooms.examined(room, failing=dict.fromkeys(room.suppliers[:failing], "条件不符"))
    assert room.fresh().status == status
    if status == ReviewStatus.TERMINATED:
        assert "财库〔2015〕124号" in room.session.termination_reason


def test_a_review_that_ends_names_no_member_in_the_ledger():
    room = rooms.seated()
    rooms.examined(room, failing=dict.fromkeys(room.suppliers[:3], "条件不符"))
    assert room.fresh().status == ReviewStatus.TERMINATED
    told = LedgerEntry.objects.disclosed().values_list("actor_name", flat=True)
    assert not set(told) & {member.name for member in room.panel}
