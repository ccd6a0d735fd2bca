"""After a review: fees by two people, conduct recorded by both sides and answered."""

from decimal import Decimal

import pytest
from django.test import Client

from orgs.inbox.models import Message
from orgs.people.choices import Role
from orgs.people.models import User
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.review.closing import documents, queries, todos, workflow
from procurement.review.closing.models import ConductRecord, FeeSheet
from procurement.review.closing.rules import ConductFacts, FeeFacts
from tests.factories import review as rooms
from tests.factories.people import actor
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return rooms.reported()


def lines(room, **changes) -> list[FeeFacts]:
    """Three hours and 600 yuan for every expert."""
    said = {"hours": Decimal(3), "fee_amount": Decimal(600), "travel_amount": Decimal(0)} | changes
    return [FeeFacts(member.pk, **said) for member in queries.experts_of(room.session)]


def colleague(room):
    """Another person of the organiser."""
    of = User.objects.get(pk=room.organiser.user_id).memberships.get(pk=room.organiser.membership_id).body
    return actor(*(room.organiser.roles & {Role.PURCHASER_HANDLER, Role.AGENCY_HANDLER}), of=of)


def enter(room, some=None, **changes):
    some = lines(room, **changes) if some is None else some
    payer = {"payer": "purchaser", "by": room.organiser, "now": room.clock.now()}
    return workflow.enter_fees(room.session.pk, some, **payer)


def test_fees_are_written_by_one_and_confirmed_by_another(room):
    enter(room)
    enter(room, fee_amount=Decimal(500))
    when = {"now": room.clock.now()}
    refused(workflow.confirm_fees, room.session.pk, by=room.organiser, **when, code="same_person")
    sheet = workflow.confirm_fees(room.session.pk, by=colleague(room), **when)
    assert {line.fee_amount for line in sheet.lines.all()} == {Decimal(500)}
    assert Message.objects.filter(user_id=room.chair.user_id, subject="评审劳务报酬已经复核").exists()
    refused(enter, room, code="fees_confirmed")


def test_only_experts_are_paid_and_no_fee_has_a_reason(room):
    representative = room.session.members.get(seat="purchaser")
    more = [*lines(room), FeeFacts(representative.pk, Decimal(3), Decimal(600), Decimal(0))]
    refused(enter, room, more, code="wrong_payees")
    refused(enter, room, lines(room)[:1], code="wrong_payees")
    refused(enter, room, fee_amount=Decimal(0), code="no_fee_no_reason")
    assert not FeeSheet.objects.exists()
    enter(room, fee_amount=Decimal(0), remark="本单位工作人员")


def test_the_sheet_is_printed(room):
    enter(room)
    assert documents.fee_sheet(queries.sheet_of(room.session)).render().startswith(b"%PDF")


def test_nothing_is_written_before_the_review_is_over():
    room = rooms.named()
    refused(enter, room, [], code="review_not_over")


def test_who_does_not_organise_the_review_writes_nothing(room):
    with pytest.raises(NotPermitted):
        workflow.enter_fees(
            room.session.pk, lines(room), payer="purchaser", by=room.chair, now=room.clock.now()
        )


def record(room, **said):
    member = queries.experts_of(room.session).first()
    facts = ConductFacts(**{"conduct": "proper"} | said)
    return workflow.record_expert(room.session.pk, member.pk, facts, by=room.organiser, now=room.clock.now())


def test_conduct_is_recorded_once_and_a_fault_is_described(room):
    refused(record, room, conduct="late", code="conduct_not_described")
    refused(record, room, conduct="interference", text="示例", code="unknown_conduct")
    record(room, conduct="late", text="迟到二十分钟")
    refused(record, room, code="conduct_recorded")
    facts = LedgerEntry.objects.get(verb="review.record_conduct").facts
    assert "迟到" not in str(facts)


def test_who_is_spoken_of_replies_once_and_nobody_else(room):
    made = record(room, conduct="late", text="迟到二十分钟")
    when = {"now": room.clock.now()}
    with pytest.raises(NotPermitted):
        workflow.reply(made.pk, "不是我", by=room.experts[1], **when)
    workflow.reply(made.pk, "道路中断", by=room.chair, **when)
    refused(workflow.reply, made.pk, "再说一遍", by=room.chair, **when, code="replied")


def test_an_expert_records_the_organiser_which_may_reply(room):
    member = queries.own_seats(room.chair.user_id).get()
    facts = ConductFacts("interference", "示意某供应商应当得高分")
    made = workflow.record_organiser(member.pk, facts, by=room.chair, now=room.clock.now())
    with pytest.raises(NotPermitted):
        workflow.record_organiser(member.pk, facts, by=room.experts[1], now=room.clock.now())
    assert workflow.reply(made.pk, "没有示意", by=room.organiser, now=room.clock.now()).reply
    assert ConductRecord.objects.get().by_member == member


def test_records_are_due_some_working_days_after_the_report(room):
    found = todos.todos(room.organiser, now=room.clock.now())
    assert [todo.title for todo in found] == ["记录评审专家的履职情况"] and found[0].due_at
    assert todos.todos(room.chair, now=room.clock.now()) == []


def test_the_pages_lead_through_it(room):
    client = Client()
    client.force_login(User.objects.get(pk=room.organiser.user_id))
    page = f"/procurement/review/closing/{room.session.pk}/"
    rows = {}
    for member in queries.experts_of(room.session):
        rows |= {f"hours-{member.pk}": "3.5", f"fee-{member.pk}": "600", f"travel-{member.pk}": "0"}
    assert client.post(f"{page}fees/", {"payer": "purchaser", **rows}).status_code == 302
    assert "3.5 小时" in client.get(page).content.decode()
    assert client.get(f"{page}fees.pdf")["Content-Type"] == "application/pdf"
    expert = Client()
    expert.force_login(User.objects.get(pk=room.chair.user_id))
    own = expert.get("/procurement/review/closing/own/").content.decode()
    assert "3.5 小时" not in own and "记录组织单位的履职情况" in own
