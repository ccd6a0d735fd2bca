"""A drafted prequalification notice published, applications taken, checked, the invited drawn among them."""

import random
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.inbox import workflow as inbox
from orgs.people.choices import SUPPLIER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.uploads import Upload
from procurement.notices import issuing
from procurement.notices import queries as notices
from procurement.notices.choices import NoticeType
from procurement.notices.prequalification import announcements, drafting, queries, rules
from procurement.notices.prequalification.models import Prequalification, PrequalificationApplication
from procurement.notices.prequalification.rules import applicants_seal
from procurement.projects import queries as projects
from procurement.projects import readiness
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.projects.plans.choices import ChosenBy
from procurement.projects.plans.models import InvitedSupplier
from procurement.projects.plans.rules import invited_seal
from procurement.projects.terms import queries as agreed

PUBLISHERS = drafting.REVIEWERS
CHECKERS = (Role.PURCHASER_HANDLER, Role.AGENCY_HANDLER)
CHANCE = random.SystemRandom()


@transaction.atomic
def publish(project_id: int, *, seen: str, by: Actor, now: datetime) -> Prequalification:
    """A second person publishes the draft that was read, or hands it over for a first publication elsewhere.

    `seen` is the digest of what was read (rules.digest_of).
    """
    project = projects.project_for_update(project_id)
    terms, on = drafting.judged(project, seen=seen, by=by, now=now), notices.expected_on(now)
    refuse(readiness.announcement_refusals(project, on=on))
    notice = issuing.publish_form(
        NoticeType.PREQUALIFICATION,
        announcements.values_of(project, terms, on=on),
        project=project,
        title=f"{project.title}资格预审公告",
        by=by,
        now=now,
        period_workdays=int(queries.number(project, queries.PERIOD, on=on)),
    )
    found = Prequalification.objects.create(project=project, notice=notice, by_id=by.user_id, **vars(terms))
    said = {"notice": notice.number, "until": terms.apply_until}
    _record(found, "publish", _("发布资格预审公告"), project, by=by, now=now, **said)
    return found


@transaction.atomic
def apply(
    prequalification_id: int, *, text: str, paper: Upload, by: Actor, clock: Clock = database_clock
) -> PrequalificationApplication:
    """A supplier applies, or puts another application in the place of its own until the last moment."""
    if not by.has_role(*SUPPLIER_ROLES):
        raise NotPermitted(_("只有供应商的经办人可以申请。"))
    found = Prequalification.objects.select_for_update(of=("self",)).get(pk=prequalification_id)
    project, body, now = found.project, Body.objects.get(pk=by.body_id), clock()
    agency = {project.agency_mandate.agency_id} if project.agency_mandate_id else set()
    refuse(
        rules.application_refusals(
            now=now,
            is_out=found.notice.published_at is not None,
            until=found.apply_until,
            may_contract=body.may_contract,
            is_party=body.pk in {project.purchaser_id, *agency},
        )
        + agreed.supplier_refusals(project, body.pk)
    )
    made, _new = PrequalificationApplication.objects.update_or_create(
        prequalification=found,
        supplier=body,
        defaults={"text": text, "paper": paper, "applied_by_id": by.user_id, "applied_at": now},
    )
    seal, said = applicants_seal(project.number), {"paper_sha256": paper.sha256}
    _record(made, "apply", _("提交资格预审申请"), project, by=by, now=now, seal=seal, **said)
    return made


@transaction.atomic
def check(
    application_id: int, *, is_fit: bool, reason: str, by: Actor, now: datetime
) -> PrequalificationApplication:
    """The purchaser or its agency says whether an applicant qualifies, and why not (Regulation, art. 21)."""
    found = _conducted(PrequalificationApplication.objects.get(pk=application_id).prequalification_id, by)
    row = PrequalificationApplication.objects.select_for_update().get(pk=application_id)
    is_over, is_drawn = now >= found.apply_until, found.drawn_at is not None
    refuse(rules.check_refusals(is_over=is_over, is_drawn=is_drawn, is_fit=is_fit, reason=reason))
    refuse(queries.barring(row.supplier_id, at=now) if is_fit else [])
    row.is_fit, row.reason = is_fit, "" if is_fit else reason.strip()
    row.checked_by_id, row.checked_at = by.user_id, now
    row.save(update_fields=["is_fit", "reason", "checked_by", "checked_at"])
    seal, said = applicants_seal(found.project.number), {"passed": is_fit, "reason": row.reason}
    _record(row, "check", _("审查资格预审申请"), found.project, by=by, now=now, seal=seal, **said)
    return row


