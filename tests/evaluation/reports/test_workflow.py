"""The report of a month: what it counts, that it is made once, what it prints."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pypdf
import pytest
from django.db import connection
from openpyxl import load_workbook

from evaluation.reports import queries, workflow
from evaluation.reports.models import MonthlyReport
from orgs.bodies.choices import BodyKind
from orgs.people.choices import Role
from portal.celery import app
from portal.kernel import clock
from portal.kernel.actors import SYSTEM
from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox.models import OutboxJob
from procurement.contracts.choices import ContractStatus
from procurement.contracts.models import Contract
from procurement.routing.choices import Confidence, Unit
from tests import after_award as walks
from tests.factories.law import law, parameter
from tests.factories.people import actor, division
from tests.scenes import kept

MARCH = date(2026, 3, 1)
LATER = at_local(date(2026, 4, 1), 6)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@kept
def signed(
    *, kind: str = BodyKind.SOCIAL_ORGANISATION, region: str = "4301", title: str = "", **facts
) -> Contract:
    """A contract signed in March by the workflow; its parties are then moved to where the case wants."""
    contract = walks.contract_of(walks.signed())
    project = contract.award.package.project
    type(project).objects.filter(pk=project.pk).update(title=title or project.title)
    bodies = type(contract.supplier).objects
    bodies.filter(pk=contract.supplier_id).update(kind=kind)
    bodies.filter(pk=project.purchaser_id).update(budget_division=division(region))
    Contract.objects.filter(pk=contract.pk).update(**facts)
    return Contract.objects.get(pk=contract.pk)


def make(month: date = MARCH, now=LATER) -> MonthlyReport:
    return workflow.make(month, by=SYSTEM, now=now)


def text_of(report: MonthlyReport) -> str:
    pages = pypdf.PdfReader(BytesIO(report.pdf.read())).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def sheets_of(report: MonthlyReport) -> dict[str, list[tuple]]:
    book = load_workbook(BytesIO(report.xlsx.read()))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_a_county_counts_for_its_city_and_other_suppliers_not_for_the_share():
    division("43")
    signed(amount=Decimal("100"), region="430111")
    signed(amount=Decimal("300"), region="43", kind=BodyKind.ENTERPRISE)
    figures = queries.month_figures(MARCH)
    assert [(line.name, line.amount, line.share) for line in figures.regions] == [
        ("省本级", 300, Decimal("0.0")),
        ("长沙市", 100, Decimal("100.0")),
    ]
    assert (figures.total.share, [line.name for line in figures.methods]) == (Decimal("25.0"), ["竞争性磋商"])
    assert [line.code for line in figures.items] == ["A0404"]


@pytest.mark.parametrize(
    ("signed_at", "counted"),
    [
        (at_local(MARCH), 1),
        (at_local(MARCH) - timedelta(microseconds=1), 0),
        (at_local(date(2026, 4, 1)) - timedelta(microseconds=1), 1),
        (at_local(date(2026, 4, 1)), 0),
    ],
)
def test_the_day_of_signing_in_hunan_decides_the_month(signed_at, counted):
    signed(signed_at=signed_at)
    assert queries.month_figures(MARCH).total.purchases == counted


@pytest.mark.parametrize(
    ("status", "counted"),
    [
        (ContractStatus.DRAFT, 0),
        (ContractStatus.SUPPLIER_SIGNED, 0),
        (ContractStatus.SIGNED, 1),
        (ContractStatus.PUBLISHED, 1),
    ],
)
def test_only_signed_contracts_count(status, counted):
    signed(status=status)
    assert queries.month_figures(MARCH).total.purchases == counted


def test_figures_take_three_queries_whatever_was_signed(django_assert_num_queries):
    signed()
    signed()
    with django_assert_num_queries(3):
        queries.month_figures(MARCH)


def test_the_indicator_is_printed_with_its_article_and_mark():
    signed()
    report = make()
    text = text_of(report)
    for words in (
        "2026年03月",
        "占100.0%",
        "30%",
        "财综〔2016〕54号",
        "二手来源",
        "不是任何采购项目的条件",
        "长沙市",
    ):
        assert words in text
    summary = dict(row[:2] for row in sheets_of(report)["汇总"])
    assert summary["合同份数"] == 1
    assert "二手来源" in summary["参考指标（只供监测，不是采购条件）"]


@pytest.mark.parametrize(
    ("confidence", "is_marked"),
    [
        (Confidence.VERIFIED, False),
        (Confidence.SECONDARY, False),
        (Confidence.MEMORY, True),
        (Confidence.UNCERTAIN, True),
    ],
)
def test_a_number_that_is_to_be_confirmed_is_marked(confidence, is_marked):
    parameter(queries.TARGET, "0.3", unit=Unit.RATIO, confidence=confidence)
    target = queries.target_on(MARCH)
    assert (target.is_to_be_confirmed, target.says, target.percent) == (is_marked, "30%", 30)


def test_an_empty_month_says_so():
    law()
    report = make()
    assert "本月没有签订合同" in text_of(report)
    assert len(sheets_of(report)["合同清单"]) == 1
    assert report.total.share is None


def test_without_the_legal_number_the_report_has_no_indicator():
    assert (make().target, make().is_below_target) == (None, False)


def test_a_title_that_begins_like_a_formula_stays_text():
    contract = signed(title='=HYPERLINK("http://example.invalid","x")')
    report = make()
    rows = sheets_of(report)["合同清单"]
    assert rows[1][:2] == (contract.number, '\'=HYPERLINK("http://example.invalid","x")')


def test_the_same_figures_leave_the_report_as_it_is():
    signed()
    first = make()
    again = make(now=LATER + timedelta(days=1))
    assert (again.pk, again.made_at, again.pdf.name) == (first.pk, LATER, first.pdf.name)
    assert LedgerEntry.objects.filter(verb="reports.make").count() == 1


def test_other_figures_replace_the_report_and_its_files(django_capture_on_commit_callbacks):
    first = make()
    signed()
    with django_capture_on_commit_callbacks(execute=True):
        second = make()
    assert (second.pk, second.total.purchases, MonthlyReport.objects.count()) == (first.pk, 1, 1)
    assert not first.pdf.storage.exists(first.pdf.name)
    assert second.xlsx.storage.exists(second.xlsx.name)
    entries = LedgerEntry.objects.filter(verb="reports.make").order_by("pk")
    assert [entry.facts["purchases"] for entry in entries] == [0, 1]


def test_a_lost_file_is_made_again():
    first = make()
    first.pdf.storage.delete(first.pdf.name)
    again = make()
    assert again.pdf.storage.exists(again.pdf.name)


def test_a_month_that_is_not_over_is_refused_and_nothing_is_written():
    with pytest.raises(Refused, match="2026-04"):
        make(date(2026, 4, 1))
    with pytest.raises(Refused, match="2026-04"):
        workflow.ask(date(2026, 4, 1), by=actor(Role.OPERATOR), now=LATER)
    assert not MonthlyReport.objects.exists() and not OutboxJob.objects.exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PURCHASER_LEADER, Role.FINANCE, Role.SUPPLIER])
def test_only_operator_and_supervisor_have_a_report_made(role):
    with pytest.raises(NotPermitted):
        workflow.ask(MARCH, by=actor(role), now=LATER)
    assert not OutboxJob.objects.exists()


def test_the_job_is_found_by_its_name_and_takes_the_month_before(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: LATER)
    app.loader.import_default_modules()
    job = app.tasks["reports.make_monthly"]
    assert job.run()["month"] == "2026-03"
    assert job.run("2026-01")["month"] == "2026-01"
    assert "reports.make_monthly" in {entry["task"] for entry in app.conf.beat_schedule.values()}
    with pytest.raises(ValueError, match="no month"):
        job.run("2026-3")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_report():
    start, made, wrong = threading.Barrier(2), [], []

    def work() -> None:
        start.wait()
        try:
            made.append(make().pk)
        except Exception as error:  # noqa: BLE001
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = MonthlyReport.objects.get()
    assert (wrong, made) == ([], [report.pk] * 2)
    assert LedgerEntry.objects.filter(verb="reports.make").count() == 1
    folders, files = report.pdf.storage.listdir("reports/" + str(clock.now().year))
    assert (folders, len(files)) == ([], 2)
