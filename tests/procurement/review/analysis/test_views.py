"""Who looks at the signs in the scores, from when on, and what the page says."""

import pytest
from django.test import Client
from django.urls import reverse

from orgs.people.choices import Role
from orgs.people.models import User
from portal.kernel.actors import Actor
from procurement.review import workflow
from procurement.review.analysis import pages
from tests.factories import review as rooms
from tests.factories.people import actor, body

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_OPTIONAL = True


def looked_at(room: rooms.Room, by: Actor):
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client.get(reverse("review:analysis", args=[room.session.pk]))


def disclosed(**facts) -> rooms.Room:
    room = rooms.reported(**facts)
    workflow.disclose(room.session.pk, by=room.organiser, now=room.tick())
    return room


def test_nobody_sees_it_before_the_result_and_purchaser_and_panel_never():
    room, auditor = rooms.reported(), actor(Role.AUDITOR)
    assert looked_at(room, auditor).status_code == 404
    workflow.disclose(room.session.pk, by=room.organiser, now=room.tick())
    assert looked_at(room, auditor).status_code == 200
    for outsider in (room.organiser, room.panel[0], actor(Role.SUPPLIER)):
        assert looked_at(room, outsider).status_code == 404


def test_a_supervisor_sees_the_reviews_of_its_own_purchasers_only():
    room, own, other = disclosed(), body(), body()
    purchaser = room.session.purchaser
    purchaser.supervising_body = own
    purchaser.save(update_fields=["supervising_body"])
    assert looked_at(room, actor(Role.SUPERVISOR, of=own)).status_code == 200
    assert looked_at(room, actor(Role.SUPERVISOR, of=other)).status_code == 404


def test_a_panel_that_agrees_shows_no_sign():
    page = looked_at(disclosed(), actor(Role.AUDITOR)).content.decode()
    assert "没有发现需要查看的线索" in page
    assert "不是认定" in page
    assert "通常范围" in page
    assert "供应商太少，看不出次序有没有影响" in page


def test_a_member_without_whom_another_would_be_first_is_named():
    room = rooms.quoted()
    plain = {"服务方案": ["45", "46.5", "40", "30"], "持证社工": ["25", "25", "20", "15"]}
    for member in room.panel[:-1]:
        rooms.score_all(room, member, plain)
        workflow.submit_sheet(room.session.pk, by=member, now=room.tick())
    rooms.score_all(room, room.panel[-1], plain | {"服务方案": ["59", "1", "10", "10"]})
    workflow.submit_sheet(room.session.pk, by=room.panel[-1], now=room.tick())
    for member in room.panel:
        workflow.sign(room.session.pk, agrees=True, by=member, now=room.tick())
    workflow.disclose(room.session.pk, by=room.organiser, now=room.tick())
    [without] = pages.analysis_of(room.fresh()).decisive
    assert without.member.user_id == room.panel[-1].user_id
    page = looked_at(room, actor(Role.AUDITOR)).content.decode()
    assert f"去掉{without.member.user.name}的评分，第一名会是另一家" in page
    assert "换成另一家" in page


def test_where_nobody_scores_the_page_says_so():
    page = looked_at(disclosed(method="competitive_negotiation"), actor(Role.AUDITOR)).content.decode()
    assert "不打分" in page
