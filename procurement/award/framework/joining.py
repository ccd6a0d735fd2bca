"""An open agreement: suppliers apply, are answered one by one, and those admitted are published."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.inbox.workflow import notify_body
from orgs.people.choices import ORGANISER_ROLES, PURCHASER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.uploads import Upload
from procurement.award import queries as awards
from procurement.award.framework import announcements, outcomes, queries, rules, steps
from procurement.award.framework.models import FrameworkApplication
from procurement.notices import frameworks
from procurement.notices import queries as notices
from procurement.notices import workflow as notice_workflow
from procurement.projects.models import Package
from procurement.projects.terms import queries as terms


@transaction.atomic
def apply(
    package_id: int, *, text: str, is_agreed: bool, paper: Upload, by: Actor, now: datetime
) -> FrameworkApplication:
    """Ask to join an open agreement; the term for the answer begins."""
    if not by.has_role(*SUPPLIER_ROLES):
        raise NotPermitted(_("只有供应商的经办人可以申请加入。"))
    package = steps.locked(package_id, is_open=True)
    project, body = package.project, Body.objects.get(pk=by.body_id)
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
    steps.record(
        made,
        "apply",
        _("申请加入框架协议"),
        package,
        by=by,
        now=now,
        seal=steps.seal_of_application(made),
        **facts,
    )
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
def answer(
    application_id: int, *, is_accepted: bool, reason: str, by: Actor, now: datetime
) -> FrameworkApplication:
    """Answer an application; who is admitted is published and becomes a supplier of the agreement."""
    package_id = FrameworkApplication.objects.values_list("package_id", flat=True).get(pk=application_id)
    package = steps.locked(package_id, is_open=True)
    steps.must_conduct(package, by, *PURCHASER_ROLES, Role.AGENCY_HANDLER)
    found = FrameworkApplication.objects.select_for_update(of=("self",)).get(pk=application_id)
    is_answered = found.is_accepted is not None
    refuse(rules.answer_refusals(is_accepted=is_accepted, reason=reason, is_answered=is_answered))
    if is_accepted:
        refuse(awards.supplier_refusals(found.supplier_id, at=now))
    found.is_accepted, found.reason = is_accepted, "" if is_accepted else reason.strip()
    found.answered_by_id, found.answered_at = by.user_id, now
    found.save(update_fields=["is_accepted", "reason", "answered_by", "answered_at"])
    facts = {"is_accepted": is_accepted, "reason": found.reason}
    steps.record(
        found,
        "answer",
        _("答复加入申请"),
        package,
        by=by,
        now=now,
        seal=steps.seal_of_application(found),
        **facts,
    )
    if is_accepted:
        admit(found, package, by=by, now=now)
        return found
    notify_body(
        found.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("加入框架协议的申请已答复：%(title)s") % {"title": package.project.title},
        text=found.reason,
        url=own_page(package),
        now=now,
    )
    return found


def admit(found: FrameworkApplication, package: Package, *, by: Actor, now: datetime) -> None:
    """Publish the admission; once it is out, the supplier is told."""
    facts = {"supplier_id": found.supplier_id, "place": steps.next_place(package)}
    notice = steps.publish_members(package, [facts], says=announcements.JOINED, by=by, now=now)
    outcomes.follow(package, notice, by=by, now=now)


def own_page(package: Package) -> str:
    """Where a supplier reads the answer."""
    return notices.original_of(package.project_id).get_absolute_url()
