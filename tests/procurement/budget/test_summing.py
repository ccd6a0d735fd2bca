"""The budget added up by body, year and source, for whoever may see its lines."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from orgs.people.choices import Role
from procurement.budget import summing
from procurement.budget.choices import FundSource
from procurement.budget.models import BudgetLine
from tests.factories.people import actor, body
from tests.factories.procurement import budget_line
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
PAGE = reverse("budget:line_summary")


@pytest.fixture
def finance():
    """A finance department with four lines of two bodies, and one line of somebody else's."""
    by = actor(Role.FINANCE)
    first, second = (body(name=f"{name}区民政局（示例）") for name in ("甲", "乙"))
    budget_line(first, amount="100000", fiscal_year=2025)
    budget_line(first, amount="200000", fiscal_year=2026)
    budget_line(first, amount="50000", fiscal_year=2026, fund_source=FundSource.LOTTERY, code="XM-9")
    budget_line(second, amount="400000", fiscal_year=2026)
    budget_line(body(division_code="4306"), amount="999999", fiscal_year=2026)
    return by


@pytest.mark.parametrize(
    ("by", "arranged"),
    [
        ("body", {"350,000", "400,000"}),
        ("year", {"650,000", "100,000"}),
        ("source", {"700,000", "50,000"}),
        ("anything", {"350,000", "400,000"}),
    ],
)
def test_the_lines_of_the_own_level_are_added_up(finance, by, arranged):
    page = client_of(finance).get(PAGE, {"by": by})
    text = page.content.decode()
    assert all(amount in text for amount in arranged) and "750,000" in text
    assert "999,999" not in text
    assert page.context["total"].arranged == Decimal(750_000)


def test_filters_narrow_the_sums_and_a_group_leads_to_its_lines(finance):
    page = client_of(finance).get(PAGE, {"by": "source", "fiscal_year": "2026"})
    assert page.context["total"].arranged == Decimal(650_000)
    _name, url, row = page.context["rows"][0]
    shown = client_of(finance).get(url)
    assert len(shown.context["rows"]) == row.lines
    assert client_of(finance).get(PAGE, {"fiscal_year": "x"}).context["total"].lines == 0


def test_the_table_names_body_year_and_source(finance):
    answer = client_of(finance).get(PAGE, {"export": "xlsx"})
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[0][:3] == ("预算单位", "预算年度", "资金来源")
    assert len(rows) == 5
    assert sum(row[4] for row in rows[1:]) == 750_000


def test_what_is_left_and_the_share_are_of_the_sums():
    row = summing.Sums((), 1, *map(Decimal, ("300", "100", "50", "50")))
    assert (row.left, row.share) == (Decimal(100), Decimal("33.33"))
    assert summing.Sums((), 0, *[Decimal(0)] * 4).share == 0


def test_many_lines_are_added_up_by_the_database(finance, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(summing.sums(BudgetLine.objects.all(), "body", "year", "source")) == 5
