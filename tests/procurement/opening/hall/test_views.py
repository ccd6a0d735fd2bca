"""The hall as its host, a bidder and somebody who looks on see it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orgs.bodies.models import Body
from orgs.people.choices import Role
from procurement.opening.hall.models import Presence
from procurement.opening.models import OpeningSession
from procurement.review.models import PanelMember
from tests import spine
from tests.factories.people import actor
from tests.procurement.opening.test_views import released_at_once, started
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


def hall_of(walk: spine.Purchase) -> str:
    return reverse("opening:hall", args=[walk.package.number])


def read(client: Client, walk: spine.Purchase, **headers) -> str:
    response = client.get(hall_of(walk), **headers)
    assert response.status_code == 200
    return response.content.decode()


def bidders(walk: spine.Purchase) -> list[str]:
    return [Body.objects.get(pk=supplier.body_id).name for supplier in walk.suppliers]


def test_before_the_release_nobody_learns_who_is_there():
    walk = spine.submitted()
    first, *_others = names = bidders(walk)
    browser = client_of(walk.suppliers[0])
    assert "贵单位已经提交" in read(browser, walk) or "等待解封" in read(browser, walk)
    assert not Presence.objects.exists()
    started(walk)
    assert "等待解封" in read(browser, walk)
    assert Presence.objects.get().part == "bidder"
    for reader in (walk.handler, walk.reviewer, walk.suppliers[1], actor(Role.AUDITOR)):
        shown = read(client_of(reader), walk)
        assert not any(name in shown for name in names if name != names[1])
    assert first not in read(Client(), walk)


def test_after_the_release_those_who_conduct_see_who_came_and_bidders_their_own_only():
    walk = spine.submitted()
    started(walk)
    browser = client_of(walk.suppliers[0])
    read(browser, walk)
    session = OpeningSession.objects.get()
    for officer in (walk.handler, walk.reviewer):
        client_of(officer).post(reverse("opening:release", args=[session.pk]), {"typed": "解封"})
    host = read(client_of(walk.handler), walk)
    assert all(name in host for name in bidders(walk))
    assert "已到场" in host and "没有到场" in host and "延长解锁时间" in host
    own = read(browser, walk)
    assert "用口令解锁" in own and not any(name in own for name in bidders(walk)[1:])
    looking_on = read(Client(), walk)
    assert "供应商解锁中" in looking_on and not any(name in looking_on for name in bidders(walk))
    assert "延长解锁时间" not in looking_on


@pytest.mark.article("O87:40")
def test_a_member_of_the_panel_is_turned_away():
    walk = spine.submitted()
    expert = actor(Role.EXPERT)
    assert client_of(expert).get(hall_of(walk)).status_code == 200
    PanelMember.objects.create(
        session=walk.package.review, user_id=expert.user_id, seat="expert", status="named"
    )
    refused = client_of(expert).get(hall_of(walk))
    assert (refused.status_code, "第四十条" in refused.content.decode()) == (403, True)


def test_a_browser_gets_the_state_by_itself_and_the_page_when_something_is_to_do():
    walk = spine.submitted()
    started(walk)
    client = client_of(walk.handler)
    asking = {"headers": {"HX-Request": "true"}}
    state = client.get(hall_of(walk)).context["state"]
    piece = client.get(hall_of(walk) + f"?seen={state}", **asking).content.decode()
    assert 'id="hall-state"' in piece and "<html" not in piece
    changed = client.get(hall_of(walk) + "?seen=before", **asking)
    assert changed.headers["HX-Refresh"] == "true"


def test_the_host_extends_in_the_browser_and_a_bidder_cannot():
    walk = spine.submitted()
    session = released_at_once(walk)
    page = reverse("opening:incident", args=[walk.package.number, "extend"])
    assert client_of(walk.suppliers[0]).get(page).status_code == 403
    host = client_of(walk.handler)
    form = host.get(page).content.decode()
    assert ("开标大厅" in form, "大厅" in form) == (False, True)
    assert "请填写" in host.post(page, {"minutes": "20", "reason": ""}).content.decode()
    before = session.unlock_until
    host.post(page, {"minutes": "20", "reason": "平台故障（示例）"})
    session.refresh_from_db()
    assert session.unlock_until > before
    told = read(client_of(walk.suppliers[0]), walk)
    assert ("改到" in told, "平台故障（示例）" in told) == (True, False)
    assert "平台故障（示例）" in read(host, walk)


def test_the_hall_of_somebody_who_looks_on_takes_few_queries():
    walk = spine.submitted()
    released_at_once(walk)
    with CaptureQueriesContext(connection) as queries:
        read(Client(), walk)
    assert len(queries) <= 8
