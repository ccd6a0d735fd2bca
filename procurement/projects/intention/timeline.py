"""The intention as an event of the purchase."""

from django.utils.translation import gettext as _

from portal.kernel.timeline import DONE, Event
from procurement.projects.intention import queries, rules
from procurement.projects.models import ProcurementProject


def events(project: ProcurementProject) -> list[Event]:
    """When the intention was published, or why there is none."""
    kept = queries.of_project(project)
    if kept is None:
        return []
    if kept.exception:
        note = f"{kept.get_exception_display()}：{kept.reason}"
        return [Event(_("不公开采购意向"), DONE, at=kept.at, note=note, basis=rules.BASIS)]
    return [Event(_("公开采购意向"), DONE, at=kept.intention.published_at, basis=rules.BASIS)]
