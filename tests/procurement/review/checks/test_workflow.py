"""Before signing: a score far from the others is judged by the panel and corrected by its own member."""

from decimal import Decimal

import pytest
from django.urls import reverse

from portal.kernel.errors import NotPermitted
from procurement.review import queries
from procurement.review import workflow as review
from procurement.review.checks import workflow
from procurement.review.checks.choices import DoubtStatus
from procurement.review.checks.models import ScoreDoubt
from procurement.review.checks.queries import SigningCheck
from procurement.review.choices import ReviewStatus
from procurement.review.models import Score
from tests.factories import review as rooms
from tests.refusals import refused
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.article("O87:64")]
ODD = rooms.POINTS | {"服务方案": ["5", "45.5", "40", "30"]}


@kept
def biased() -> rooms.Room:
    """The chair gave the first supplier's plan 5 points, the others 50; nobody has signed."""
    room = rooms.quoted()
    for member in room.panel:
        rooms.score_all(room, member, ODD if member is room.chair else rooms.POINTS)
        review.submit_sheet(room.session.pk, by=member, now=room.tick())
    room.fresh()
    return room


scene = walked_once(biased)


def odd_score(room: rooms.Room) -> Score:
    return Score.objects.get(points=5)


def ask(room: rooms.Room) -> ScoreDoubt:
    reason = "与响应文件第三章不符。"
    pk = odd_score(room).pk
    return workflow.doubt(room.session.pk, pk, reason=reason, by=room.panel[1], now=room.tick())


def test_only_the_score_far_from_the_others_is_shown_and_only_its_member_knows_whose_it_is():
    room = biased()
    score = odd_score(room)
    for member in room.panel:
        check = SigningCheck(room.session, queries.seat_in(room.session, by=member))
        assert (check.wrong_sums, check.out_of_range, check.unequal) == (0, 0, 0)
        assert [(odd.score, odd.others, odd.is_own) for odd in check.odd] == [
            (score, Decimal("50.00"), member is room.chair)
        ]


def test_a_recognised_score_is_corrected_on_the_spot_and_places_follow():
    room = biased()
    first = room.candidates()[0]
    assert (first.rank, first.technical_points) == (2, Decimal("65.00"))
    doubt = ask(room)
    refused(
        review.sign, room.session.pk, agrees=True, by=room.chair, now=room.tick(), code="score_in_question"
    )
    assert workflow.vote(doubt.pk, agrees=True, by=room.panel[2], now=room.tick()).status == (
        DoubtStatus.RECOGNISED
    )
    terms = {"reason": "漏看第三章，更正。", "by": room.chair, "now": room.tick()}
    refused(workflow.correct, doubt.pk, points=Decimal(5), **terms, code="points_unchanged")
    refused(workflow.correct, doubt.pk, points=Decimal(61), **terms, code="bad_points")
    with pytest.raises(NotPermitted):
        workflow.correct(doubt.pk, points=Decimal(48), **terms | {"by": room.panel[1]})
    workflow.correct(doubt.pk, points=Decimal(47), **terms)
    doubt.refresh_from_db()
    assert (doubt.status, doubt.before, doubt.after) == (DoubtStatus.CORRECTED, Decimal(5), Decimal(47))
    first = room.candidates()[0]
    assert (room.fresh().status, first.rank, first.technical_points) == (
        ReviewStatus.SIGNING,
        1,
        Decimal("79.00"),
    )
    assert rooms.reported(room).fresh().status == ReviewStatus.REPORTED


def test_what_the_majority_does_not_recognise_stays():
    room = biased()
    doubt = ask(room)
    refused(workflow.vote, doubt.pk, agrees=True, by=room.panel[1], now=room.tick(), code="voted_already")
    for member in (room.chair, room.panel[2]):
        workflow.vote(doubt.pk, agrees=False, by=member, now=room.tick())
    doubt.refresh_from_db()
    assert doubt.status == DoubtStatus.DISMISSED
    refused(
        workflow.correct,
        doubt.pk,
        points=Decimal(50),
        reason="改",
        by=room.chair,
        now=room.tick(),
        code="doubt_settled",
    )
    with_code = {"reason": "再来一次", "by": room.panel[1], "now": room.tick(), "code": "doubted_already"}
    refused(workflow.doubt, room.session.pk, odd_score(room).pk, **with_code)
    assert odd_score(room).points == 5


def test_nobody_asks_after_a_signature_and_other_scores_are_nobodys_to_ask_about():
    room = biased()
    other = Score.objects.exclude(pk=odd_score(room).pk).first()
    with pytest.raises(NotPermitted):
        workflow.doubt(room.session.pk, other.pk, reason="看看", by=room.chair, now=room.tick())
    review.sign(room.session.pk, agrees=True, by=room.chair, now=room.tick())
    terms = {"reason": "太低", "by": room.panel[1], "now": room.tick(), "code": "signed_already"}
    refused(workflow.doubt, room.session.pk, odd_score(room).pk, **terms)
    assert not ScoreDoubt.objects.exists()


def test_the_page_leads_from_asking_over_the_vote_to_the_correction(settings):
    settings.SECOND_FACTOR_OPTIONAL = True
    room = biased()
    page = reverse("review:score_check", args=[room.session.pk, odd_score(room).pk])
    summary = client_of(room.panel[1]).get(reverse("review:summary", args=[room.session.pk]))
    assert page in summary.content.decode()
    steps = [
        (room.panel[1], {"reason": "与响应文件不符"}),
        (room.panel[2], {"choice": "agrees"}),
        (room.chair, {"points": "47", "reason": "更正"}),
    ]
    for member, data in steps:
        client = client_of(member)
        text = client.get(page).content.decode()
        assert ("是您的评分" in text) is (member is room.chair)
        assert client.post(page, data).status_code == 302
    assert ScoreDoubt.objects.get().status == DoubtStatus.CORRECTED
    other = Score.objects.exclude(pk=ScoreDoubt.objects.get().score_id).first()
    hidden = reverse("review:score_check", args=[room.session.pk, other.pk])
    assert client_of(room.panel[1]).get(hidden).status_code == 404
