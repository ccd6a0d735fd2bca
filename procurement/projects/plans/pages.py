"""What pages show of a plan: the panel in the draft, at the decision and on its own page."""

from dataclasses import dataclass

from portal.kernel.actors import Actor
from procurement.methods.declaration import Clause, Method, clause_of
from procurement.projects import workflow as project_workflow
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import converting, queries, rules, workflow
from procurement.projects.plans.models import MethodPlan
from procurement.projects.plans.rules import PlanFacts


@dataclass(frozen=True)
class Told:
    """A plan with the sentences of the regulation that its codes stand for."""

    method: Method
    facts: PlanFacts
    row: MethodPlan | None
    is_elsewhere: bool = False

    @property
    def case(self) -> Clause | None:
        """The case of the method."""
        return self.method.case(self.facts.case)

    @property
    def found(self) -> Clause | None:
        """How suppliers come in."""
        return clause_of(self.method.found_by, self.facts.found)

    @property
    def phase(self) -> Clause | None:
        """How the second phase of a framework agreement goes."""
        return clause_of(self.method.phases, self.facts.phase)

    @property
    def is_chosen_by_name(self) -> bool:
        """Whether suppliers are named one by one."""
        return self.facts.found in (rules.LIBRARY, rules.RECOMMENDED)

    @property
    def is_single(self) -> bool:
        """Whether there is only one supplier."""
        return self.method.code == rules.SINGLE_SOURCE


def panel(project: ProcurementProject, *, by: Actor) -> dict:
    """What the panel of a plan needs; nothing where the method leaves nothing to say."""
    method = queries.method_of(project)
    if method is None or not rules.asks(method):
        return {"plan": None}
    if project.is_elsewhere:
        told = Told(method, PlanFacts(), None, is_elsewhere=True)
    else:
        row = queries.row_of(project)
        told = Told(method, queries.facts_of(project, row), row)
    names = queries.may_see_names(by, project)
    return {
        "plan": told,
        "may_see_names": names,
        "invited": list(queries.invited_of(project)) if names else [],
        "invited_count": told.row.invited.count() if told.row else 0,
        "method_approvals": list(queries.approvals_of(project)),
        "objections": list(queries.objections_of(project)),
    }


def buttons(project: ProcurementProject, context: dict, *, by: Actor) -> dict:
    """What this reader may do on the page of a plan."""
    told = context["plan"]
    may_edit = workflow.may_edit(project, by=by) and not project.is_elsewhere
    has_row = told is not None and told.row is not None
    return {
        "may_edit": may_edit,
        "may_invite": may_edit and has_row and told.is_chosen_by_name,
        "may_strike": has_row and workflow.may_handle(project, "strike", by=by),
        "may_approve": told is not None
        and workflow.may_handle(project, "approval", by=by)
        and bool(told.method.needs_approval),
        "may_approve_late": has_row and converting.may_keep(project, by=by),
        "may_show": has_row
        and by.has_role(*project_workflow.REVIEWERS)
        and by.body_id == project.purchaser_id
        and project.status in project_workflow.EDITABLE
        and told.row.shown_since is None
        and told.facts.case == (told.method.publicity.code if told.method.publicity else None),
        "may_object": has_row
        and told.row.shown_since is not None
        and workflow.may_handle(project, "objection", by=by),
    }
