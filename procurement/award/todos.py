"""What must be done about awards, each with its legal limit."""

from datetime import date, datetime, time

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement.award import queries, rules, workflow
from procurement.award.choices import AwardOrigin, AwardStatus
from procurement.award.models import Award
from procurement.projects import queries as projects

SHOWN = 50
ACTS = {
    AwardStatus.WAITING: ("prepare", "prepare"),
    AwardStatus.RETURNED: ("prepare", "prepare"),
    AwardStatus.PREPARED: ("approve", "approve"),
    AwardStatus.APPROVED: ("publish_result", "publish"),
}


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Awards that wait for a proposal, an approval or their publication."""
    awards = narrowed(queries.open_awards(actor), package__project__number=of).order_by("pk")
    awards = awards.prefetch_related("package__project__route_decisions")[:SHOWN]
    organised = set(projects.organised_by(actor).values_list("pk", flat=True)) if awards else set()
    return [todo_for(award, actor, organised) for award in awards]


def todo_for(award: Award, actor: Actor, organised: set[int]) -> Todo:
    """The next act on one award: this person's, or somebody else's."""
    verb, page = ACTS[AwardStatus(award.status)]
    step, project = workflow.STEPS[verb], award.package.project
    own = project.purchaser_id == actor.body_id
    if verb == "publish_result":
        own = award.package.project_id in organised
    is_mine = own and procedure.may(award, workflow.STEPS, verb, by=actor)
    is_mine = is_mine and not (verb == "approve" and award.prepared_by_id == actor.user_id)
    limit = queries.publish_by(award) if verb == "publish_result" else queries.decide_by(award)
    return Todo(
        title=str(step.says),
        subject=f"{award.package.number} {project.title}",
        why=_why(award) if verb == "prepare" else award.get_status_display(),
        url=reverse(f"award:{page}" if is_mine else "award:award", args=[award.pk]),
        button=str(step.says) if is_mine else _("查看定标"),
        due_at=end_of(limit.date),
        basis=projects.basis_for(project, rules.article(str(step.basis), project.method)),
        waiting_for="" if is_mine else _("采购人有权人员"),
        is_provisional=limit.provisional,
    )


def _why(award: Award) -> str:
    """What has come in that asks for a decision."""
    is_agreed = award.origin == AwardOrigin.AGREED
    return _("协商情况已经登记") if is_agreed else _("评审报告已经送达")


def end_of(day: date) -> datetime:
    """The last moment of a day in Hunan."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=clock.SHANGHAI)
