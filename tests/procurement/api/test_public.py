"""The public interface: anybody reads, nobody writes, every error has one form."""

import pytest

from catalog.editions import workflow as catalogue
from catalog.editions.models import CatalogueItem
from orgs.people.choices import Role
from orgs.regions import workflow as regions
from portal.kernel import clock
from procurement.routing import workflow as routing
from tests.factories import people
from tests.factories.law import approved, proposed
from tests.spine import announced_package, drafted_notice

pytestmark = pytest.mark.django_db
ITEMS, DIVISIONS, PARAMETERS, NOTICES = (
    f"/api/v1/{name}/" for name in ("catalogue/items", "divisions", "parameters", "notices")
)
LISTS = [ITEMS, DIVISIONS, PARAMETERS, NOTICES]


@pytest.fixture(autouse=True)
def reference():
    regions.load_reference(on=clock.local_date(clock.now()))
    catalogue.load_reference()
    routing.load_reference()


def results(client, url: str, **query) -> list[dict]:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.json()["results"]


def test_items_are_found_with_their_mapping_and_source(client):
    item = results(client, ITEMS, q="探访")[0]
    assert (item["code"], item["general_item"], item["is_reference"]) == ("MZ-A0402-03", "A0402", True)
    assert client.get(f"{ITEMS}A0402/").json()["parent"] == "A04"


def test_divisions_are_narrowed_by_level_and_by_the_one_above(client):
    assert len(results(client, DIVISIONS, level="prefecture")) == 14
    assert all(row["parent"] == "4301" for row in results(client, DIVISIONS, parent="4301"))
    assert client.get(f"{DIVISIONS}430111/").json()["gb_code"] == "430111"
    assert results(client, DIVISIONS, q="yhq")[0]["name"] == "雨花区"


def test_parameters_of_a_day_carry_their_article_and_doubt(client):
    rows = results(client, PARAMETERS, q="公开招标数额标准（服务）", on="2026-11-23")
    assert [(row["value"], row["is_to_be_confirmed"]) for row in rows] == [("2000000.0000", False)]
    assert rows[0]["legal_basis"]


def test_changes_of_numbers_say_what_stood_before(client):
    change = approved("4306", now=clock.now())
    waiting = proposed(by=people.actor(Role.FINANCE), now=clock.now())
    rows = results(client, "/api/v1/parameter-changes/", code="dispersed_threshold")
    assert [(row["number"], row["value"], row["before"]) for row in rows] == [
        (change.number, "600000.0000", {})
    ]
    assert client.get(f"/api/v1/parameter-changes/{waiting.number}/").status_code == 404


def test_pages_can_be_followed_to_the_end(client):
    seen, url = [], f"{ITEMS}?limit=100"
    while url:
        answer = client.get(url).json()
        seen += [row["code"] for row in answer["results"]]
        url = answer["next"]
    assert len(seen) == len(set(seen)) == 232 + 36


@pytest.mark.parametrize("url", LISTS)
def test_nobody_writes(client, url):
    person = people.user()
    people.membership(Role.OPERATOR, body=people.body("platform"), person=person)
    client.force_login(person)
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(url, {}, content_type="application/json").status_code in (403, 405)


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"{ITEMS}?level=x", 400),
        (f"{ITEMS}?limit=0", 400),
        (f"{ITEMS}?after=nonsense", 400),
        (f"{ITEMS}?q={'x' * 500}", 400),
        (f"{ITEMS}?q=%00", 400),
        (f"{PARAMETERS}?on=yesterday", 400),
        (f"{DIVISIONS}?level=planet", 400),
        (f"{NOTICES}?type=gossip", 400),
        (f"{ITEMS}NOTHING/", 404),
        (f"{DIVISIONS}999/", 404),
        (f"{PARAMETERS}999999999999999999/", 404),
        (f"{NOTICES}NOTHING/", 404),
    ],
)
def test_what_is_wrong_is_said_in_the_one_form(client, url, status):
    response = client.get(url)
    assert response.status_code == status
    assert {"code", "message", "fields", "refusals"} <= set(response.json())


@pytest.mark.parametrize("url", LISTS)
def test_a_list_needs_few_queries_however_long(client, django_assert_max_num_queries, url):
    client.get(url)
    with django_assert_max_num_queries(8):
        client.get(f"{url}?limit=1")
    with django_assert_max_num_queries(8):
        client.get(f"{url}?limit=100")


def test_markup_stays_data(client):
    item = CatalogueItem.objects.get(code="MZ-A0402-03")
    item.name = "<script>alert(1)</script>"
    item.save()
    response = client.get(f"{ITEMS}{item.code}/")
    assert response["Content-Type"].startswith("application/json")
    assert response.json()["name"] == item.name


def test_the_interface_is_described(client):
    response = client.get("/api/v1/schema/", {"format": "json"})
    assert response.status_code == 200
    paths = response.json()["paths"]
    assert set(LISTS) <= set(paths)
    assert client.get("/api/v1/docs/").status_code == 200


def test_published_notices_are_given_and_drafts_are_not(client):
    walk = announced_package("980000.00")
    notice = walk.project.notices.get()
    rows = results(client, NOTICES)
    assert [(row["number"], row["project_number"]) for row in rows] == [(notice.number, walk.project.number)]
    assert rows[0]["sha256"] == notice.sha256
    drafted_notice("980000.00")
    assert len(results(client, NOTICES)) == 1
    assert client.get(f"{NOTICES}{notice.number}/").status_code == 200
