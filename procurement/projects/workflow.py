"""A project from its draft to its approval, and the milestones of its packages."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.negative import queries as negative_list
from orgs.inbox.workflow import notify_body, notify_users
from orgs.people.choices import ORGANISER_ROLES, Duty, Role
from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement.budget import rules as budget_rules
from procurement.budget import workflow as budget
from procurement.budget.queries import still_committed
from procurement.budget.rules import Share
from procurement.budget.years import workflow as years
from procurement.projects import drafting, duties, milestones, queries, readiness, rules, screening
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.models import Package, ProcurementProject, ProjectApproval
from procurement.projects.plans import queries as plans
from procurement.projects.plans.rules import invited_seal
from procurement.projects.rules import MethodChoice, PackageFacts, ProjectFacts
from procurement.review.choices import EndingCause
from procurement.routing.options import EMALL

DRAFTERS = (Role.PURCHASER_HANDLER,)
REVIEWERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
EDITABLE = (ProjectStatus.DRAFT, ProjectStatus.RETURNED)

STEPS = {
    "edit": Step(
        gettext_lazy("修改项目"), EDITABLE, "", DRAFTERS, Duty.DEMAND_DRAFT, basis=rules.DEMAND_BASIS
    ),
    "choose_scheme": Step(
        gettext_lazy("选定评审标准"), (*EDITABLE, ProjectStatus.APPROVED), "", ORGANISER_ROLES
    ),
    "submit": Step(
        gettext_lazy("提交审批"),
        EDITABLE,
        ProjectStatus.SUBMITTED,
        DRAFTERS,
        Duty.DEMAND_DRAFT,
        basis=rules.REVIEW_BASIS,
    ),
    "approve": Step(
        gettext_lazy("批准项目"),
        (ProjectStatus.SUBMITTED,),
        ProjectStatus.APPROVED,
        REVIEWERS,
        Duty.DEMAND_REVIEW,
        basis=rules.REVIEW_BASIS,
    ),
    "return": Step(
        gettext_lazy("退回修改"),
        (ProjectStatus.SUBMITTED,),
        ProjectStatus.RETURNED,
        REVIEWERS,
        Duty.DEMAND_REVIEW,
        basis=rules.REVIEW_BASIS,
    ),
}


@transaction.atomic
def draft(facts: ProjectFacts, *, by: Actor, now: datetime) -> ProcurementProject:
    """Begin a project of the acting body; it gets its number at once.

    Raises NotPermitted for anybody but a purchaser's handler, Refused for facts that the law excludes.
    """
    if not by.has_role(*DRAFTERS):
        raise NotPermitted(_("只有采购人经办可以起草采购项目。"))
    purchaser = queries.purchaser_of(by)
    refuse(drafting.facts_refusals(facts, purchaser=purchaser, on=clock.local_date(now)))
    project = ProcurementProject(
        number=drafting.next_number(purchaser, on=clock.local_date(now)),
        purchaser=purchaser,
        created_by_id=by.user_id,
        created_at=now,
    )
    drafting.write_facts(project, facts, at=now)
    duties.take(project.pk, Duty.DEMAND_DRAFT, by=by, at=now)
    ledger.record(project, "projects.draft", says=_("起草采购项目"), by=by, at=now, facts=asdict(facts))
    return project


@transaction.atomic
def edit(project_id: int, facts: ProjectFacts, *, by: Actor, now: datetime) -> ProcurementProject:
    """Change what is needed. Refused once submitted."""
    project = begin(project_id, "edit", by=by, now=now)
    refuse(drafting.facts_refusals(facts, purchaser=project.purchaser, on=clock.local_date(now)))
    drafting.write_facts(project, facts, at=now)
    ledger.record(project, "projects.edit", says=_("修改采购项目"), by=by, at=now, facts=asdict(facts))
    return project


@transaction.atomic
def arrange_packages(
    project_id: int, packages: Sequence[PackageFacts], *, by: Actor, now: datetime
) -> ProcurementProject:
    """Set the packages of a project, in their order."""
    project = begin(project_id, "edit", by=by, now=now)
    refuse(rules.package_refusals(packages))
    drafting.write_packages(project, packages, at=now)
    facts = {"packages": [asdict(package) for package in packages]}
    ledger.record(project, "projects.packages", says=_("设定采购包"), by=by, at=now, facts=facts)
    return project


@transaction.atomic
def arrange_funds(
    project_id: int,
    shares: Sequence[Share],
    *,
    by: Actor,
    now: datetime,
    later: Mapping[int, Decimal] | None = None,
) -> ProcurementProject:
    """Set which budget lines carry a project, and what later years are to carry.

    Nothing is committed before the approval.
    """
    project = begin(project_id, "edit", by=by, now=now)
    refuse(rules.fund_choice_refusals(shares, queries.usable_lines(project)))
    refuse(queries.plan_refusals(project, later or {}, on=clock.local_date(now)))
    drafting.write_funds(project, budget_rules.merged(shares), at=now)
    years.plan(project.number, project.purchaser_id, later or {})
    facts = {"funds": [asdict(share) for share in shares], "later_years": later or {}}
    ledger.record(project, "projects.funds", says=_("安排资金"), by=by, at=now, facts=facts)
    return project


@transaction.atomic
def choose_method(
    project_id: int,
    method: str,
    *,
    by: Actor,
    now: datetime,
    is_elsewhere: bool = False,
    reason: str = "",
) -> ProcurementProject:
    """Choose the purchasing method; refused when the route decision of today excludes it.

    An order on the e-mall is always made there.
    """
    project = begin(project_id, "edit", by=by, now=now)
    today = clock.local_date(now)
    refuse(rules.year_refusals(fiscal_year=project.fiscal_year, this_year=today.year))
    route = queries.route_of(project, on=today)
    choice = MethodChoice(method, is_elsewhere or method == EMALL, reason.strip())
    refuse(rules.choice_refusals(choice, route))
    project.method, project.is_elsewhere, project.method_reason = method, choice.is_elsewhere, choice.reason
    keep(project, now, "method", "is_elsewhere", "method_reason")
    facts = {"amount": route.amount, **asdict(choice)}
    ledger.record(project, "projects.choose_method", says=_("选定采购方式"), by=by, at=now, facts=facts)
    return project


@transaction.atomic
def choose_scheme(package_id: int, scheme_id: int, *, by: Actor, now: datetime) -> Package:
    """Choose by which criteria a package will be reviewed; possible until the notice."""
    project = queries.project_for_update(queries.project_id_of(package_id))
    package = queries.package_for_update(package_id)
    procedure.advance(project, STEPS, "choose_scheme", by=by)
    must_conduct(project, by=by)
    scheme = queries.schemes_for(project).get(pk=scheme_id)
    package.scheme = scheme
    package.save(update_fields=["scheme"])
    facts = {"scheme": scheme.pk, "title": scheme.title}
    ledger.record(package, "projects.choose_scheme", says=_("选定评审标准"), by=by, at=now, facts=facts)
    return package


@transaction.atomic
def submit(
    project_id: int,
    *,
    outside_negative_list: bool,
    ticked: Collection[str] = (),
    by: Actor,
    now: datetime,
) -> ProcurementProject:
    """Hand a project to a second person; fixes the day whose law applies and records the route decision.

    `outside_negative_list` is the drafter's declaration, `ticked` the heads of the negative list that the
    drafter found to apply (Order 102, art. 10). Marked words do not hinder; the ledger keeps them.
    """
    project = begin(project_id, "submit", by=by, now=now)
    today = clock.local_date(now)
    submission = queries.submission_of(project, on=today)
    heads = negative_list.heads(on=today)
    refuse(
        [
            *readiness.submission_refusals(project, submission, on=today),
            *rules.content_refusals(outside_negative_list=outside_negative_list, heads=heads, ticked=ticked),
        ]
    )
    project.decided_on = today
    keep(project, now, "status", "decided_on")
    decision = drafting.keep_decision(project, submission.route, at=now)
    facts = {
        "amount": submission.amount,
        "method": project.method,
        "route": decision.explanation,
        "outside_negative_list": True,
        "negative_list": [head.text for head in heads],
        "marked_words": [remark.in_short for remark in screening.remarks(project, on=today)],
    }
    ledger.record(project, "projects.submit", says=_("提交审批"), by=by, at=now, facts=facts)
    tell_reviewers(project, now=now)
    return project


@transaction.atomic
def approve(project_id: int, *, opinion: str, by: Actor, now: datetime) -> ProcurementProject:
    """A second person approves; the money is held on its lines in the same transaction.

    Raises Refused for who took part in the drafting, and when a line has less left than it is to carry.
    """
    project = begin(project_id, "approve", by=by, now=now)
    submission = queries.submission_of(project, on=project.decided_on)
    refuse(readiness.approval_refusals(project, submission, today=clock.local_date(now)))
    shares = queries.shares_of(project)
    budget.commit(shares, reference=project.number, by=by, now=now)
    keep(project, now, "status")
    decide(project, approved=True, opinion=opinion, by=by, now=now)
    return project


@transaction.atomic
def return_for_changes(project_id: int, *, opinion: str, by: Actor, now: datetime) -> ProcurementProject:
    """A second person sends the project back and says what has to be changed."""
    project = begin(project_id, "return", by=by, now=now)
    refuse(rules.opinion_refusals(approved=False, opinion=opinion))
    keep(project, now, "status")
    decide(project, approved=False, opinion=opinion, by=by, now=now)
    return project


@transaction.atomic
def reach(
    package: Package, target: PackageStatus, *, by: Actor, at: datetime, cause: str = EndingCause.OTHER
) -> Package:
    """Move a locked package to its next milestone, for the stage that brought it there.

    The first notice moves the project as well, on the short path that of the result; a terminated package
    gives its money back and keeps its `cause`. Raises Refused when the milestone is out of order.
    """
    is_direct, is_moved = package.project.is_direct, package.moved_at is not None
    refuse(milestones.milestone_refusals(package.status, target, is_direct=is_direct, is_moved=is_moved))
    before, package.status = package.status, target
    facts = {"from": before, "to": target}
    if target == PackageStatus.TERMINATED:
        package.ended_because = facts["cause"] = cause
    package.save(update_fields=["status", "ended_because"])
    ledger.record(package, "projects.reach", says=package.get_status_display(), by=by, at=at, facts=facts)
    if target == (PackageStatus.RESULT_PUBLISHED if is_direct else PackageStatus.ANNOUNCED):
        announce(package.project, at=at)
    if target == PackageStatus.TERMINATED:
        end(package, by=by, at=at)
    if target in (PackageStatus.RESULT_PUBLISHED, PackageStatus.TERMINATED):
        name_invited(package.project, at=at)
    return package


def reopen(package: Package, *, by: Actor, at: datetime) -> Package:
    """Let a locked package that is closed and unopened take bids again, after an outage at its deadline."""
    refuse(milestones.reopening_refusals(package.status))
    package.status = PackageStatus.ANNOUNCED
    package.save(update_fields=["status"])
    facts = {"from": PackageStatus.CLOSED, "to": package.status}
    ledger.record(package, "projects.reopen", says=_("重新征集响应"), by=by, at=at, facts=facts)
    return package


def go_back(package: Package, target: PackageStatus, *, by: Actor, at: datetime) -> Package:
    """A locked package whose chosen supplier fell out is decided anew: the one way back of a milestone."""
    facts = {"from": package.status, "to": target}
    refuse(milestones.going_back_refusals(package.status, target))
    package.status = target
    package.save(update_fields=["status"])
    ledger.record(package, "projects.go_back", says=_("重新定标"), by=by, at=at, facts=facts)
    return package


def take_law_of(project: ProcurementProject, *, on: date, by: Actor, at: datetime) -> None:
    """The law of the day on which a locked project's notice comes out is the project's from then on.

    The route is decided anew by it: whether the law asks for the method is read from there.
    """
    if project.decided_on == on:
        return
    before, project.decided_on = project.decided_on, on
    keep(project, at, "decided_on")
    route = queries.route_of(project, on=on)
    decision = drafting.keep_decision(project, route, at=at, on_publication=True)
    facts = {"from": before, "to": on, "route": decision.explanation}
    ledger.record(project, "projects.take_law_of", says=_("适用公告日的规则"), by=by, at=at, facts=facts)


def begin(project_id: int, verb: str, *, by: Actor, now: datetime) -> ProcurementProject:
    """Lock the project, advance it, and take the duty of the verb: the first two beats of every verb here."""
    project = queries.project_for_update(project_id)
    step = procedure.advance(project, STEPS, verb, by=by)
    if project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    duties.take(project.pk, step.duty, by=by, at=now)
    return project


def may_handle(project: ProcurementProject, verb: str, *, by: Actor | None) -> bool:
    """Whether state, role and body allow a verb; the rules may still refuse it."""
    return procedure.may(project, STEPS, verb, by=by) and project.purchaser_id == by.body_id


def must_conduct(project: ProcurementProject, *, by: Actor) -> None:
    """Only the purchaser and its mandated agency conduct a project."""
    if not queries.organised_by(by).filter(pk=project.pk).exists():
        raise NotPermitted(_("这是其他单位的采购项目。"))


def keep(project: ProcurementProject, now: datetime, *fields: str) -> None:
    """Save some fields and when that was."""
    project.updated_at = now
    project.save(update_fields=[*fields, "updated_at"])


def decide(project: ProcurementProject, *, approved: bool, opinion: str, by: Actor, now: datetime) -> None:
    """Write the decision, its ledger entry and the message to the handler."""
    ProjectApproval.objects.create(
        project=project, approved=approved, opinion=opinion.strip(), decided_by_id=by.user_id, at=now
    )
    verb, says = ("projects.approve", _("批准项目")) if approved else ("projects.return", _("退回修改"))
    facts = {"approved": approved, "opinion": opinion.strip(), "amount": queries.amount_of(project)}
    ledger.record(project, verb, says=says, by=by, at=now, facts=facts)
    subject = _("项目已批准：%(title)s") if approved else _("项目已退回修改：%(title)s")
    text = _("资金已经占用，可以编制采购文件并发布公告。") if approved else _("退回意见：%(opinion)s")
    notify_users(
        [project.created_by_id],
        subject=subject % {"title": project.title},
        text=text % {"opinion": opinion.strip()},
        url=project.get_absolute_url(),
        now=now,
    )


def tell_reviewers(project: ProcurementProject, *, now: datetime) -> None:
    """Tell those who may approve that a project waits for them."""
    notify_body(
        project.purchaser_id,
        roles=REVIEWERS,
        subject=_("待审批：%(title)s") % {"title": project.title},
        text=_("经办人已提交采购项目，请由没有参加需求编制的人员审查。"),
        url=project.get_absolute_url(),
        now=now,
    )


def announce(project: ProcurementProject, *, at: datetime) -> None:
    """After the first notice the packages carry the procedure."""
    project.status = ProjectStatus.ANNOUNCED
    keep(project, at, "status")


def name_invited(project: ProcurementProject, *, at: datetime) -> None:
    """With the last result the record may name who was invited."""
    if plans.invited_of(project).exists() and plans.is_result_out(project):
        ledger.unseal(invited_seal(project.number), at=at)


def end(package: Package, *, by: Actor, at: datetime) -> None:
    """Give back what the package still holds; the project ends with its last package."""
    project = queries.project_for_update(package.project_id)
    held = queries.in_fund_order(project, still_committed(project.number))
    part = queries.first_year_of(package, package.budget_amount)
    spare = budget_rules.taken_from_last(part, held)
    if spare:
        budget.release(spare, reference=package.number, by=by, now=at)
    if not project.packages.exclude(status=PackageStatus.TERMINATED).exists():
        project.status = ProjectStatus.TERMINATED
        keep(project, at, "status")
    package.project.status = project.status
