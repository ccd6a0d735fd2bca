"""What must be done before a project goes on: the rules of every part in one list a step."""

from datetime import date

from portal.kernel.errors import Refusal
from procurement.budget import queries as budget
from procurement.budget import rules as budget_rules
from procurement.budget import targets
from procurement.projects import rules
from procurement.projects.decisions import queries as decisions
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.demand import queries as demand
from procurement.projects.demand import rules as demand_rules
from procurement.projects.intention import queries as intentions
from procurement.projects.joint import queries as joint
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.projects.rules import Submission
from procurement.projects.terms import queries as terms


def submission_refusals(project: ProcurementProject, facts: Submission, *, on: date) -> list[Refusal]:
    """What keeps a draft from being handed to a second person."""
    return [
        *rules.submission_refusals(facts),
        *line_refusals(project, on=on),
        *plans.submission_refusals(project, on=on),
        *plans.invited_refusals(project, on=on),
        *joint.missing_refusals(project),
        *terms.submission_refusals(project, on=on),
        *demand.submission_refusals(project, on=on),
    ]


def approval_refusals(project: ProcurementProject, facts: Submission, *, today: date) -> list[Refusal]:
    """What keeps a submission from being approved today, by the law of its own day."""
    standing = demand.standing(project, on=project.decided_on)
    return [
        *rules.submission_refusals(facts),
        *line_refusals(project, on=today),
        *plans.approval_refusals(project, on=project.decided_on, today=today),
        *demand_rules.approval_refusals(standing),
        *decisions.due_refusals(project, DecisionStep.BUDGET, on=project.decided_on),
    ]


def announcement_refusals(project: ProcurementProject, *, on: date) -> list[Refusal]:
    """What keeps the notice of an approved project from being published on a day."""
    standing = demand.standing(project, on=on)
    held = intentions.hold_refusals(project, today=on)
    return [
        *held,
        *plans.approval_refusals(project, on=on, today=on),
        *plans.invited_refusals(project, on=on),
        *demand_rules.announcement_refusals(standing),
        *decisions.due_refusals(project, DecisionStep.DOCUMENT, on=on),
    ]


def choice_refusals(project: ProcurementProject, *, on: date) -> list[Refusal]:
    """What keeps a supplier from being proposed on the short path, which has no notice before."""
    return demand_rules.announcement_refusals(demand.standing(project, on=on))


def line_refusals(project: ProcurementProject, *, on: date) -> list[Refusal]:
    """Every line that carries the project is of a year that goes on and says what it is to achieve."""
    lines = list(project.funds.values_list("line_id", flat=True))
    return [
        *budget_rules.ended_refusals(budget.standings_of(lines), year=on.year),
        *targets.absence_refusals(targets.without_targets(lines)),
    ]
