"""Offers and results of the short path, as programs read them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgs.people.choices import Role
from tests.factories import direct
from tests.factories.people import actor
from tests.procurement.api.test_preparing import read
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
LIST = "direct-purchases/"


def test_offers_are_read_by_the_purchaser_and_by_no_supplier(client):
    walk = direct.proposed()
    address = f"{LIST}{walk.package.number}/"
    assert read(client, LIST, 401)["code"]
    for stranger in (actor(Role.PURCHASER_HANDLER), *walk.signatories):
        assert read(client_of(stranger), LIST)["results"] == []
        read(client_of(stranger), address, 404)
    found = read(client_of(walk.leader), address)
    assert [offer["amount"] for offer in found["offers"]] == ["65000.00", "66000.00", "67000.00"]
    assert found["comparison"]["credit_code"] == found["offers"][0]["credit_code"]
    assert (found["amount"], found["outside_result"]) == ("65000.00", None)


def test_what_another_platform_decided_has_number_day_and_paper():
    walk = direct.entered()
    (found,) = read(client_of(walk.handler), LIST)["results"]
    assert (found["method"], found["offers"], found["comparison"]) == ("emall", [], None)
    assert (found["mall_order"]["mode"], found["mall_order"]["suppliers"]) == ("quote_comparison", 3)
    result = found["outside_result"]
    assert result["order_number"] == f"DD-{walk.project.number}" and len(result["paper_sha256"]) == 64


def test_a_list_takes_the_same_queries_however_many_there_are():
    walk, counts = direct.approved(), []
    browser = client_of(walk.handler)
    browser.get(f"/api/v1/{LIST}")
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert read(browser, LIST)["results"]
        counts.append(len(queries))
        direct.offered(direct.approved(walk))
    assert counts[1] - counts[0] <= 1 and counts[1] <= 14
