"""A tender through every stage from the notice to the published result."""

from decimal import Decimal

import pytest
from django.urls import reverse

from portal.kernel.actors import SYSTEM
from procurement.award import workflow as awards
from procurement.notices.models import Notice
from procurement.projects.decisions.choices import DecisionStep
from tests import spine
from tests.factories import making
from tests.factories import review as rooms
from tests.refusals import refused
from tests.scenes import kept
from tests.signed_in import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.article("O87:41；O87:44")]
PRICES = ("936000", "950000", "921000")


@kept
def opened() -> spine.Purchase:
    walk = spine.opened_package(purchase=spine.people(method="open_tender"), prices=PRICES)
    walk.room = rooms.Room(
        clock=walk.clock,
        session=walk.package.review,
        organiser=walk.handler,
        representative=walk.colleague,
        experts=[rooms.expert() for _number in range(4)],
        suppliers=walk.suppliers,
    )
    return walk


def test_an_open_tender_comes_to_its_result():
    walk = opened()
    room = rooms.qualify(rooms.name(walk.room))
    rooms.reported(rooms.scored(rooms.examined(rooms.declared(room)), points=spine.POINTS))
    walk.award = awards.receive_report(walk.package.pk, by=SYSTEM, now=walk.clock.advance(minutes=1))
    making.decide_together(walk, DecisionStep.AWARD)
    making.sign_records(walk)
    winner = room.candidates()[0]
    now = walk.clock.advance(hours=1)
    awards.prepare(walk.award.pk, winner.pk, minutes="集体研究，按排序确定。", by=walk.handler, now=now)
    awards.approve(walk.award.pk, by=walk.leader, now=walk.clock.advance(hours=1))
    awards.publish_result(
        walk.award.pk, by=walk.handler, now=walk.clock.advance(hours=1), provisional_confirmed=True
    )
    walk.award.refresh_from_db()
    assert walk.award.amount == Decimal("936000.00")
    assert "磋商" not in str(Notice.objects.get(type="award_result").body)


def test_a_tenders_prices_are_read_out_to_its_bidders_and_officers():
    walk = opened()
    session = walk.package.openings.get()
    room = client_of(walk.handler).get(reverse("opening:room", args=[session.pk])).content.decode()
    receipt = session.opened.get(submission__supplier_id=walk.suppliers[0].body_id).submission.receipt_number
    own = client_of(walk.suppliers[0]).get(reverse("opening:unlock", args=[receipt])).content.decode()
    for page in (room, own):
        assert "开标一览表" in page and "950,000" in page


def test_a_panel_of_three_is_too_small_for_a_tender():
    walk = opened()
    walk.room.experts = walk.room.experts[:2]
    refused(
        rooms.workflow.name_panel,
        walk.room.session.pk,
        rooms.seats_of(walk.room),
        meeting=rooms.meeting(walk.room),
        by=walk.handler,
        now=walk.clock.now(),
        code="panel_size",
    )


def test_the_purchasers_page_shows_every_bidder_and_every_condition():
    walk = opened()
    room = walk.room
    page = client_of(walk.handler).get(reverse("review:qualify", args=[room.session.pk])).content.decode()
    assert page.count('type="radio"') == 6 and "独立承担民事责任" in page
    typed = {
        f"passed-{candidate}-{criterion}": "passed" for candidate, criterion in rooms.qualifications(room)
    }
    answer = client_of(walk.handler).post(reverse("review:qualify", args=[room.session.pk]), typed)
    assert answer.status_code == 302
    assert room.fresh().status == "recusal"
