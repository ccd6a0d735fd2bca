"""Who reads the monthly reports, who has them made, and what the page says."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluation.reports import rules, workflow
from evaluation.reports.models import MonthlyReport
from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.actors import SYSTEM
from portal.kernel.outbox.models import OutboxJob
from tests.factories.law import law
from tests.factories.people import actor
from tests.signed_in import client_of

READERS = [Role.AUDITOR, Role.SUPERVISOR, Role.OPERATOR, Role.PURCHASER_LEADER]
MAKERS = [Role.SUPERVISOR, Role.OPERATOR]
OTHERS = [role for role in Role if role not in READERS]
LIST = reverse("reports:report_list")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def made(month: date) -> MonthlyReport:
    return workflow.make(month, by=SYSTEM, now=clock.now())


def address(report: MonthlyReport, kind: str) -> str:
    return reverse("reports:report_file", args=[str(report), kind])


def making(month: str) -> str:
    return reverse("reports:report_make", args=[month])


def last_month() -> date:
    return rules.previous_month(clock.local_date(clock.now()))


def test_a_visitor_is_sent_to_sign_in(client):
    report = made(last_month())
    for page in (LIST, address(report, "pdf"), address(report, "xlsx")):
        assert client.get(page).status_code == 302
    assert client.post(making(str(report))).status_code == 302
    assert not OutboxJob.objects.exists()


@pytest.mark.parametrize("role", OTHERS)
def test_a_wrong_role_reads_and_makes_nothing(role):
    report, client = made(last_month()), client_of(actor(role))
    for page in (LIST, address(report, "pdf"), address(report, "xlsx")):
        assert client.get(page).status_code == 403
    assert client.post(making(str(report))).status_code == 403
    assert not OutboxJob.objects.exists()


@pytest.mark.parametrize("role", READERS)
def test_readers_see_the_list_and_take_both_files(role):
    law()
    report, client = made(last_month()), client_of(actor(role))
    page = client.get(LIST)
    assert page.status_code == 200
    text = page.content.decode()
    assert address(report, "pdf") in text
    assert "二手来源" in text and "财综〔2016〕54号" in text
    assert ("重新生成" in text) is (role in MAKERS)
    for kind, begins in (("pdf", b"%PDF-"), ("xlsx", b"PK")):
        answer = client.get(address(report, kind))
        assert b"".join(answer.streaming_content).startswith(begins)
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("role", MAKERS)
def test_makers_have_a_report_made_by_the_worker(role):
    answer = client_of(actor(role)).post(making("2026-03"), follow=True)
    assert "已安排生成 2026-03 的报告" in answer.content.decode()
    job = OutboxJob.objects.get()
    assert (job.task, job.args) == ("reports.make_monthly", ["2026-03"])


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PURCHASER_LEADER])
def test_other_readers_have_nothing_made(role):
    assert client_of(actor(role)).post(making("2026-03")).status_code == 403
    assert not OutboxJob.objects.exists()


def test_a_month_that_is_not_over_is_refused_in_words():
    answer = client_of(actor(Role.OPERATOR)).post(making(f"{clock.local_date(clock.now()):%Y-%m}"))
    assert answer.status_code == 409
    assert "只能生成已经结束的月份" in answer.content.decode()
    assert not OutboxJob.objects.exists()


@pytest.mark.parametrize("month", ["2026-13", "0000-01", "2026-3", "=1+1", "２０２６-03", "x" * 200])
def test_what_is_no_month_is_not_found(month):
    client = client_of(actor(Role.OPERATOR))
    assert client.post(making(month)).status_code == 404
    assert client.get(f"{LIST}{month}.pdf").status_code == 404
    assert client.get(making("2026-03")).status_code == 405


def test_a_month_without_report_and_a_lost_file_are_not_found():
    client = client_of(actor(Role.AUDITOR))
    report = made(last_month())
    report.pdf.storage.delete(report.pdf.name)
    assert client.get(address(report, "pdf")).status_code == 404
    assert client.get(reverse("reports:report_file", args=["2001-01", "pdf"])).status_code == 404


def test_without_reports_the_page_says_when_there_will_be_one():
    text = client_of(actor(Role.OPERATOR)).get(LIST).content.decode()
    assert "还没有月度报告" in text
    assert making(f"{last_month():%Y-%m}") in text
    assert making(f"{last_month():%Y-%m}") not in client_of(actor(Role.AUDITOR)).get(LIST).content.decode()


def test_the_list_takes_the_same_queries_with_one_report_and_with_many(django_assert_num_queries):
    law()
    client = client_of(actor(Role.AUDITOR))
    months = [last_month()]
    for _number in range(5):
        months.append(rules.previous_month(months[-1]))
    made(months[0])
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for month in months[1:]:
        made(month)
    with django_assert_num_queries(len(few)):
        client.get(LIST)


@pytest.mark.parametrize(("role", "is_shown"), [(Role.AUDITOR, True), (Role.PURCHASER_HANDLER, False)])
def test_the_menu_names_the_reports_for_their_readers_only(role, is_shown):
    page = client_of(actor(role)).get(reverse("site:workbench"))
    assert (f'href="{LIST}"' in page.content.decode()) is is_shown
