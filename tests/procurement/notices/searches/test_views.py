"""The pages of kept searches, the feed and the calendar of a search."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from orgs.people.choices import Role
from procurement.notices.searches.models import SavedSearch
from tests import spine
from tests.factories.people import actor
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEED, DEADLINES = reverse("notices:feed"), reverse("notices:deadlines")
KEEP, LIST = reverse("notices:search_keep"), reverse("notices:search_list")
MOST_QUERIES = 8


@pytest.fixture
def walk() -> spine.Purchase:
    return spine.announced_package(purchase=spine.people_now())


def entries(query: str = "") -> list:
    answer = Client().get(f"{FEED}?{query}")
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314


def test_everybody_may_follow_a_search_in_a_feed_reader(walk, django_assert_max_num_queries):
    notice = walk.project.notices.calls().get()
    with django_assert_max_num_queries(MOST_QUERIES):
        (entry,) = entries("q=养老&method=competitive_consultation")
    assert entry.find(f"{ATOM}title").text == notice.title
    assert entry.find(f"{ATOM}id").text.endswith(notice.get_absolute_url())
    assert entries("q=桥梁") == entries("type=nothing") == entries("method=inquiry") == []


def test_the_calendar_of_a_search_has_every_deadline_that_still_runs(walk, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        text = Client().get(f"{DEADLINES}?region=4301").content.decode()
    assert text.count("BEGIN:VEVENT") == 3
    assert "SEQUENCE:0" in text and "DTSTART;VALUE=DATE:" in text
    assert "BEGIN:VEVENT" not in Client().get(f"{DEADLINES}?q=桥梁").content.decode()


def test_a_search_is_kept_renamed_and_forgotten_by_its_person_only(walk):
    person, stranger = actor(Role.SUPPLIER), actor(Role.SUPPLIER)
    client = client_of(person)
    assert "地区：长沙市" in client.get(f"{KEEP}?region=4301").content.decode()
    kept = client.post(f"{KEEP}?region=4301&export=csv", {"name": "长沙", "mails": "on"})
    assert kept.status_code == 302
    again = client.post(f"{KEEP}?region=4301", {"name": "又一个", "mails": "on"})
    assert again.status_code == 409 and "又一个" in again.content.decode()
    search = SavedSearch.objects.get()
    assert (search.query, search.user_id) == ("region=4301", person.user_id)
    assert "长沙" in client.get(LIST).content.decode()
    opened = client.get(reverse("notices:search_open", args=[search.pk]))
    assert opened.url == f"{reverse('notices:list')}?region=4301"
    change, remove = (reverse(f"notices:search_{verb}", args=[search.pk]) for verb in ("change", "remove"))
    assert client_of(stranger).post(remove).status_code == 404
    assert client.post(change, {"name": "星城"}).status_code == 302
    search.refresh_from_db()
    assert (search.name, search.mails) == ("星城", False)
    client.post(remove)
    assert not SavedSearch.objects.exists()


def test_keeping_asks_to_sign_in():
    assert Client().get(KEEP).status_code == Client().get(LIST).status_code == 302
