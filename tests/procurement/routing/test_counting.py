"""The deadline calculator as page, interface and command give it, and the days of a year for programs."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories.law import law

pytestmark = pytest.mark.django_db
API, PAGE = "/api/v1/calendar/deadline/", "/procurement/routing/deadline/"
ASKED = {"start": "2026-09-28", "number": "5", "unit": "working_days"}


@pytest.fixture(autouse=True)
def loaded():
    law()


def test_page_interface_and_command_give_the_same_date(client):
    said = StringIO()
    call_command("deadline", **ASKED, json=True, stdout=said)
    answer = client.get(API, ASKED).json()
    assert json.loads(said.getvalue()) == answer
    assert (answer["ends"], answer["provisional"]) == ("2026-10-10", False)
    assert [day["date"] for day in answer["skipped"]] == [f"2026-10-0{day}" for day in range(1, 8)]
    assert [day["date"] for day in answer["worked_weekends"]] == ["2026-10-10"]
    page = client.get(PAGE, ASKED).content.decode()
    assert all(day["date"] in page and day["reason"] in page for day in answer["skipped"])


def test_a_date_of_a_year_not_loaded_is_provisional_everywhere(client):
    asked = {"start": "2026-12-30", "number": "5", "unit": "working_days"}
    answer = client.get(API, asked).json()
    assert (answer["provisional"], answer["open_years"]) == (True, [2027])
    assert "2027年的放假通知还没有载入" in client.get(PAGE, asked).content.decode()
    said = StringIO()
    call_command("deadline", **asked, stdout=said)
    assert "（暂定）" in said.getvalue()


@pytest.mark.parametrize(
    "wrong",
    [{"start": "x"}, {"start": "2026-02-30"}, {"number": "0"}, {"number": "1001"}, {"unit": "hours"}],
)
def test_bad_questions_are_answered_in_words(client, wrong):
    asked = ASKED | wrong
    response = client.get(API, asked)
    assert response.status_code == 400
    assert set(response.json()["fields"]) == set(wrong)
    with pytest.raises(CommandError):
        call_command("deadline", **asked)


def test_programs_read_a_year_day_by_day(client):
    year = client.get("/api/v1/calendar/2026/").json()
    assert (year["provisional"], len(year["days"]), year["workdays"]) == (False, 365, 248)
    assert {"date": "2026-10-10", "is_workday": True, "name": "国庆节调休上班"} in year["days"]
    assert client.get("/api/v1/calendar/2027/").json()["provisional"] is True
    assert client.get("/api/v1/calendar/1999/").status_code == 404


def test_a_year_can_be_downloaded(client):
    response = client.get("/procurement/routing/calendar/", {"year": "2026", "export": "csv"})
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 366
    assert lines[1].startswith("2026-01-01,星期四,休息,元旦")
