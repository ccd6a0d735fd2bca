"""Whoever conducts a purchase keeps the paper by which the panel confirmed the document."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.uploads import Upload
from procurement import methods
from procurement.notices import confirming, issuing
from procurement.notices import queries as notices
from procurement.notices.models import Notice
from procurement.notices.panels import queries, rules
from procurement.notices.panels.models import PanelConfirmation
from procurement.notices.panels.rules import ConfirmationFacts
from procurement.projects import queries as projects


@transaction.atomic
def keep(
    notice_id: int, facts: ConfirmationFacts, *, paper: Upload, by: Actor, now: datetime
) -> PanelConfirmation:
    """Keep the confirmation of the text that waits for its publication; who sat is in the paper alone."""
    project = projects.project_for_update(Notice.objects.get(pk=notice_id).project_id)
    notice = notices.notice_for_update(notice_id)
    if not (notices.conducts(by, project) and by.has_role(*ORGANISER_ROLES)):
        raise NotPermitted(_("贵单位不是本项目的采购人或者受托代理机构。"))
    today = local_date(now)
    refuse(rules.keeping_refusals(methods.get(project.method), facts, today=today))
    refuse(confirming.not_waiting(notice))
    refuse(queries.panel_refusals(project, facts, on=project.decided_on or today))
    made = PanelConfirmation.objects.create(
        notice=notice,
        digest=issuing.digest(notice),
        paper=paper,
        by_id=by.user_id,
        at=now,
        **asdict(facts),
    )
    ledger.record(
        notice,
        "notices.panel_confirm",
        says=_("登记评审小组对采购文件的确认"),
        by=by,
        at=now,
        facts={"project": project.number, "content_sha256": made.digest, "paper_sha256": paper.sha256},
    )
    return made
