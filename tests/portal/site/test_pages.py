"""Help, words of the law, declarations, large type, error pages."""

import pytest
from django.urls import reverse

from portal.site import glossary
from procurement import methods

pytestmark = pytest.mark.django_db
PAGES = ["help", "terms", "accessibility", "privacy", "contact"]


@pytest.mark.parametrize("name", PAGES)
def test_everybody_may_read_a_page_of_words(client, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        response = client.get(reverse(f"site:{name}"))
    assert response.status_code == 200


def test_every_method_has_its_word_explained():
    assert set(map(str, methods.NAMES.values())) <= {
        term.name for _group, terms in glossary.GROUPS for term in terms
    }


@pytest.mark.parametrize("term", [term.name for _group, terms in glossary.GROUPS for term in terms])
def test_every_term_has_its_page(client, term):
    assert term in client.get(reverse("site:term", args=[term])).content.decode()


def test_an_unknown_term_is_not_found(client):
    assert client.get(reverse("site:term", args=["没有这个词"])).status_code == 404


def test_large_type_is_remembered_and_comes_back_to_the_page(client):
    response = client.get(reverse("site:large_type"), {"next": "/help/"})
    assert response.url == "/help/"
    assert 'class="large-type"' in client.get("/help/").content.decode()
    client.get(reverse("site:large_type"))
    assert 'class="large-type"' not in client.get("/help/").content.decode()


@pytest.mark.parametrize("target", ["https://example.com/", "//example.com/", "javascript:alert(1)"])
def test_large_type_does_not_send_elsewhere(client, target):
    assert client.get(reverse("site:large_type"), {"next": target}).url == "/"


def test_a_missing_page_says_what_to_do(client):
    response = client.get("/没有这一页/")
    assert response.status_code == 404
    assert "可以这样办" in response.content.decode()


def test_the_component_sheet_is_for_developers_only(client, settings):
    assert client.get(reverse("site:components")).status_code == 200
    settings.PORTAL_ENV = "production"
    assert client.get(reverse("site:components")).status_code == 404


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"])
def test_signing_in_is_in_the_frame_of_the_portal(client, path):
    page = client.get(path).content.decode()
    assert "site-header" in page and "Sign" not in page


def test_the_language_is_the_readers_choice_not_a_guess(client):
    page = client.get("/help/", headers={"accept-language": "en-US,en"})
    assert '<html lang="zh-hans"' in page.content.decode()


def test_english_is_offered_only_when_its_words_are_there(client, settings):
    is_translated = (settings.BASE_DIR / "locale" / "en").is_dir()
    assert ("English" in client.get("/help/").content.decode()) is is_translated
    client.post("/i18n/setlang/", {"language": "en", "next": "/help/"})
    assert ('<html lang="en"' in client.get("/help/").content.decode()) is is_translated
