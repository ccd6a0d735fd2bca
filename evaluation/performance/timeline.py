"""Evaluations as events of the purchase."""

from django.utils.translation import gettext as _

from evaluation.performance import queries, rules
from evaluation.performance.choices import EvaluationStatus
from portal.kernel.timeline import DONE, NOW, Event
from procurement.projects.models import ProcurementProject


def events(project: ProcurementProject) -> list[Event]:
    """Evaluations that go on or are published, package by package."""
    found = []
    for evaluation in queries.of_project(project):
        index, title = evaluation.contract.award.package.index, _("绩效评价")
        if evaluation.status == EvaluationStatus.PUBLISHED:
            note = f"{evaluation.total} {evaluation.get_band_display()}"
            found.append(Event(title, DONE, at=evaluation.published_at, note=note, package=index))
        else:
            note, by = evaluation.get_status_display(), evaluation.opened_by.name
            found.append(Event(title, NOW, by=by, note=note, basis=rules.PERFORMANCE_BASIS, package=index))
    return found
