"""The opening as its officers and suppliers meet it."""

import base64

import pytest
from django.test import Client
from django.urls import reverse

from orgs.bodies.models import Body
from orgs.people.choices import Role
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.models import OpeningSession
from tests import spine
from tests.factories import locks
from tests.factories.people import actor
from tests.factories.registry import query_page
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
LIST, UNLOCK = reverse("opening:session_list"), reverse("opening:unlock_list")


def text_of(response) -> str:
    return response.content.decode()


def names(walk: spine.Purchase) -> list[str]:
    return [Body.objects.get(pk=supplier.body_id).name for supplier in walk.suppliers]


def started(walk: spine.Purchase) -> OpeningSession:
    """The officer goes in without waiting for the sweep."""
    clerk = client_of(walk.handler)
    assert "已到开启时间" in text_of(clerk.get(LIST))
    clerk.post(reverse("opening:start", args=[walk.package.pk, "response"]))
    return OpeningSession.objects.get()


def released_at_once(walk: spine.Purchase) -> OpeningSession:
    session = started(walk)
    page = reverse("opening:release", args=[session.pk])
    for officer in (walk.handler, walk.reviewer):
        client_of(officer).post(page, {"typed": "解封"})
    session.refresh_from_db()
    return session


def test_two_officers_and_three_suppliers_open_in_the_browser():
    walk = spine.submitted()
    session = started(walk)
    room, release = (reverse(f"opening:{name}", args=[session.pk]) for name in ("room", "release"))
    clerk, reviewer = client_of(walk.handler), client_of(walk.reviewer)
    before = text_of(clerk.get(room))
    assert not any(name in before for name in names(walk))
    assert "请原样输入" in text_of(clerk.post(release, {"typed": "打开"}))
    clerk.post(release, {"typed": "解封"})
    again = clerk.post(release, {"typed": "解封"})
    assert (again.status_code, "两名不同的人员" in text_of(again)) == (409, True)
    assert not any(name in text_of(clerk.get(room)) for name in names(walk))
    reviewer.post(release, {"typed": "解封"})
    shown = text_of(clerk.get(room))
    assert all(name in shown for name in names(walk))
    for supplier in walk.suppliers:
        browser = client_of(supplier)
        assert "等待解锁" in text_of(browser.get(UNLOCK))
        opened = session.opened.get(submission__supplier_id=supplier.body_id)
        page = reverse("opening:unlock", args=[opened.submission.receipt_number])
        assert opened.inner in text_of(browser.get(page))
        wrong = browser.post(page, {"plaintext": "AAAA"})
        assert (wrong.status_code, "不一致" in text_of(wrong)) == (409, True)
        plaintext = locks.open_inner(opened.inner, walk.phrases[supplier.body_id])
        browser.post(page, {"plaintext": base64.urlsafe_b64encode(plaintext).decode().rstrip("=")})
        assert "摘要一致" in text_of(browser.get(page))
    clerk.post(reverse("opening:conclude", args=[session.pk]))
    session.refresh_from_db()
    assert session.status == OpeningStatus.CONCLUDED
    assert walk.package.review.candidates.count() == 3


def test_no_price_and_no_other_name_is_shown_to_suppliers_or_officers():
    walk = spine.submitted()
    session = released_at_once(walk)
    first, *others = walk.suppliers
    opened = session.opened.get(submission__supplier_id=first.body_id)
    own = client_of(first)
    pages = [text_of(own.get(url)) for url in (UNLOCK, reverse("bidding:response_list"))]
    pages.append(text_of(own.get(reverse("opening:unlock", args=[opened.submission.receipt_number]))))
    for page in pages:
        assert not any(Body.objects.get(pk=other.body_id).name in page for other in others)
    room = text_of(client_of(walk.handler).get(reverse("opening:room", args=[session.pk])))
    for price in spine.FIRST_PRICES:
        assert price not in "".join(pages) + room
        assert f"{int(price):,}" not in "".join(pages) + room


def test_pages_are_closed_to_others():
    walk = spine.submitted()
    session = released_at_once(walk)
    number = session.opened.first().submission.receipt_number
    for url in (LIST, UNLOCK, reverse("opening:room", args=[session.pk])):
        assert Client().get(url).status_code == 302
    for stranger in (actor(Role.PURCHASER_HANDLER), actor(Role.SUPPLIER), actor(Role.EXPERT)):
        client = client_of(stranger)
        for name in ("room", "release"):
            assert client.get(reverse(f"opening:{name}", args=[session.pk])).status_code == 404
        assert client.post(reverse("opening:conclude", args=[session.pk])).status_code == 404
        assert client.get(reverse("opening:unlock", args=[number])).status_code == 404
    assert session.opened.filter(status=UnlockStatus.WAITING).count() == 3


def eligibility_page(walk: spine.Purchase) -> str:
    return reverse("opening:eligibility", args=[walk.package.pk])


def test_eligibility_is_refused_to_everybody_while_names_are_secret():
    walk = spine.submitted()
    assert client_of(walk.handler).get(eligibility_page(walk)).status_code == 404
    started(walk)
    for reader in (walk.handler, walk.leader, actor(Role.AUDITOR)):
        refused = client_of(reader).get(eligibility_page(walk))
        assert (refused.status_code, "现在对任何人保密" in text_of(refused)) == (409, True)
        assert not any(name in text_of(refused) for name in names(walk))


def test_eligibility_of_every_bidder_is_shown_after_the_opening():
    walk = spine.submitted()
    session = released_at_once(walk)
    for reader in (walk.handler, walk.leader, actor(Role.AUDITOR)):
        shown = text_of(client_of(reader).get(eligibility_page(walk)))
        assert all(name in shown for name in names(walk))
        assert "不在严重违法失信名单" in shown and "民政部令第60号" in shown
    room = reverse("opening:room", args=[session.pk])
    assert eligibility_page(walk) in text_of(client_of(walk.handler).get(room))


def test_what_is_known_since_stands_beside_the_frozen_answer():
    walk = spine.submitted()
    released_at_once(walk)
    checked = Body.objects.get(pk=walk.suppliers[0].body_id)
    assert "现在：没有查到记录" not in text_of(client_of(walk.handler).get(eligibility_page(walk)))
    query_page(checked)
    assert "现在：没有查到记录" in text_of(client_of(walk.handler).get(eligibility_page(walk)))


@pytest.mark.parametrize("role", [Role.PURCHASER_HANDLER, Role.SUPPLIER, Role.EXPERT, Role.EVALUATOR])
def test_eligibility_is_nothing_for_those_who_have_no_part_in_the_purchase(role):
    walk = spine.submitted()
    released_at_once(walk)
    assert client_of(actor(role)).get(eligibility_page(walk)).status_code == 404
    assert client_of(walk.suppliers[0]).get(eligibility_page(walk)).status_code == 404
