"""Reads of plans: what a method is to be judged by, who is asked, what the notice may say."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.eligibility import queries as eligible
from orgs.eligibility import rules as eligibility
from orgs.people.choices import PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import at_local
from portal.kernel.errors import Refusal
from procurement import methods
from procurement.methods import METHODS
from procurement.methods.declaration import Method, Number, clause_of
from procurement.methods.planning import Judge, Plan
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.milestones import MILESTONES
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import rules
from procurement.projects.plans.choices import ApprovalKind
from procurement.projects.plans.models import InvitedSupplier, MethodApproval, MethodPlan, SourceObjection
from procurement.projects.plans.rules import PlanFacts
from procurement.review.choices import CriterionKind
from procurement.review.models import Criterion
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter
from procurement.routing.options import OPEN

ARGUMENT = "single_source_argument_workdays"
# What has to hold before the purchase itself starts, not before a second person is asked.
LATER = frozenset({"method_approval", "method_publicity"})


def method_of(project: ProcurementProject) -> Method | None:
    """The declared method of a project; None while none is chosen, and for the unit's own purchases."""
    return METHODS.get(project.method)


def row_of(project: ProcurementProject) -> MethodPlan | None:
    """What was written for the method that the project has now; None where nothing was."""
    rows = MethodPlan.objects.filter(project=project, method=project.method)
    return rows.select_related("supplier", "draw_slip").first()


def facts_of(project: ProcurementProject, row: MethodPlan | None = None) -> PlanFacts:
    """The plan as the rules judge it; what goes without saying where nothing was written."""
    row = row or row_of(project)
    if row is not None:
        return PlanFacts(**{field.name: getattr(row, field.name) for field in fields(PlanFacts)})
    method = method_of(project)
    return PlanFacts(case=method.usual_case, found=method.usual_found) if method else PlanFacts()


def is_asked(project: ProcurementProject) -> bool:
    """Whether the drafter has to say something of the method beyond what goes without saying."""
    method = method_of(project)
    if method is None or project.is_elsewhere or not rules.asks(method):
        return False
    return not rules.is_usual(method, facts_of(project))


def plan_of(project: ProcurementProject, *, on: date, today: date | None = None) -> Plan:
    """What a purchase is to do, as its method judges it, by the law of a day; `today` where it is another.

    Prices' weights differ by package, so they are judged apart (`refusals`).
    """
    row = row_of(project)
    facts, amount = facts_of(project, row), projects.amount_of(project)
    reaches_figure = projects.route_of(project, on=on).band == OPEN
    added, earlier = facts.earlier_added, facts.earlier_amount
    is_addition = facts.case == rules.CONSISTENCY
    return Plan(
        case=facts.case,
        found=facts.found,
        reaches_figure=reaches_figure,
        is_big=is_big(project, amount, on=on, reaches_figure=reaches_figure),
        is_approved=is_approved(project),
        shown_workdays=shown_workdays(row, today=today or on),
        addition=rules.addition_share(amount, added=added, earlier=earlier) if is_addition else None,
        invited=row.invited.count() if row and facts.found in (rules.LIBRARY, rules.RECOMMENDED) else None,
        pool=facts.pool,
    )


def is_big(project: ProcurementProject, amount: Decimal, *, on: date, reaches_figure: bool) -> bool:
    """Whether the method asks for a large panel: from its own amount on, else from the open-tender figure."""
    method = method_of(project)
    if method is None or method.big_from is None:
        return reaches_figure
    region = project.purchaser.budget_division_id
    return amount >= routing.parameter(method.big_from.parameter, on=on, region_code=region).value


def refusals(project: ProcurementProject, *, on: date, today: date | None = None) -> list[Refusal]:
    """Everything that stands against a project's plan by the law of a day, the weights of prices too.

    Of a procedure held elsewhere only the approval is asked for here.
    """
    method = method_of(project)
    if method is None:
        return []
    plan = plan_of(project, on=on, today=today)
    judge = Judge(method, plan, figures_of(project, method, on=on), calendars.current())
    if project.is_elsewhere:
        return list(judge.of_approval())
    weights = [
        refusal
        for weight in price_weights(project)
        for refusal in replace(judge, plan=replace(plan, price_weight=weight)).of_weight()
    ]
    return [*judge.refusals(), *own_refusals(project, method), *weights]


def own_refusals(project: ProcurementProject, method: Method) -> list[Refusal]:
    """What a plan must say beyond what every purchase by its method is judged by."""
    row = row_of(project)
    if row is None:
        return []
    chosen_by = row.invited.values_list("chosen_by", flat=True)
    objections = objections_of(project)
    return [
        *rules.conduct_refusals(method, row.found),
        *rules.recommended_refusals(method, row.found, set(chosen_by)),
        *rules.objection_refusals(
            is_any_open=objections.filter(is_founded__isnull=True).exists(),
            is_any_founded=objections.filter(is_founded=True).exists(),
        ),
    ]


