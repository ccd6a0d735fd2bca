"""What the page of a single source shows."""

from datetime import datetime

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from procurement import methods
from procurement.award import queries as awards
from procurement.award import workflow as award_workflow
from procurement.award.agreed import queries, rules, workflow
from procurement.award.direct import moving
from procurement.award.models import Award
from procurement.notices import queries as notices
from procurement.opening import workflow as opening
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.review.response_text import parts_of


def detail(package: Package, *, by: Actor, now: datetime) -> dict:
    """Response, talks, decision, and what this capacity may do now."""
    award = queries.award_of(package)
    talks, may = queries.talks_of(award), may_now(package, award, by=by)
    shows = award is not None and award.told_at is not None or notices.conducts(by, package.project)
    return {
        "now": now,
        "package": package,
        "project": package.project,
        "award": award,
        "status": award.get_status_display() if award else package.get_status_display(),
        "tone": "ok" if award and award.told_at else "soon",
        "method_name": projects.method_name(package.project),
        "talks": talks if shows else None,
        "response": response_of(package) if shows and package.status != PackageStatus.ANNOUNCED else [],
        "decide_by": awards.decide_by(award) if award else None,
        "publish_by": awards.publish_by(award) if award else None,
        "notice": awards.result_notice(award) if award else None,
        "may": may,
        "basis": rules.BASIS,
    }


def response_of(package: Package) -> list[tuple[str, str]]:
    """The opened response of the only supplier as headed texts."""
    opened = queries.opened_of(package)
    if opened is None:
        return []
    return parts_of(opening.fields_of(opened), terms=methods.get(package.project.method).terms)


def may_now(package: Package, award: Award | None, *, by: Actor) -> dict[str, bool]:
    """Which steps state, role and body allow; the verb itself judges again."""
    known, own = award or Award(package=package), package.project.purchaser_id == by.body_id
    is_open = package.status in queries.OPEN
    conducts = is_open and notices.conducts(by, package.project)
    may = {verb: conducts and procedure.may(known, workflow.STEPS, verb, by=by) for verb in ("keep", "end")}
    may["move"] = own and award is None and procedure.may(package, moving.STEPS, "move", by=by)
    may["prepare"] = own and award is not None and procedure.may(award, workflow.STEPS, "prepare", by=by)
    approves = own and award is not None and procedure.may(award, award_workflow.STEPS, "approve", by=by)
    may["approve"] = approves and award.prepared_by_id != by.user_id
    organised = projects.organised_by(by).filter(pk=package.project_id)
    publishes = award is not None and procedure.may(award, award_workflow.STEPS, "publish_result", by=by)
    may["publish"] = publishes and organised.exists()
    return may
