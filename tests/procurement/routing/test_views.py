"""The law as the public reads it."""

import pytest

from orgs.regions import workflow as regions
from portal.kernel import clock
from tests.factories.law import law, parameter

pytestmark = pytest.mark.django_db
PARAMETERS, CALENDAR, DEADLINE = (f"/procurement/routing/{page}" for page in ("", "calendar/", "deadline/"))


@pytest.fixture(autouse=True)
def loaded():
    law()


def text(client, url: str, **query) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def test_anybody_reads_a_number_with_its_unit_basis_and_doubt(client):
    page = text(client, PARAMETERS, q="数额标准（服务）", on="2026-11-23")
    assert "2,000,000 元" in page
    assert "2025年版" in page
    assert "待确认" in text(client, PARAMETERS, q="电子卖场采购")


def test_a_row_that_ended_says_so(client):
    assert "已失效" in text(client, PARAMETERS, q="分散采购限额标准")


def test_a_city_row_shows_the_city(client):
    regions.load_reference(on=clock.local_date(clock.now()))
    parameter("dispersed_threshold", "300000", region_code="4301", name="长沙限额")
    assert "长沙市" in text(client, PARAMETERS, q="长沙限额")


@pytest.mark.parametrize("query", [{"on": "2026-99-99"}, {"category": "x"}, {"q": "x" * 300}, {"after": "x"}])
def test_a_wrong_filter_is_answered_with_a_page(client, query):
    text(client, PARAMETERS, **query)


def test_a_loaded_year_names_its_notice_and_a_later_one_is_provisional(client):
    assert "国务院办公厅关于2026年" in text(client, CALENDAR, year="2026")
    later = text(client, CALENDAR, year="2030")
    assert "暂定" in later
    assert "休" in later


@pytest.mark.parametrize("year", ["1900", "9999", "x", "２０２６", "20260"])
def test_a_year_beyond_the_tables_is_not_found(client, year):
    assert client.get(CALENDAR, {"year": year}).status_code == 404


def test_a_deadline_is_counted_with_what_was_skipped(client):
    page = text(client, DEADLINE, start="2026-09-28", number="5", unit="working_days")
    assert "2026-10-10" in page
    assert "国庆" in page
    assert "顺延" in text(client, DEADLINE, start="2026-09-05", number="30", unit="calendar_days")
    assert "暂定" in text(client, DEADLINE, start="2026-12-30", number="5", unit="working_days")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"start": "", "number": "5", "unit": "working_days"}, "从哪一天起"),
        ({"start": "2026-09-28", "number": "0", "unit": "working_days"}, "期限"),
        ({"start": "2026-09-28", "number": "99999999999", "unit": "working_days"}, "期限"),
        ({"start": "1990-01-01", "number": "5", "unit": "working_days"}, "2015"),
        ({"start": "2026-09-28", "number": "abc", "unit": "hours"}, "期限"),
    ],
)
def test_what_cannot_be_counted_is_said_at_the_field_and_kept(client, query, says):
    page = text(client, DEADLINE, **query)
    assert says in page
    assert "error-summary" in page
    if query["start"]:
        assert f'value="{query["start"]}"' in page


@pytest.mark.parametrize(
    ("url", "query"),
    [
        (PARAMETERS, {}),
        (CALENDAR, {}),
        (DEADLINE, {"start": "2026-09-28", "number": "5", "unit": "working_days"}),
    ],
)
def test_the_pages_need_few_queries(client, django_assert_max_num_queries, url, query):
    client.get(url, query)
    with django_assert_max_num_queries(8):
        client.get(url, query)
    for number in range(100):
        parameter(f"extra-{number}", "1")
    with django_assert_max_num_queries(8):
        client.get(url, query)
