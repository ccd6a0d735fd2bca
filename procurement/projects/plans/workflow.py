"""The drafter says what the method asks; suppliers, papers, publicity and objections are kept with it."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies.models import Body
from orgs.eligibility import queries as eligible
from orgs.eligibility import rules as eligibility
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.rules import plain
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step
from procurement.methods.declaration import Method, clause_of
from procurement.projects import queries as projects
from procurement.projects import rules as project_rules
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import ProjectStatus
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import queries, rules
from procurement.projects.plans.models import InvitedSupplier, MethodApproval, MethodPlan, SourceObjection
from procurement.projects.plans.rules import PlanFacts
from procurement.projects.redo import queries as redo

Found = TypeVar("Found")
EDIT = "edit"
BEFORE_APPROVAL = (*project_workflow.EDITABLE, ProjectStatus.SUBMITTED)
STEPS = {
    "approval": Step(gettext_lazy("登记批准文件"), BEFORE_APPROVAL, "", project_workflow.DRAFTERS),
    "objection": Step(gettext_lazy("登记异议"), BEFORE_APPROVAL, "", project_workflow.DRAFTERS),
    "strike": Step(
        gettext_lazy("移出不合格的受邀供应商"),
        (ProjectStatus.APPROVED,),
        "",
        project_workflow.REVIEWERS,
        basis=rules.STRIKE_BASIS,
    ),
    "shown": Step(gettext_lazy("发布单一来源公示"), project_workflow.EDITABLE, basis=rules.PUBLICITY_BASIS),
}


@dataclass(frozen=True)
class InvitedFacts:
    """A supplier and how it was chosen."""

    supplier_id: int
    chosen_by: str
    reason: str = ""


@dataclass(frozen=True)
class ApprovalFacts:
    """Who agreed by which paper of which day."""

    kind: str
    authority: str
    number: str
    decided_on: date


@dataclass(frozen=True)
class ObjectionFacts:
    """Who objected when and to what."""

    objector: str
    received_on: date
    text: str


@transaction.atomic
def set_plan(
    project_id: int, facts: PlanFacts, *, by: Actor, now: datetime, draw_slip: Upload | None = None
) -> MethodPlan:
    """Say what the chosen method asks, or say it anew.

    Another way of finding suppliers empties the list of the invited; another case or supplier makes a
    publicity void. Raises Refused for what the method does not know, or when a supplier may not contract.
    """
    project = project_workflow.begin(project_id, EDIT, by=by, now=now)
    method = must_have_method(project)
    most = queries.most_framework_years(project, method, on=local_date(now))
    refuse(rules.facts_refusals(method, facts, most_years=most))
    refuse(supplier_refusals(project, facts.supplier_id, now=now))
    before = queries.row_of(project)
    columns = asdict(facts) | {"method": method.code, "by_id": by.user_id, "at": now}
    columns |= {"draw_slip": draw_slip or (before.draw_slip if before else None)}
    if before is None or (before.case, before.supplier_id) != (facts.case, facts.supplier_id):
        columns |= {"shown_since": None, "shown_until": None}
    made, _is_new = MethodPlan.objects.update_or_create(project=project, defaults=columns)
    if before is None or before.found != facts.found:
        made.invited.all().delete()
    record(project, "plan", _("写明采购方式的理由和供应商来源"), by=by, now=now, facts=told(method, facts))
    return made


@transaction.atomic
def invite(
    project_id: int, facts: InvitedFacts, *, paper: Upload | None, by: Actor, now: datetime
) -> InvitedSupplier:
    """Put a supplier on the list of the invited; its name stays under seal until the result."""
    project = project_workflow.begin(project_id, EDIT, by=by, now=now)
    plan = must_have_plan(project)
    method = must_have_method(project)
    refuse(
        rules.invitation_refusals(
            method, plan.found, facts.chosen_by, reason=facts.reason, has_paper=paper is not None
        )
    )
    refuse(supplier_refusals(project, facts.supplier_id, now=now))
    refuse(twice_refusals(plan, facts.supplier_id))
    made = plan.invited.create(paper=paper, by_id=by.user_id, at=now, **asdict(facts))
    said = {"supplier": made.supplier.name, "chosen_by": facts.chosen_by, "reason": facts.reason}
    record(
        project,
        "invite",
        _("选出受邀供应商"),
        by=by,
        now=now,
        facts=said,
        seal=rules.invited_seal(project.number),
    )
    return made


@transaction.atomic
def drop(invited_id: int, *, by: Actor, now: datetime) -> None:
    """Take a supplier off the list while the project is a draft."""
    project_id = InvitedSupplier.objects.values_list("plan__project_id", flat=True).get(pk=invited_id)
    project = project_workflow.begin(project_id, EDIT, by=by, now=now)
    row = InvitedSupplier.objects.select_related("supplier").get(pk=invited_id)
    said = {"supplier": row.supplier.name, "chosen_by": row.chosen_by}
    record(
        project,
        "drop",
        _("移出受邀供应商"),
        by=by,
        now=now,
        facts=said,
        seal=rules.invited_seal(project.number),
    )
    row.delete()


@transaction.atomic
def strike(invited_id: int, *, by: Actor, now: datetime) -> tuple[InvitedSupplier, str]:
    """Take a supplier that has been barred since off an approved list: the row that is gone, and why.

    Refused while nothing bars it; whether enough are left is judged when the invitation goes out.
    """
    project_id = InvitedSupplier.objects.values_list("plan__project_id", flat=True).get(pk=invited_id)
    project = begin(project_id, "strike", by=by)
    row = queries.invited_of(project).get(pk=invited_id)
    barring = eligibility.barring_refusals(eligible.answers_for(row.supplier_id, at=now))
    if not barring:
        raise Refused(rules.not_barred())
    because = "；".join(refusal.because for refusal in barring)
    said = {"supplier": row.supplier.name, "chosen_by": row.chosen_by, "reason": because}
    seal = rules.invited_seal(project.number)
    record(project, "strike", _("移出不合格的受邀供应商"), by=by, now=now, facts=said, seal=seal)
    row.delete()
    return row, because


@transaction.atomic
def keep_approval(
    project_id: int, facts: ApprovalFacts, *, paper: Upload, by: Actor, now: datetime
) -> MethodApproval:
    """Keep the paper by which the superior consented or the finance department approved."""
    return write_approval(begin(project_id, "approval", by=by), facts, paper=paper, by=by, now=now)


def write_approval(
    project: ProcurementProject, facts: ApprovalFacts, *, paper: Upload, by: Actor, now: datetime
) -> MethodApproval:
    """The paper of a locked project, for the verb that judged who may keep it and until when."""
    method = must_have_method(project)
    refuse(rules.day_refusals(facts.decided_on, today=local_date(now)))
    made = MethodApproval.objects.create(
        project=project, method=method.code, paper=paper, by_id=by.user_id, at=now, **asdict(facts)
    )
    said = asdict(facts) | {"method": method.code, "paper_sha256": paper.sha256}
    said["consent"] = said.pop("kind")
    record(project, "approval", _("登记采购方式的批准文件"), by=by, now=now, facts=said)
    return made


@transaction.atomic
def shown(project_id: int, *, since: date, until: date, by: Actor, now: datetime) -> MethodPlan:
    """The publicity of a single source came out: it lasts to `until`, the day `since` not counted.

    Called by the notice that was published, which has judged who may; the project is still a draft then.
    """
    project = projects.project_for_update(project_id)
    if project.status not in STEPS["shown"].sources:
        raise Refused(procedure.wrong_state(project, STEPS["shown"]))
    plan = must_have_plan(project)
    plan.shown_since, plan.shown_until = since, until
    plan.save(update_fields=["shown_since", "shown_until"])
    facts = {"starts_on": since, "until": until}
    record(project, "shown", _("公示单一来源采购"), by=by, now=now, facts=facts)
    return plan


@transaction.atomic
def object_to(project_id: int, facts: ObjectionFacts, *, by: Actor, now: datetime) -> SourceObjection:
    """Keep an objection that came in while the single source was public."""
    project = begin(project_id, "objection", by=by)
    plan = must_have_plan(project)
    refuse(rules.received_refusals(facts.received_on, since=plan.shown_since, today=local_date(now)))
    made = SourceObjection.objects.create(project=project, by_id=by.user_id, at=now, **asdict(facts))
    said = {"received_on": facts.received_on}
    record(project, "objection", _("登记单一来源公示的异议"), by=by, now=now, facts=said)
    return made


@transaction.atomic
def answer_objection(
    objection_id: int, answer: str, *, is_founded: bool, by: Actor, now: datetime
) -> SourceObjection:
    """Say what the supplementary argument found; a founded objection means another method."""
    project_id = SourceObjection.objects.values_list("project_id", flat=True).get(pk=objection_id)
    project = begin(project_id, "objection", by=by)
    row = SourceObjection.objects.select_for_update().get(pk=objection_id)
    refuse(rules.answer_refusals(answer, is_answered=row.is_founded is not None))
    row.answer, row.is_founded, row.answered_on = answer.strip(), is_founded, local_date(now)
    row.save(update_fields=["answer", "is_founded", "answered_on"])
    record(project, "answer", _("答复单一来源公示的异议"), by=by, now=now, facts={"is_founded": is_founded})
    return row


def begin(project_id: int, verb: str, *, by: Actor) -> ProcurementProject:
    """Lock a project of the acting body whose papers may still come in."""
    project = projects.project_for_update(project_id)
    procedure.advance(project, STEPS, verb, by=by)
    if project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    return project


def may_edit(project: ProcurementProject, *, by: Actor | None) -> bool:
    """Whether what the plan says may still be changed by this reader."""
    return project_workflow.may_handle(project, EDIT, by=by)


def may_handle(project: ProcurementProject, verb: str, *, by: Actor | None) -> bool:
    """Whether state, role and body allow a verb; the rules may still refuse it."""
    return procedure.may(project, STEPS, verb, by=by) and project.purchaser_id == by.body_id


def must_have_method(project: ProcurementProject) -> Method:
    """The declared method of a project; Refused while none is chosen."""
    return _must(
        queries.method_of(project),
        Refusal(
            _("还没有选择采购方式。"),
            project_rules.METHOD_BASIS,
            _("请先在“采购方式”中选择。"),
            "no_method",
        ),
    )


def must_have_plan(project: ProcurementProject) -> MethodPlan:
    """What was written for the method of a project; Refused while nothing was."""
    return _must(
        queries.row_of(project),
        Refusal(
            _("还没有写明采用这种方式的情形。"),
            project_rules.METHOD_BASIS,
            _("请先填写“理由和供应商”。"),
            "no_plan",
        ),
    )


def _must(found: Found | None, missing: Refusal) -> Found:
    """What is there; Refused where it is not."""
    if found is None:
        raise Refused(missing)
    return found


def supplier_refusals(
    project: ProcurementProject, supplier_id: int | None, *, now: datetime
) -> list[Refusal]:
    """Only another body that may contract and that nothing bars."""
    if supplier_id is None:
        return []
    supplier = Body.objects.select_related("registration").get(pk=supplier_id)
    own = rules.capacity_refusals(
        name=supplier.name,
        may_contract=supplier.may_contract,
        is_purchaser=supplier.pk == project.purchaser_id,
        basis=supplier.capacity.basis,
    )
    return (
        own
        or redo.project_refusals(project, supplier.pk)
        or eligibility.barring_refusals(eligible.answers_for(supplier.pk, at=now))
    )


def twice_refusals(plan: MethodPlan, supplier_id: int) -> list[Refusal]:
    """A supplier is asked once."""
    if not plan.invited.filter(supplier_id=supplier_id).exists():
        return []
    because = _("这家供应商已经在名单里。")
    return [Refusal(because, remedy=_("请填写另一家供应商。"), code="invited_twice")]


def told(method: Method, facts: PlanFacts) -> dict:
    """What the record keeps of a plan: its choices, and a digest of the texts, which may name suppliers."""
    whole = json.dumps(plain(asdict(facts)), ensure_ascii=False, sort_keys=True)
    chosen = {
        "case": clause_of(method.cases, facts.case),
        "found_by": clause_of(method.found_by, facts.found),
        "phase": clause_of(method.phases, facts.phase),
    }
    said = {name: str(clause.says) for name, clause in chosen.items() if clause}
    return said | {"pool": facts.pool, "sha256": hashlib.sha256(whole.encode()).hexdigest()}


def record(
    project: ProcurementProject,
    verb: str,
    says: str,
    *,
    by: Actor,
    now: datetime,
    facts: dict,
    seal: str = "",
) -> None:
    """The fifth beat of the verbs here."""
    ledger.record(project, f"plans.{verb}", says=says, by=by, at=now, facts=facts, seal=seal)
