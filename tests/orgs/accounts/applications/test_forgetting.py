"""Whoever applied in vain is masked after the years, once; who got an account has rights of its own."""

from datetime import UTC, datetime, timedelta

import pytest

from orgs.accounts.applications import workflow
from orgs.people.choices import Role
from portal.kernel.ledger.models import LedgerEntry
from portal.site.tasks import finish_masking
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
YEARS = timedelta(days=3 * 365)


def test_a_returned_applicant_is_masked_after_three_years(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    operator = people.actor(Role.OPERATOR)
    waiting, application = people.application(now=NOW), people.application(now=NOW)
    call = workflow.Call(
        number="0731-0000-0000", spoke_with="李秘书", said="李秘书说没有此事", confirmed=False
    )
    workflow.call_back(application.pk, call, by=operator, now=NOW)
    workflow.give_back(application.pk, reason="单位没有确认", by=operator, now=NOW)
    assert workflow.forget_returned(now=NOW + YEARS) == 0
    later = NOW + YEARS + timedelta(days=3)
    assert [workflow.forget_returned(now=later) for _night in range(2)] == [1, 0]
    application.refresh_from_db()
    assert (application.applicant_name, application.phone) == ("申**（示例）", "**")
    assert "李秘书" not in str(list(application.calls.values()))
    waiting.refresh_from_db()
    assert waiting.applicant_name == "申请人甲（示例）"
    assert LedgerEntry.objects.get(verb="accounts.forget").actor_name == "系统"


def test_the_nightly_job_may_come_twice():
    assert [finish_masking() for _night in range(2)] == [0, 0]
