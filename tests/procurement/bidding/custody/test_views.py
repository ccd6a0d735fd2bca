"""The custodian's pages, the notice and the sealing page say who keeps the second key."""

import json

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from tests import spine
from tests.factories import custody
from tests.factories.people import actor
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> spine.Purchase:
    walk = spine.people_now()
    walk.custodian = custody.custodian(now=walk.clock.now())
    return spine.obtained(purchase=walk, count=1)


def text_of(client, url: str) -> str:
    return client.get(url).content.decode()


def test_custodian_sees_its_keys_and_packages_with_few_queries(walk, django_assert_max_num_queries):
    client = client_of(walk.custodian.actor)
    client.get(reverse("custody:key_list"))
    with django_assert_max_num_queries(14):
        page = text_of(client, reverse("custody:key_list"))
    assert walk.custodian.key.kid in page
    assert walk.project.title in page


def test_a_key_is_registered_and_rubbish_is_refused_in_words(walk):
    client = client_of(walk.custodian.actor)
    url = reverse("custody:register")
    refused = client.post(url, {"public_jwk": "[]"})
    assert refused.status_code == 409
    assert "不是规定的托管公钥" in refused.content.decode()
    public = custody.public_half(custody.private_key(2))
    done = client.post(url, {"public_jwk": json.dumps(public)}, follow=True).content.decode()
    assert "已更换" in done
    assert done.count("在用") == 1


def test_others_do_not_open_the_custodians_pages(walk):
    for role in (Role.FINANCE, Role.PURCHASER_HANDLER, Role.SUPPLIER):
        assert client_of(actor(role)).get(reverse("custody:key_list")).status_code == 403


def test_notice_and_sealing_page_print_custodian_and_thumbprint(walk):
    notice = text_of(client_of(walk.suppliers[0]), walk.project.notices.get().get_absolute_url())
    seal = text_of(client_of(walk.suppliers[0]), reverse("bidding:seal", args=[walk.package.pk, "response"]))
    for page in (notice, seal):
        assert walk.custodian.key.kid in page
        assert walk.custodian.actor.body_name in page
    assert "data-custody-on checked" in seal


def test_pages_say_that_nobody_keeps_a_second_key():
    walk = spine.obtained(purchase=spine.people_now(), count=1)
    seal = text_of(client_of(walk.suppliers[0]), reverse("bidding:seal", args=[walk.package.pk, "response"]))
    assert "没有第二把钥匙" in seal
    assert "没有托管方" in text_of(client_of(walk.handler), walk.project.notices.get().get_absolute_url())
