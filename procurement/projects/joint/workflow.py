"""A superior names the units for which it purchases, while the project is a draft."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.inbox import workflow as inbox
from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.errors import refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.uploads import Upload
from procurement.projects import workflow as projects
from procurement.projects.joint import queries, rules
from procurement.projects.joint.models import JointUnit


@transaction.atomic
def add_unit(project_id: int, body_id: int, *, paper: Upload, by: Actor, now: datetime) -> JointUnit:
    """Name one unit with its paper; from then on its budget lines may carry the project."""
    project = projects.begin(project_id, "edit", by=by, now=now)
    unit = Body.objects.get(pk=body_id)
    is_own = queries.candidates(project).filter(pk=body_id).exists()
    refuse(rules.unit_refusals(is_own=is_own, name=unit.name))
    made = JointUnit.objects.create(project=project, body=unit, paper=paper, by_id=by.user_id, at=now)
    facts = {"unit": unit.name, "credit_code": unit.credit_code, "paper_sha256": paper.sha256}
    ledger.record(project, "joint.add", says=_("添加统一组织的单位"), by=by, at=now, facts=facts)
    inbox.notify_body(
        unit.pk,
        roles=PURCHASER_ROLES,
        subject=_("主管单位统一组织采购：%(title)s") % {"title": project.title},
        text=_("贵单位已列入这次采购，办理进展和贵单位预算指标承担的金额可以随时查看。"),
        url=reverse("joint:purchase_list"),
        now=now,
    )
    return made


@transaction.atomic
def remove_unit(unit_id: int, *, by: Actor, now: datetime) -> None:
    """Take a unit off a draft again, unless its lines carry the project."""
    unit = JointUnit.objects.select_related("body").get(pk=unit_id)
    project = projects.begin(unit.project_id, "edit", by=by, now=now)
    carries = project.funds.filter(line__body_id=unit.body_id).exists()
    refuse(rules.removal_refusals(carries=carries, name=unit.body.name))
    unit.delete()
    facts = {"unit": unit.body.name}
    ledger.record(project, "joint.remove", says=_("去掉统一组织的单位"), by=by, at=now, facts=facts)