@transaction.atomic
def draw(prequalification_id: int, *, count: int, by: Actor, now: datetime) -> Prequalification:
    """Draw the invited at random among those who qualified; everybody learns its own outcome only."""
    found = _conducted(prequalification_id, by)
    project, rows = found.project, list(found.applications.select_related("supplier"))
    fit = sorted((row for row in rows if row.is_fit), key=lambda row: row.supplier.credit_code)
    refuse(
        rules.draw_refusals(
            is_over=now >= found.apply_until,
            is_drawn=found.drawn_at is not None,
            unchecked=sum(row.is_fit is None for row in rows),
            fit=len(fit),
            count=count,
            least=queries.number(project, queries.LEAST, on=project.decided_on),
        )
    )
    refuse(rules.barred_fit_refusals(sum(bool(queries.barring(row.supplier_id, at=now)) for row in fit)))
    drawn = CHANCE.sample(fit, count)
    plan = plans.row_of(project)
    InvitedSupplier.objects.bulk_create(
        InvitedSupplier(
            plan=plan, supplier=row.supplier, chosen_by=ChosenBy.QUALIFIED, by_id=by.user_id, at=now
        )
        for row in drawn
    )
    found.drawn_by_id, found.drawn_at = by.user_id, now
    found.save(update_fields=["drawn_by", "drawn_at"])
    _record_draw(found, fit, drawn, by=by, now=now)
    for row in rows:
        if not row.is_fit:
            tell_unfit(row, now=now)
    return found


def _record_draw(found: Prequalification, fit: list, drawn: list, *, by: Actor, now: datetime) -> None:
    """Who was drawn opens with the result; among whom stays closed, bound to the draw by its hash."""
    project = found.project
    seal, names = applicants_seal(project.number), [row.supplier.name for row in fit]
    says = _("确定资格预审合格名单")
    among = _record(found, "qualified", says, project, by=by, now=now, seal=seal, qualified=names)
    said = {
        "qualified": len(fit),
        "qualified_entry": among.leaf_hash,
        "drawn": [row.supplier.name for row in drawn],
    }
    seal, says = invited_seal(project.number), _("随机抽取受邀供应商")
    _record(found, "draw", says, project, by=by, now=now, seal=seal, **said)


def tell_unfit(row: PrequalificationApplication, *, now: datetime) -> None:
    """Who does not qualify is told why; who qualifies and was not drawn learns of the result later."""
    inbox.notify_body(
        row.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("资格预审未通过：%(title)s") % {"title": row.prequalification.project.title},
        text=_("原因：%(reason)s") % {"reason": row.reason},
        url=row.prequalification.notice.get_absolute_url(),
        now=now,
    )


def _conducted(prequalification_id: int, by: Actor) -> Prequalification:
    """The prequalification, its project locked first, for a clerk who conducts it."""
    project_id = Prequalification.objects.values_list("project_id", flat=True).get(pk=prequalification_id)
    project = projects.project_for_update(project_id)
    if not (by.has_role(*CHECKERS) and notices.conducts(by, project)):
        raise NotPermitted(_("贵单位不是本项目的采购人或者受托代理机构，或者您的身份不能办理。"))
    found = Prequalification.objects.select_for_update(of=("self",)).get(pk=prequalification_id)
    found.project = project
    return found


def _record(
    what,
    verb: str,
    says: str,
    project: ProcurementProject,
    *,
    by: Actor,
    now: datetime,
    seal: str = "",
    **said,
) -> LedgerEntry:
    facts = {"project": project.number, **said}
    return ledger.record(what, f"prequalification.{verb}", says=says, by=by, at=now, facts=facts, seal=seal)
