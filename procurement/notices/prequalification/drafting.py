"""The draft of a prequalification notice: a clerk writes it, a second person of the purchaser judges it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES, Duty, Role
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.notices import queries as notices
from procurement.notices.prequalification import queries, rules
from procurement.notices.prequalification.models import Prequalification, PrequalificationDraft
from procurement.notices.prequalification.rules import Terms
from procurement.projects import duties
from procurement.projects import queries as projects
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import queries as plans

WRITERS = ORGANISER_ROLES
REVIEWERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)


@transaction.atomic
def draft(project_id: int, terms: Terms, *, by: Actor, now: datetime) -> PrequalificationDraft:
    """Write the notice, or write it anew, and hand it to a second person; short times are refused already."""
    project = projects.project_for_update(project_id)
    if not by.has_role(*WRITERS) or not notices.conducts(by, project):
        raise NotPermitted(_("资格预审公告由采购人或者受托代理机构的经办人编制。"))
    refuse(rules.due_refusals(is_due=queries.is_due(project), is_out=queries.of(project) is not None))
    refuse(queries.time_refusals(project, terms, on=notices.expected_on(now)))
    duties.take(project.pk, Duty.DOCUMENT_DRAFT, by=by, at=now)
    written = {**vars(terms), "by_id": by.user_id, "at": now, "opinion": ""}
    found, _new = PrequalificationDraft.objects.update_or_create(project=project, defaults=written)
    said = {"content_sha256": rules.digest_of(terms)}
    record(found, "draft", _("编制资格预审公告"), by=by, now=now, **said)
    inbox.notify_body(
        project.purchaser_id,
        roles=REVIEWERS,
        subject=_("资格预审公告待复核：%(title)s") % {"title": project.title},
        text=_("请核对资格要求和时间，复核无误后发布。"),
        url=reverse("prequalification:publish", args=[project.pk]),
        now=now,
    )
    return found


@transaction.atomic
def send_back(project_id: int, *, opinion: str, by: Actor, now: datetime) -> PrequalificationDraft:
    """Send a draft back to who wrote it, with what has to be changed."""
    project = projects.project_for_update(project_id)
    _must_review(project, by)
    found = queries.draft_of(project)
    refuse(rules.due_refusals(is_due=queries.is_due(project), is_out=queries.of(project) is not None))
    refuse(rules.review_refusals(is_waiting=queries.is_waiting(found), is_seen=True))
    duties.take(project.pk, Duty.DOCUMENT_REVIEW, by=by, at=now)
    reopen(found, opinion=opinion, now=now)
    record(found, "send_back", _("退回资格预审公告"), by=by, now=now, opinion=found.opinion)
    return found


def judged(project: ProcurementProject, *, seen: str, by: Actor, now: datetime) -> Terms:
    """What a second person may publish of a locked project: waiting, read, and its times still lawful."""
    _must_review(project, by)
    found, row = queries.draft_of(project), plans.row_of(project)
    refuse(rules.due_refusals(is_due=queries.is_due(project), is_out=queries.of(project) is not None))
    is_seen = found is not None and rules.digest_of(queries.terms_of(found)) == seen
    refuse(rules.review_refusals(is_waiting=queries.is_waiting(found), is_seen=is_seen))
    is_own_plan = row is not None and row.by_id == by.user_id
    refuse(rules.own_refusals(is_own_draft=found.by_id == by.user_id, is_own_plan=is_own_plan))
    terms = queries.terms_of(found)
    refuse(queries.time_refusals(project, terms, on=notices.expected_on(now)))
    duties.take(project.pk, Duty.DOCUMENT_REVIEW, by=by, at=now)
    return terms


def taken_back(found: Prequalification, *, opinion: str, now: datetime) -> None:
    """A notice that never came out becomes a draft again; one that had none takes its text."""
    terms = vars(queries.terms_of(found))
    new = PrequalificationDraft(project=found.project, **terms, by_id=found.by_id, at=now)
    draft = queries.draft_of(found.project) or new
    found.delete()
    draft.save()
    reopen(draft, opinion=opinion, now=now)


def reopen(found: PrequalificationDraft, *, opinion: str, now: datetime) -> None:
    """A draft goes back to who wrote it."""
    found.opinion = opinion.strip()[:500]
    found.save(update_fields=["opinion"])
    inbox.notify_users(
        [found.by_id],
        subject=_("资格预审公告已退回：%(title)s") % {"title": found.project.title},
        text=found.opinion,
        url=reverse("prequalification:draft", args=[found.project_id]),
        now=now,
    )


def record(
    found: PrequalificationDraft, verb: str, says: str, *, by: Actor, now: datetime, **said: object
) -> None:
    """The last beat of every verb on a draft."""
    facts = {"project": found.project.number, **said}
    ledger.record(found, f"prequalification.{verb}", says=says, by=by, at=now, facts=facts)


def _must_review(project: ProcurementProject, by: Actor) -> None:
    if not by.has_role(*REVIEWERS) or by.body_id != project.purchaser_id:
        raise NotPermitted(_("资格预审公告由采购人的复核人员或者分管领导发布。"))
