"""The front page and the year's figures."""

from decimal import Decimal

import pytest
from django.urls import reverse

from portal.site import figures

pytestmark = pytest.mark.django_db


def place(amount: str, social: str) -> figures.Place:
    return figures.Place("4301", "长沙市", 1, Decimal(amount), Decimal(social))


@pytest.mark.parametrize(
    ("amount", "social", "share", "step"),
    [
        ("0", "0", None, 1),
        ("1000", "0", Decimal("0.0"), 1),
        ("1000", "299.4", Decimal("29.9"), 1),
        ("1000", "300", Decimal("30.0"), 2),
        ("1000", "449.5", Decimal("45.0"), 5),
        ("3", "1", Decimal("33.3"), 2),
    ],
)
def test_share_of_social_organisations_and_its_step_of_colour(amount, social, share, step):
    assert (place(amount, social).share, place(amount, social).step) == (share, step)


def test_home_opens_without_any_record_within_the_query_limit(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = client.get(reverse("site:home"))
    assert page.status_code == 200
    assert "现在没有正在征集的采购" in page.content.decode()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_figures_are_downloadable(client, kind):
    page = client.get(reverse("site:data"), {"format": kind})
    assert page.status_code == 200
    assert page.content


@pytest.mark.parametrize("words", ["", "养", "居家养老", "x" * 500, "%_'\"<script>", "养 老 服 务"])
def test_search_answers_whatever_is_typed(client, words):
    page = client.get(reverse("site:search"), {"q": words})
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().replace("<script src", "")
