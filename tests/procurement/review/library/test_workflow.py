"""The records of the library: request, slip, substitutes, self-selection, absence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from orgs.bodies.models import Body
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted
from portal.kernel.uploads import Upload
from procurement.review import workflow as review
from procurement.review.choices import Seat
from procurement.review.library import queries, rules, workflow
from procurement.review.library.models import LibrarySlip, SelfSelection
from procurement.review.library.rules import RequestFacts, SelectionFacts, SlipFacts
from procurement.review.models import Expert, PanelMember
from tests.factories import review as rooms
from tests.factories.people import actor, body
from tests.refusals import refused

THURSDAY = date(2026, 3, 5)


@pytest.mark.article("财库〔2016〕198号")
@pytest.mark.parametrize(
    ("drawn_on", "why", "is_tender", "codes"),
    [
        (date(2026, 3, 3), "", True, []),
        (date(2026, 3, 2), "", True, ["drawn_too_early"]),
        (date(2026, 3, 2), "异地评审", True, []),
        (date(2026, 2, 2), "", False, []),
        (date(2026, 3, 6), "", False, ["draw_to_come"]),
    ],
    ids=["two-days", "three-days", "with-reason", "consultation", "to-come"],
)
def test_a_draw_of_a_tender_is_not_earlier_than_two_working_days_before(drawn_on, why, is_tender, codes):
    facts = SlipFacts(drawn_on, why)
    found = rules.slip_refusals(facts, is_tender=is_tender, earliest=date(2026, 3, 3), today=THURSDAY)
    assert [refusal.code for refusal in found] == codes


@pytest.fixture
def room(db):
    return rooms.formed()


def paper(room) -> Upload:
    return Upload.objects.create(
        name="同意.pdf", size=1, created_at=room.clock.now(), owner_id=room.organiser.user_id
    )


def consented(room, **changes):
    """The consent of the supervising budget unit is entered."""
    facts = SelectionFacts("矫治类社会工作专家库内没有", "某财函〔2026〕1号", local_date(room.clock.now()))
    return workflow.select_self(
        room.session.pk, replace(facts, **changes), paper=paper(room), by=room.organiser, now=room.clock.now()
    )


def name(room, **changes):
    meeting = replace(rooms.meeting(room), **changes)
    return review.name_panel(
        room.session.pk, rooms.seats_of(room), meeting=meeting, by=room.organiser, now=room.clock.now()
    )


def test_a_slip_is_kept_with_its_substitutes_in_their_order(room):
    numbers = tuple(Expert.objects.get(user_id=rooms.expert().user_id).library_number for _ in range(2))
    slip = SlipFacts(local_date(room.clock.now()), substitutes=numbers[::-1])
    name(room, slip=slip)
    assert LibrarySlip.objects.get().substitutes == list(numbers[::-1])
    waiting = queries.substitutes_of(room.session)
    assert [expert.library_number for expert in waiting] == list(numbers[::-1])


def test_an_absent_expert_is_replaced_before_the_list_is_read(room):
    name(room)
    member = room.session.members.filter(seat=Seat.EXPERT, is_chair=True).get()
    gone = workflow.report_absent(
        room.session.pk, member.pk, reason="突发疾病", by=room.organiser, now=room.tick()
    )
    assert gone.get_status_display() == "没有到场"
    new = rooms.expert()
    slip = SlipFacts(local_date(room.clock.now()))
    filled = review.replace_member(
        room.session.pk,
        member.pk,
        user_id=new.user_id,
        draw_slip="CQ-0002",
        slip=slip,
        by=room.organiser,
        now=room.tick(),
    )
    assert filled.is_chair and LibrarySlip.objects.get().is_supplement
    with pytest.raises(NotPermitted):
        review.commit(room.session.pk, by=room.chair, now=room.tick())


def test_another_body_enters_no_absence(room):
    name(room)
    member = room.session.members.first()
    with pytest.raises(NotPermitted):
        stranger = actor("purchaser_handler", of=body())
        workflow.report_absent(room.session.pk, member.pk, reason="没来", by=stranger, now=room.tick())
    assert not PanelMember.objects.filter(status="absent").exists()


@pytest.mark.article("REG:39")
def test_experts_are_selected_without_a_draw_only_by_consent_of_the_unit_above(room):
    refused(consented, room, code="no_supervising_unit")
    above = body(name="上级主管部门（示例）")
    Body.objects.filter(pk=room.session.purchaser_id).update(supervising_body=above)
    refused(
        consented, room, consented_on=local_date(room.clock.now() + timedelta(days=1)), code="day_to_come"
    )
    refused(name, room, draw_slip="", code="no_draw_slip")
    assert consented(room).consent_by == above
    name(room, draw_slip="")
    refused(consented, room, code="panel_named")
    assert SelfSelection.objects.count() == 1


def test_a_request_is_kept(room):
    today = local_date(room.clock.now())
    facts = RequestFacts(2, "社会工作", "某民政局（示例）", today)
    workflow.ask(room.session.pk, facts, by=room.organiser, now=room.clock.now())
    assert room.session.library_requests.get().experts == 2
    to_come = replace(facts, asked_on=today + timedelta(days=1))
    refused(
        workflow.ask, room.session.pk, to_come, by=room.organiser, now=room.clock.now(), code="day_to_come"
    )
