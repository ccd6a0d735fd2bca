"""What a publicity says of a project, and whether it is due."""

from datetime import date

from django.utils import translation

from portal.kernel.calendar import queries as calendars
from portal.kernel.calendar.rules import LegalDate
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.notices.official.rules import Values
from procurement.notices.publicity import rules
from procurement.notices.publicity.rules import Contacts, Source
from procurement.notices.sections import amount, day
from procurement.projects import queries as projects
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.projects.workflow import EDITABLE
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter


def is_due(project: ProcurementProject, *, on: date) -> bool:
    """Whether a draft's single source has to be made public, and has not been."""
    return project.status in EDITABLE and bool(plans.not_made_public(project, on=on))


def is_waiting(project: ProcurementProject) -> bool:
    """Whether a publicity was handed over and has not come out."""
    return Notice.objects.filter(
        project=project, type=NoticeType.SINGLE_SOURCE, status=NoticeStatus.AWAITING
    ).exists()


def period_of(project: ProcurementProject, *, on: date) -> Parameter:
    """For how many working days a single source is public."""
    number = plans.method_of(project).notice
    return routing.parameter(number.parameter, on=on, region_code=project.purchaser.budget_division_id)


def until(project: ProcurementProject, *, on: date) -> LegalDate:
    """The last day of a publicity that comes out on a day."""
    return calendars.current().add_workdays(on, int(period_of(project, on=on)))


@translation.override("zh-hans")
def values_of(project: ProcurementProject, contacts: Contacts, *, on: date) -> Values:
    """The fields of the form for a publicity that comes out on a day."""
    ends = until(project, on=on)
    said = rules.HEARD.format(day=day(on), days=int(period_of(project, on=on)), until=day(ends.date))
    return rules.values_of(source_of(project), contacts, period=said)


def source_of(project: ProcurementProject) -> Source:
    """What is told of a purchase whose plan is written."""
    row = plans.row_of(project)
    case = plans.method_of(project).case(row.case)
    return Source(
        purchaser=project.purchaser.name,
        address=project.purchaser.address,
        title=project.title,
        content=project.demand,
        budget=amount(projects.amount_of(project)),
        reason=f"{case.says}。\n{row.case_reason}",
        supplier=row.supplier.name,
        supplier_address=row.supplier.address,
        argument=row.argument,
        experts=[line.strip() for line in row.experts.splitlines() if line.strip()],
        agency=project.agency_mandate.agency.name if project.agency_mandate_id else "",
    )


def told_supplier(notice: Notice) -> str:
    """The supplier that a publicity names."""
    section = next(one for one in notice.body["sections"] if one["key"] == "supplier")
    return dict(section["facts"])["名称"]
