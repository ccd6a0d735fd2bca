"""Every number of the law has its row, and a number that changed is noticed."""

import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.policies import citing
from orgs.people.choices import Role
from procurement.routing import checking, queries
from procurement.routing.models import RuleParameter
from procurement.routing.proposals import workflow as proposals
from procurement.routing.proposals.rules import Subject
from tests.factories import people
from tests.factories.law import law, proposed, threshold

pytestmark = pytest.mark.django_db
DAY = "2026-11-23"


def check(**options) -> str:
    said = StringIO()
    call_command("check_law", stdout=said, **{"date": DAY, **options})
    return said.getvalue()


def test_every_number_has_its_row_with_article_and_confidence():
    law()
    rows = json.loads(check(json=True))
    assert len(rows) == len(checking.expected()) == len({row["number"] for row in rows})
    assert all(row["holds"] and row["row"]["legal_basis"] and row["row"]["confidence"] for row in rows)
    assert "一致  dispersed_threshold.services = 800,000 元" in check()


def test_every_number_is_what_its_article_says():
    law()
    for found in checking.findings(on=date.fromisoformat(DAY)):
        cited = citing.articles_in(found.row.legal_basis)
        assert (found.row.value, set(cited)) == (
            found.expected.value,
            set(citing.articles_in(found.expected.article)),
        ), found.expected.number


@pytest.mark.article("2019—2024年湖南省政府集中采购目录及标准")
def test_the_years_before_the_guide_have_a_figure_that_is_to_be_confirmed():
    law()
    figure = queries.parameter("open_tender_figure", on=date(2024, 5, 6))
    assert (figure.value, figure.is_to_be_confirmed) == (2000000, True)


def test_another_number_is_named():
    law()
    RuleParameter.objects.filter(code="sign_contract_days").update(value=45)
    with pytest.raises(CommandError, match="1 项缺少或者不一致：sign_contract_days"):
        check()


def test_working_days_are_not_days_of_the_calendar():
    law()
    RuleParameter.objects.filter(code="suspension_max_days").update(unit="working_days")
    with pytest.raises(CommandError, match="1 项缺少或者不一致：suspension_max_days"):
        check()


def test_a_number_that_two_people_changed_is_named_and_no_error():
    law()
    of = people.body("finance_department", division_code="43")
    first, second = (people.actor(Role.FINANCE, of=of) for _person in range(2))
    subject = Subject("dispersed_threshold", "43", "services")
    now = datetime(2026, 1, 5, tzinfo=UTC)
    proposal = proposed(threshold("900000", subject=subject, starts_on=date(2026, 2, 1)), by=first, now=now)
    proposals.approve(proposal.pk, by=second, now=now)
    assert "已调整  dispersed_threshold.services = 900,000 元" in check()


def test_a_number_that_was_not_law_yet_that_day_is_named_and_no_error():
    law()
    assert "尚未施行（2026-02-01 起）  low_price_review.mean" in check(date="2026-01-31")
    assert "缺少" not in check(date="2026-01-31")


def test_a_number_whose_row_begins_late_is_named():
    law()
    RuleParameter.objects.filter(code="low_price_mean").update(effective_from=date(2026, 2, 2))
    with pytest.raises(CommandError, match="1 项缺少或者不一致：low_price_review.mean"):
        check(date="2026-02-01")


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="2026-03-02"):
        check(date="soon")
