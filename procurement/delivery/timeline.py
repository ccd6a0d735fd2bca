"""Acceptance as events of the purchase."""

from django.utils.translation import gettext as _

from portal.kernel.timeline import DONE, NOW, STOPPED, Event
from procurement.delivery import queries, rules
from procurement.delivery.choices import AcceptanceStatus
from procurement.delivery.models import Acceptance
from procurement.projects.models import ProcurementProject


def events(project: ProcurementProject) -> list[Event]:
    """Acceptances that go on or have ended, package by package."""
    return [event_of(acceptance) for acceptance in queries.of_project(project)]


def event_of(acceptance: Acceptance) -> Event:
    """One package: going on, passed or failed."""
    index, by = acceptance.contract.award.package.index, acceptance.organised_by.name
    title = _("履约验收")
    if acceptance.status == AcceptanceStatus.PLANNED:
        return Event(title, NOW, by=by, basis=rules.ACCEPT_BASIS, package=index)
    is_published = acceptance.status == AcceptanceStatus.PUBLISHED
    state = NOW if not is_published else DONE if acceptance.passed else STOPPED
    note = _("合格") if acceptance.passed else _("不合格")
    return Event(title, state, at=acceptance.concluded_at, by=by, note=note, package=index)