def submission_refusals(project: ProcurementProject, *, on: date) -> list[Refusal]:
    """What keeps a draft from being handed to a second person: the method's case, suppliers, weights."""
    found = [refusal for refusal in refusals(project, on=on) if refusal.code not in LATER]
    return [*found, *not_made_public(project, on=on)]


def invited_refusals(project: ProcurementProject, *, on: date) -> list[Refusal]:
    """Who would be invited although something bars it on a day; counted, since names are secret."""
    if row_of(project) is None:
        return []
    at = at_local(on, 23, 59)
    return [
        replace(
            refusal,
            because=_("名单上的第%(place)d家：%(because)s") % {"place": place, "because": refusal.because},
        )
        for place, body in enumerate(invited_bodies(project), start=1)
        for refusal in eligibility.barring_refusals(eligible.answers_for(body.pk, at=at))
    ]


def not_made_public(project: ProcurementProject, *, on: date) -> list[Refusal]:
    """A single source whose publicity is due and has not come out."""
    row, method = row_of(project), method_of(project)
    if row is None or method.publicity is None or project.is_elsewhere:
        return []
    reaches = projects.route_of(project, on=on).band == OPEN
    is_shown = row.shown_since is not None
    return rules.publicity_refusals(method, row.case, reaches_figure=reaches, is_shown=is_shown)


def approval_refusals(project: ProcurementProject, *, on: date, today: date) -> list[Refusal]:
    """The same with publicity and the approval of others, which come before the purchase itself."""
    return refusals(project, on=on, today=today)


def figures_of(project: ProcurementProject, method: Method, *, on: date) -> dict[str, Parameter]:
    """The legal numbers that a method declares, in force on a day at the project's budget level."""
    codes = [number.parameter for number in method.numbers().values()]
    return routing.parameters(codes, on=on, region_code=project.purchaser.budget_division_id)


def most_framework_years(project: ProcurementProject, method: Method, *, on: date) -> int | None:
    """How long a framework agreement may last; None for the other methods."""
    if method.term is None:
        return None
    return int(
        routing.parameter(method.term.parameter, on=on, region_code=project.purchaser.budget_division_id)
    )


def argument_days(plan: MethodPlan) -> int:
    """How many working days a supplementary argument may take after the publicity (Order 74, art. 39)."""
    region = plan.project.purchaser.budget_division_id
    return int(routing.parameter(ARGUMENT, on=plan.shown_until, region_code=region))


def price_weights(project: ProcurementProject) -> list[Decimal]:
    """The price's share of all points in each criteria scheme that was chosen, each once."""
    schemes = project.packages.filter(scheme__isnull=False).values("scheme")
    prices = Criterion.objects.filter(scheme__in=schemes, kind=CriterionKind.PRICE, maximum__isnull=False)
    sums = prices.values("scheme").annotate(sum=Sum("maximum")).values_list("sum", flat=True)
    return sorted({points / 100 for points in sums})


def shown_workdays(row: MethodPlan | None, *, today: date) -> int | None:
    """How many working days the publicity of a single source has lasted before today."""
    if row is None or row.shown_since is None:
        return None
    return rules.shown_workdays(row.shown_since, row.shown_until, today=today, calendar=calendars.current())


def approvals_of(project: ProcurementProject) -> QuerySet[MethodApproval]:
    """The papers for the method that the project has now, the first first."""
    rows = MethodApproval.objects.filter(project=project, method=project.method)
    return rows.select_related("paper", "by")


def is_approved(project: ProcurementProject) -> bool:
    """Whether the superior consented and the finance department approved (Regulation, art. 23)."""
    return set(approvals_of(project).values_list("kind", flat=True)) >= set(ApprovalKind.values)


def is_converted(project: ProcurementProject) -> bool:
    """Whether a failed open tender was converted into the method with approval (Order 74, art. 27)."""
    method = method_of(project)
    if method is None or method.converted_suppliers is None:
        return False
    return method.is_converted(facts_of(project).case, is_approved=is_approved(project))


def least_responding(project: ProcurementProject) -> Number | None:
    """How many suppliers must respond before anything is opened; None where the law wants only one."""
    method = methods.get(project.method)
    return method.converted_suppliers if is_converted(project) else method.least_responding


def found_of(project: ProcurementProject) -> str:
    """How suppliers come in: a code of the method's declaration."""
    return facts_of(project).found


def supplier_of(project: ProcurementProject) -> Body | None:
    """The only supplier of a single source."""
    row = row_of(project)
    return row.supplier if row else None


