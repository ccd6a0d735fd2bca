"""A purchaser uploads the minutes of its meetings, and confirms what its agency prepared."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.uploads import Upload
from procurement.projects import queries as projects
from procurement.projects.decisions import rules
from procurement.projects.decisions.models import DecisionMinutes, PurchaserConfirmation
from procurement.projects.decisions.rules import MinutesFacts
from procurement.projects.models import ProcurementProject

CONFIRMERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)


@transaction.atomic
def upload_minutes(
    project_id: int, facts: MinutesFacts, *, paper: Upload, by: Actor, now: datetime
) -> DecisionMinutes:
    """Keep the minutes of a meeting with the purchase; further meetings are further rows."""
    project = projects.project_for_update(project_id)
    must_be_own(project, by, *PURCHASER_ROLES)
    refuse(rules.minutes_refusals(facts, today=local_date(now)))
    made = DecisionMinutes.objects.create(
        project=project, paper=paper, by_id=by.user_id, at=now, **asdict(facts)
    )
    said = asdict(facts) | {"paper_sha256": paper.sha256}
    said["decided_step"] = said.pop("step")
    ledger.record(project, "decisions.minutes", says=_("上传集体研究纪要"), by=by, at=now, facts=said)
    return made


@transaction.atomic
def confirm(
    project: ProcurementProject, step: str, *, digest: str, by: Actor, now: datetime
) -> PurchaserConfirmation:
    """The purchaser confirms a text of its locked project; an agency never does."""
    must_be_own(project, by, *CONFIRMERS)
    made = PurchaserConfirmation.objects.create(
        project=project, step=step, digest=digest, by_id=by.user_id, at=now
    )
    facts = {"decided_step": step, "sha256": digest}
    ledger.record(project, "decisions.confirm", says=_("采购人确认"), by=by, at=now, facts=facts)
    return made


def must_be_own(project: ProcurementProject, by: Actor, *roles: str) -> None:
    """Only the purchaser's own people."""
    if project.purchaser_id != by.body_id or not by.has_role(*roles):
        raise NotPermitted(_("这一步只能由采购人自己办理，代理机构不能代办。"))
