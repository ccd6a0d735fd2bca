"""The pages of a release: the bidder asks, the custodian opens, the officers read what happened."""

import pytest
from django.urls import reverse

from tests.factories import custody
from tests.portal_clock import PortalClock, portal_clock  # noqa: F401
from tests.procurement.opening.custody import scene as scenes
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(scenes.released)


@pytest.fixture
def walk(portal_clock: PortalClock):  # noqa: F811
    walk = scenes.released()
    portal_clock.set(walk.clock.now())
    return walk


def test_a_bidder_asks_the_custodian_opens_and_the_room_says_so(walk, portal_clock: PortalClock):  # noqa: F811
    opened = scenes.opened_of(walk, 0)
    number = opened.submission.receipt_number
    bidder, custodian = client_of(walk.suppliers[0]), client_of(walk.custodian.actor)
    ask, unlock = (reverse(f"opening:{name}", args=[number]) for name in ("custody_ask", "unlock"))
    assert ask in bidder.get(unlock).content.decode()
    assert "托管方有 60 分钟" in bidder.get(ask).content.decode()
    page = bidder.post(ask, follow=True).content.decode()
    assert "请其在" in page
    assert bidder.post(ask).status_code == 409
    url = reverse("opening:custody_open", args=[number])
    assert url in custodian.get(reverse("opening:custody_list")).content.decode()
    assert opened.inner in custodian.get(url).content.decode()
    assert custodian.post(url, {"plaintext": "AAAA"}).status_code == 409
    done = custodian.post(url, {"plaintext": scenes.opened_text(walk, opened)}, follow=True).content.decode()
    assert "摘要一致" in done
    assert "936000" not in done
    room = client_of(walk.handler).get(reverse("opening:room", args=[walk.session.pk])).content.decode()
    assert "由其打开" in room
    hall = client_of(walk.handler).get(reverse("opening:hall", args=[walk.package.number])).content.decode()
    assert "由其打开" in hall


def test_a_bidder_without_a_second_key_is_told_so(walk):
    number = scenes.opened_of(walk, scenes.WITHOUT).submission.receipt_number
    bidder = client_of(walk.suppliers[scenes.WITHOUT])
    assert "没有使用第二把钥匙" in bidder.get(reverse("opening:unlock", args=[number])).content.decode()
    assert bidder.post(reverse("opening:custody_ask", args=[number])).status_code == 409


def test_another_custodian_and_another_bidder_find_nothing(walk):
    number = scenes.opened_of(walk, 0).submission.receipt_number
    client_of(walk.suppliers[0]).post(reverse("opening:custody_ask", args=[number]))
    other = custody.custodian(now=walk.clock.now(), number=1)
    assert client_of(other.actor).get(reverse("opening:custody_open", args=[number])).status_code == 404
    rival = client_of(walk.suppliers[1])
    assert rival.get(reverse("opening:custody_ask", args=[number])).status_code == 404
