"""What was opened here may be reviewed on another platform: from then on only its result is entered here."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox.workflow import notify_body
from orgs.people.choices import PURCHASER_ROLES
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step
from procurement.award.direct import rules
from procurement.award.direct.models import MovedPackage
from procurement.award.direct.rules import MoveFacts
from procurement.award.direct.workflow import page
from procurement.award.models import Award
from procurement.award.workflow import APPROVERS
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.plans.rules import FRAMEWORK
from procurement.review import workflow as review

STEPS = {
    "move": Step(
        gettext_lazy("转到其他平台办理"),
        (PackageStatus.OPENED,),
        roles=APPROVERS,
        basis=rules.MOVE_BASIS,
    )
}


@transaction.atomic
def move(package_id: int, facts: MoveFacts, *, paper: Upload, by: Actor, now: datetime) -> MovedPackage:
    """A reviewer or leader of the purchaser records which platform carries on; the review here is over then.

    It cannot be taken back, so those who conduct the purchase only prepare the papers.
    """
    procedure.allow(STEPS, "move", by=by)
    package = projects.package_for_update(package_id)
    if package.project.purchaser_id != by.body_id:
        raise NotPermitted(_("转到其他平台由采购人决定，贵单位不是本项目的采购人。"))
    is_undecided = not Award.objects.filter(package=package).exists()
    is_opened = package.status in STEPS["move"].sources and is_undecided
    is_moved = package.moved_at is not None
    is_framework = package.project.method == FRAMEWORK
    refuse(rules.framework_refusals(is_framework=is_framework))
    refuse(rules.move_refusals(is_opened=is_opened, is_moved=is_moved, reason=facts.reason))
    if package.review_id:
        review.move(package.review_id, by=by, now=now)
    package.moved_at = now
    package.save(update_fields=["moved_at"])
    made = MovedPackage.objects.create(
        package=package, paper=paper, by_id=by.user_id, at=now, **asdict(facts)
    )
    said = {"package": package.number, "paper_sha256": paper.sha256, **asdict(facts)}
    ledger.record(package, "direct.move", says=STEPS["move"].says, by=by, at=now, facts=said)
    notify_body(
        package.project.purchaser_id,
        roles=PURCHASER_ROLES,
        subject=_("采购包转到其他平台办理，办完后请登记结果"),
        text=str(package),
        url=page(package.pk),
        now=now,
    )
    return made
