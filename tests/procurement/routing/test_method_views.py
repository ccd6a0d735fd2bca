"""The public pages of the methods say what the declarations say, with the figures in force."""

import pytest

from procurement import methods
from tests.factories.law import law

pytestmark = pytest.mark.django_db
LIST = "/procurement/routing/methods/"


@pytest.fixture(autouse=True)
def loaded():
    law()


def test_the_list_names_every_method_and_leads_to_its_page(client):
    page = client.get(LIST).content.decode()
    assert all(f"{LIST}{method.code}/" in page for method in methods.all())
    assert "本平台不提供" in page


@pytest.mark.parametrize("method", methods.all(), ids=lambda method: method.code)
def test_a_page_says_every_sentence_and_number_of_the_declaration(
    client, method, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        page = client.get(f"{LIST}{method.code}/").content.decode()
    assert all(str(clause.says) in page for clause in method.clauses())
    assert all(str(sight.since) in page for sight in method.sights)
    assert "—</td>" not in page


def test_the_figures_are_those_of_today(client):
    page = client.get(f"{LIST}competitive_consultation/").content.decode()
    assert "10 日" in page
    assert "30%" in page
    assert "2/3" in page
    assert "待确认" in page


def test_a_method_that_the_law_does_not_know_has_no_page(client):
    assert client.get(f"{LIST}directed_commission/").status_code == 404
