"""A draft whose suppliers are chosen one by one, with papers and an objection."""

from typing import Any

from orgs.bodies.choices import BodyKind
from portal.kernel import uploads
from portal.kernel.clock import local_date
from portal.kernel.uploads import Upload
from procurement.projects import workflow as projects
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import workflow as plans
from procurement.projects.plans.models import InvitedSupplier, MethodApproval, SourceObjection
from procurement.projects.plans.rules import PlanFacts
from procurement.projects.plans.workflow import ApprovalFacts, InvitedFacts
from tests.factories.people import body, letter

DRAWN = PlanFacts(case="purchase_of_services", found="library")


def paper(walk: Any) -> Upload:
    """A paper that the handler sent."""
    return uploads.store(letter("抽取记录.pdf"), owner_id=walk.handler.user_id, now=walk.clock.now())


def drawn(walk: Any, *, facts: Any, packages: Any) -> ProcurementProject:
    """Another draft of the purchaser, whose suppliers are drawn from the library."""
    by, now = walk.handler, walk.clock.now()
    pk = projects.draft(facts, by=by, now=now).pk
    projects.arrange_packages(pk, packages, by=by, now=now)
    made = projects.choose_method(pk, "competitive_consultation", by=by, now=now)
    plans.set_plan(pk, DRAWN, by=by, now=now)
    return made


def invited(walk: Any, project: ProcurementProject, **facts: Any) -> InvitedSupplier:
    """One supplier on its list."""
    asked = InvitedFacts(body(BodyKind.SOCIAL_ORGANISATION).pk, **{"chosen_by": "library"} | facts)
    return plans.invite(project.pk, asked, paper=paper(walk), by=walk.handler, now=walk.clock.now())


def approval(walk: Any, project: ProcurementProject, kind: str = "consent") -> MethodApproval:
    """A paper of the superior, or of the finance department."""
    facts, now = approval_facts(walk, kind), walk.clock.now()
    return plans.keep_approval(project.pk, facts, paper=paper(walk), by=walk.handler, now=now)


def approval_facts(walk: Any, kind: str = "consent") -> ApprovalFacts:
    """What such a paper says."""
    return ApprovalFacts(kind, "主管单位（示例）", "示例〔2026〕1号", local_date(walk.clock.now()))


def objection(walk: Any, project: ProcurementProject) -> SourceObjection:
    """An objection, as if the single source had been public."""
    now = walk.clock.now()
    return SourceObjection.objects.create(
        project=project,
        objector="某社会组织（示例）",
        received_on=local_date(now),
        text="本单位也能承接。",
        by_id=walk.handler.user_id,
        at=now,
    )
