"""Which numbers of the law changed between a project's submission and the day of its notice."""

from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement import methods
from procurement.projects import queries
from procurement.projects.demand.rules import SURVEY_AMOUNT
from procurement.projects.intention.rules import INTENT_DAYS
from procurement.projects.models import ProcurementProject
from procurement.routing.figures import Parameter, figures_of
from procurement.routing.queries import SERVICES, in_force

# What a project of services is judged by besides the numbers of its method.
DECIDING = (
    *figures_of(SERVICES),
    INTENT_DAYS,
    SURVEY_AMOUNT,
    "contract_years_normal",
    "contract_years_max",
)


def changes(project: ProcurementProject, *more: str, on: date) -> list[Refusal]:
    """Every number that decides something for a project and is another one on that day.

    `more` are further codes. The day of publication decides, and the page says so.
    """
    if project.decided_on is None or on == project.decided_on:
        return []
    of_method = (number.parameter for number in methods.get(project.method).numbers().values())
    codes = list(dict.fromkeys((*DECIDING, *of_method, *more)))
    region = project.purchaser.budget_division_id
    before = in_force(codes, on=project.decided_on, region_code=region)
    after = in_force(codes, on=on, region_code=region)
    pairs = [(before[code], after[code]) for code in codes if code in before and code in after]
    return [
        *nature_changes(before=queries.is_statutory(project), after=queries.is_statutory(project, on=on)),
        *(changed(old, new) for old, new in pairs if old.value != new.value),
    ]


def changed(old: Parameter, new: Parameter) -> Refusal:
    """One number that is another one now."""
    return Refusal(
        because=_("%(name)s由 %(before)s 改为 %(after)s，按公告发布日的规定执行。")
        % {"name": new.name, "before": old.says(), "after": new.says()},
        basis=new.basis,
        code="law_changed",
    )


def nature_changes(*, before: bool, after: bool) -> list[Refusal]:
    """Whether the law asks for the method on the day of the notice, where it did not before, or no more."""
    if before == after:
        return []
    because = _("按公告发布日的标准，项目预算低于分散采购限额标准，本方式成为自愿采用。")
    if after:
        because = _(
            "按公告发布日的标准，项目预算达到分散采购限额标准，本方式不再是自愿采用，质疑和投诉依法办理。"
        )
    return [Refusal(because=because, basis=_("《政府采购法》第二条"), code="law_changed")]
