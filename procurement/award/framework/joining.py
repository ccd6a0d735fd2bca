"""An open agreement: suppliers apply, one person proposes each answer, a second of the purchaser gives it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.inbox.workflow import notify_body
from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES, Duty
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock, local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.uploads import Upload
from procurement.award import queries as awards
from procurement.award.framework import announcements, outcomes, queries, rules, steps
from procurement.award.framework.models import FrameworkApplication
from procurement.notices import frameworks
from procurement.notices import queries as notices
from procurement.notices import workflow as notice_workflow
from procurement.projects import duties
from procurement.projects.models import Package
from procurement.projects.terms import queries as terms


@transaction.atomic
def apply(
    package_id: int, *, text: str, is_agreed: bool, paper: Upload, by: Actor, clock: Clock = database_clock
) -> FrameworkApplication:
    """Ask to join an open agreement; the clock is read after the lock, the term for the answer begins."""
    if not by.has_role(*SUPPLIER_ROLES):
        raise NotPermitted(_("只有供应商的经办人可以申请加入。"))
    package = steps.locked(package_id, is_open=True)
    project, body, now = package.project, Body.objects.get(pk=by.body_id), clock()
    before = FrameworkApplication.objects.filter(package=package, supplier=body).exclude(is_accepted=False)
    refuse(
        [
            *rules.joining_refusals(
                is_open=queries.open_for_applications(at=now).filter(pk=package.pk).exists(),
                may_contract=body.may_contract,
                is_party=body.pk in notice_workflow.parties_of(project),
                is_known=before.exists(),
                is_agreed=is_agreed,
            ),
            *terms.supplier_refusals(project, body.pk),
        ]
    )
    due = queries.term(local_date(now), queries.numbers(project, frameworks.ANSWER)[0])
    made = FrameworkApplication.objects.create(
        package=package,
        supplier=body,
        text=text,
        paper=paper,
        applied_by_id=by.user_id,
        applied_at=now,
        answer_by=due.date,
        is_term_provisional=due.provisional,
    )
    facts = {"supplier": body.name, "paper_sha256": paper.sha256, "answer_by": due.date}
    record(made, "apply", _("申请加入框架协议"), package, by=by, now=now, **facts)
    notify_body(
        notices.organiser_of(project),
        roles=ORGANISER_ROLES,
        subject=_("有供应商申请加入框架协议"),
        text=str(package),
        url=steps.page(package),
        now=now,
    )
    return made


@transaction.atomic
def propose(
    application_id: int, *, is_accepted: bool, reason: str, by: Actor, now: datetime
) -> FrameworkApplication:
    """Propose the answer to an application; nobody outside learns of it before it is confirmed."""
    package, found = locked(application_id)
    steps.must_conduct(package, by, *steps.ENTERERS)
    refuse(rules.proposal_refusals(is_accepted=is_accepted, reason=reason, state=state_of(found)))
    if is_accepted:
        refuse(awards.supplier_refusals(found.supplier_id, at=now))
    duties.take(package.project_id, Duty.AWARD_PREPARE, by=by, at=now)
    found.proposal, found.reason, found.opinion = is_accepted, "" if is_accepted else reason.strip(), ""
    found.proposed_by_id, found.proposed_at = by.user_id, now
    found.save(update_fields=["proposal", "reason", "opinion", "proposed_by", "proposed_at"])
    facts = {"is_accepted": is_accepted, "reason": found.reason}
    record(found, "propose", _("拟定加入申请的答复"), package, by=by, now=now, **facts)
    notify_body(
        package.project.purchaser_id,
        roles=steps.APPROVERS,
        subject=_("加入申请的答复待您审核"),
        text=str(package),
        url=reverse("framework:confirm", args=[found.pk]),
        now=now,
    )
    return found


@transaction.atomic
def send_back(application_id: int, *, opinion: str, by: Actor, now: datetime) -> FrameworkApplication:
    """Send a proposed answer back to whoever proposes it anew."""
    package, found = locked(application_id)
    steps.must_decide(package, by)
    refuse([*rules.confirming_refusals(state=state_of(found)), *rules.opinion_refusals(opinion)])
    duties.take(package.project_id, Duty.AWARD_APPROVE, by=by, at=now)
    found.proposal, found.opinion = None, opinion.strip()
    found.save(update_fields=["proposal", "opinion"])
    record(found, "send_back_answer", _("退回加入申请的答复"), package, by=by, now=now, opinion=found.opinion)
    return found


@transaction.atomic
def answer(application_id: int, *, by: Actor, now: datetime) -> FrameworkApplication:
    """A second person of the purchaser gives the answer as proposed; who is admitted is published."""
    package, found = locked(application_id)
    steps.must_decide(package, by)
    refuse(rules.confirming_refusals(state=state_of(found)))
    refuse(rules.same_person_refusals(entered_by=found.proposed_by_id, by=by.user_id))
    if found.proposal:
        refuse(awards.supplier_refusals(found.supplier_id, at=now))
    duties.take(package.project_id, Duty.AWARD_APPROVE, by=by, at=now)
    found.is_accepted, found.answered_by_id, found.answered_at = found.proposal, by.user_id, now
    found.save(update_fields=["is_accepted", "answered_by", "answered_at"])
    facts = {"is_accepted": found.is_accepted, "reason": found.reason}
    record(found, "answer", _("答复加入申请"), package, by=by, now=now, **facts)
    if found.is_accepted:
        admit(found, package, by=by, now=now)
    else:
        tell_refused(found, package, now=now)
    return found


def locked(application_id: int) -> tuple[Package, FrameworkApplication]:
    """The package and then the application, locked."""
    package_id = FrameworkApplication.objects.values_list("package_id", flat=True).get(pk=application_id)
    package = steps.locked(package_id, is_open=True)
    return package, FrameworkApplication.objects.select_for_update(of=("self",)).get(pk=application_id)


def state_of(found: FrameworkApplication) -> str:
    """Where an application stands."""
    if found.is_accepted is not None:
        return rules.ANSWERED
    return rules.ASKED if found.proposal is None else rules.PROPOSED


def record(
    found: FrameworkApplication, verb: str, says: str, package: Package, *, by: Actor, now: datetime, **facts
) -> None:
    """One ledger entry, sealed until its supplier is admitted."""
    seal = steps.seal_of_application(found)
    steps.record(found, verb, says, package, by=by, now=now, seal=seal, **facts)


def tell_refused(found: FrameworkApplication, package: Package, *, now: datetime) -> None:
    """Who is not admitted learns why, alone."""
    notify_body(
        found.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("加入框架协议的申请已答复：%(title)s") % {"title": package.project.title},
        text=found.reason,
        url=own_page(package),
        now=now,
    )


def admit(found: FrameworkApplication, package: Package, *, by: Actor, now: datetime) -> None:
    """Publish the admission; once it is out, the supplier is told."""
    facts = {"supplier_id": found.supplier_id, "place": steps.next_place(package)}
    notice = steps.publish_members(package, [facts], says=announcements.JOINED, by=by, now=now)
    outcomes.follow(package, notice, by=by, now=now)


def own_page(package: Package) -> str:
    """Where a supplier reads the answer."""
    return notices.original_of(package.project_id).get_absolute_url()
