"""Making the report of a month: once with the same figures, however often it is asked for."""

from datetime import date, datetime
from functools import partial

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils.translation import gettext as _

from evaluation.reports import queries, rules, sections
from evaluation.reports.models import MonthlyReport
from portal.kernel import documents, spreadsheets
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.rules import canonical
from portal.kernel.outbox.workflow import later

# The first half of the advisory lock; the second is the month.
REPORTS_LOCK = 4301


def ask(month: date, *, by: Actor, now: datetime) -> None:
    """Have the report of a month made, or made again, by the worker."""
    if not by.has_role(*queries.MAKERS):
        raise NotPermitted(_("月度报告由平台管理员或者主管预算单位生成。"))
    refuse(rules.month_refusals(month, today=local_date(now)))
    later("reports.make_monthly", f"{month:%Y-%m}")


@transaction.atomic
def make(month: date, *, by: Actor, now: datetime) -> MonthlyReport:
    """The report of a month. One whose figures are the same and whose files are there stays as it is."""
    refuse(rules.month_refusals(month, today=local_date(now)))
    one_at_a_time(month)
    report = queries.report_for_update(month)
    figures = queries.month_figures(month)
    if report and report.figures == rules.as_record(figures) and is_whole(report):
        return report
    return store(report or MonthlyReport(month=month), figures, by=by, now=now)


def one_at_a_time(month: date) -> None:
    """Wait for whoever makes the same report; also while there is no row yet to be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [REPORTS_LOCK, month.year * 100 + month.month])


def is_whole(report: MonthlyReport) -> bool:
    """Whether both files are where they were put."""
    return all(file and file.storage.exists(file.name) for file in (report.pdf, report.xlsx))


def store(report: MonthlyReport, figures: rules.Figures, *, by: Actor, now: datetime) -> MonthlyReport:
    """Print both files, keep them, and write the report down; the files before them go with the commit."""
    record = rules.as_record(figures)
    digest = documents.digest(canonical(record))
    pdf = sections.on_paper(figures, digest=digest).render()
    xlsx = spreadsheets.write_book(sections.sheets(figures))
    for file in (report.pdf, report.xlsx):
        if file:
            transaction.on_commit(partial(file.storage.delete, file.name))
    report.figures, report.made_at = record, now
    report.pdf.save(f"{report.month:%Y-%m}.pdf", ContentFile(pdf), save=False)
    report.xlsx.save(f"{report.month:%Y-%m}.xlsx", ContentFile(xlsx), save=False)
    report.save()
    ledger.record(
        report,
        "reports.make",
        says=_("生成 %(month)s 月度报告") % {"month": f"{report.month:%Y-%m}"},
        by=by,
        at=now,
        facts={
            "month": report.month,
            "purchases": figures.total.purchases,
            "amount": figures.total.amount,
            "social_amount": figures.total.social_amount,
            "figures_sha256": digest,
            "pdf_sha256": documents.digest(pdf),
            "xlsx_sha256": documents.digest(xlsx),
        },
    )
    return report
