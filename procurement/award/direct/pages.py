"""What the page of a package on the short path shows."""

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from procurement.award import queries as awards
from procurement.award import workflow as award_workflow
from procurement.award.choices import AwardStatus
from procurement.award.direct import queries, rules, workflow
from procurement.award.models import Award
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package

TONES = {
    AwardStatus.WAITING: "soon",
    AwardStatus.PREPARED: "soon",
    AwardStatus.RETURNED: "soon",
    AwardStatus.APPROVED: "ok",
    AwardStatus.PUBLISHED: "ok",
}


def detail(package: Package, *, by: Actor) -> dict:
    """Everything about one package, and what this capacity may do now."""
    award = queries.award_of(package)
    offers = list(queries.offers_of(award)) if award else []
    least = queries.least_offers(package)
    return {
        "package": package,
        "project": package.project,
        "award": award,
        "status": award.get_status_display() if award else package.get_status_display(),
        "tone": TONES[award.status] if award else "quiet",
        "method_name": projects.method_name(package.project),
        "offers": offers,
        "is_enough": len(offers) >= int(least),
        "struck": list(queries.struck_of(award)) if award else [],
        "comparison": getattr(award, "comparison", None),
        "is_elsewhere": queries.is_elsewhere(package),
        "move": queries.move_of(package) if package.moved_at else None,
        "end": queries.end_of(award),
        "result": queries.outside_result(award),
        "order": queries.mall_order(award),
        "minutes": list(queries.minutes_of(package.project)),
        "least": least,
        "notice": awards.result_notice(award) if award else None,
        "may": may_now(package, award, by=by),
        "basis": rules.MOVE_BASIS if package.moved_at else rules.BASIS,
    }


def may_now(package: Package, award: Award | None, *, by: Actor) -> dict[str, bool]:
    """Which steps state, role and body allow; the verb itself judges again."""
    own = package.project.purchaser_id == by.body_id and package.status != PackageStatus.TERMINATED
    own = own and package.project.status in workflow.STARTED
    known = award or Award(package=package)
    found = {verb: own and procedure.may(known, workflow.STEPS, verb, by=by) for verb in workflow.STEPS}
    approves = own and procedure.may(known, award_workflow.STEPS, "approve", by=by)
    found["approve"] = approves and known.prepared_by_id != by.user_id
    return found