def invited_of(project: ProcurementProject) -> QuerySet[InvitedSupplier]:
    """Who is asked to take part; whoever shows them has checked the reader."""
    rows = InvitedSupplier.objects.filter(plan__project=project, plan__method=project.method)
    return rows.select_related("supplier", "paper", "by")


def invited_bodies(project: ProcurementProject) -> list[Body]:
    """Whom an invitation reaches: the invited, or the single supplier."""
    only = supplier_of(project)
    return [only] if only else [row.supplier for row in invited_of(project)]


def is_invited(project: ProcurementProject, body_id: int | None) -> bool:
    """Whether a body is among those whom an invitation reaches."""
    return body_id is not None and body_id in {body.pk for body in invited_bodies(project)}


def asking(body_id: int | None) -> QuerySet[MethodPlan]:
    """The ids of the projects that ask a body to take part: it was chosen, or it is the only supplier."""
    asked = Q(invited__supplier_id=body_id) | Q(supplier_id=body_id)
    return MethodPlan.objects.filter(asked).values("project_id")


def objections_of(project: ProcurementProject) -> QuerySet[SourceObjection]:
    """Objections against the single source, the first first; none while another method is chosen."""
    rows = SourceObjection.objects.filter(project=project).select_related("by")
    return rows if project.method == rules.SINGLE_SOURCE else rows.none()


def readable_plans(actor: Actor | None) -> QuerySet[MethodPlan]:
    """Plans of purchases whose invited this capacity may know: its own and those that it conducts."""
    if actor is None or not actor.has_role(*PURCHASER_ROLES, Role.AGENCY_HANDLER):
        return MethodPlan.objects.none()
    mine = Q(project__purchaser_id=actor.body_id) | Q(project__agency_mandate__agency_id=actor.body_id)
    return MethodPlan.objects.filter(mine).select_related("draw_slip")


def readable_invited(actor: Actor | None) -> QuerySet[InvitedSupplier]:
    """The invited of those plans."""
    rows = InvitedSupplier.objects.filter(plan__in=readable_plans(actor).values("pk"))
    return rows.select_related("plan", "paper", "supplier")


def readable_approvals(actor: Actor | None) -> QuerySet[MethodApproval]:
    """Papers of the purchases that a capacity sees in the workbench."""
    mine = projects.visible_to(actor).values("pk")
    return MethodApproval.objects.filter(project__in=mine).select_related("paper")


def readable_objections(actor: Actor | None) -> QuerySet[SourceObjection]:
    """Objections of the purchases that a capacity sees in the workbench."""
    return SourceObjection.objects.filter(project__in=projects.visible_to(actor).values("pk"))


def is_result_out(project: ProcurementProject) -> bool:
    """Whether every package has its result, or has ended."""
    ahead = MILESTONES[: MILESTONES.index(PackageStatus.RESULT_PUBLISHED)]
    reached = set(project.packages.values_list("status", flat=True))
    return bool(reached) and reached.isdisjoint(ahead)


def may_see_names(actor: Actor | None, project: ProcurementProject) -> bool:
    """Who is asked is secret until the result: only the purchaser's people and its mandated agency know."""
    if actor is None or is_result_out(project):
        return actor is not None
    is_own = project.purchaser_id == actor.body_id and actor.has_role(*PURCHASER_ROLES)
    mandate = project.agency_mandate
    return is_own or (
        mandate is not None and mandate.agency_id == actor.body_id and actor.has_role(Role.AGENCY_HANDLER)
    )


def public_facts(project: ProcurementProject) -> tuple[tuple[str, str], ...]:
    """What a notice says of the choice of the method; nothing where the method needs no reason."""
    method = method_of(project)
    if method is None:
        return ()
    facts = facts_of(project)
    case = method.case(facts.case)
    found = clause_of(method.found_by, facts.found)
    said = [("采用本方式的情形", str(case.says)) if case else None]
    said.append(("采用本方式的理由", facts.case_reason) if facts.case_reason else None)
    said.append(("供应商的产生", str(found.says)) if found else None)
    said += framework_facts(method, facts)
    return tuple(row for row in said if row)


def framework_facts(method: Method, facts: PlanFacts) -> list[tuple[str, str]]:
    """How orders go under a framework agreement, and for how long; nothing of the other methods."""
    phase = clause_of(method.phases, facts.phase)
    if phase is None:
        return []
    return [
        ("第二阶段成交方式", f"{phase.says}（{phase.article}）"),
        ("框架协议期限", f"{facts.term_months} 个月"),
    ]


def takes_applications(project: ProcurementProject) -> bool:
    """Whether suppliers apply one by one, as they do for an open framework agreement, and seal nothing."""
    return project.method == rules.FRAMEWORK and found_of(project) == rules.OPEN_TO_ALL
