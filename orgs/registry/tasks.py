"""Jobs of the register: the grades that lists filter by follow the calendar."""

from celery import shared_task

from orgs.registry import queries, workflow
from portal.kernel import clock


@shared_task(name="registry.refresh_grades")
def refresh_grades() -> int:
    """Repeat the grade of every organisation whose grade began or ended; gives their number."""
    today = clock.local_date(clock.now())
    due = queries.grades_due(on=today)
    for body_id in due:
        workflow.refresh_grade(body_id, on=today)
    return len(due)
