"""The job that beat starts on the first of a month."""

from celery import shared_task

from evaluation.reports import rules, workflow
from portal.kernel import clock
from portal.kernel.actors import SYSTEM


@shared_task(name="reports.make_monthly")
def make_monthly(month: str = "") -> dict:
    """Make the report of a month written 2026-10, of the month before without one; the result is kept."""
    now = clock.now()
    first = rules.parse_month(month) if month else rules.previous_month(clock.local_date(now))
    report = workflow.make(first, by=SYSTEM, now=now)
    return {"month": str(report), "contracts": report.total.purchases, "amount": str(report.total.amount)}
