"""What must be done on the short path; the law sets no term."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement.award import workflow as award_workflow
from procurement.award.choices import AwardStatus
from procurement.award.direct import queries, rules, workflow
from procurement.award.models import Award
from procurement.projects.models import Package

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Packages that wait for offers or a result, for an approval or for the publication."""
    packages = narrowed(queries.waiting(actor), project__number=of).order_by("pk")[:SHOWN]
    return [todo_for(package, actor) for package in packages]


def todo_for(package: Package, actor: Actor) -> Todo:
    """The next act on one package: this person's, or somebody else's."""
    award = getattr(package, "award", None)
    title, page, is_mine, waits = step_of(package, award, actor)
    url = reverse(f"award:{page}", args=[award.pk]) if page == "approve" else None
    return Todo(
        title=title,
        subject=f"{package.number} {package.project.title}",
        why=award.get_status_display() if award else why_of(package),
        url=(url or reverse(f"direct:{page}", args=[package.pk])) if is_mine else workflow.page(package.pk),
        button=title if is_mine else _("查看采购"),
        basis=rules.MOVE_BASIS if package.moved_at else rules.BASIS,
        waiting_for="" if is_mine else waits,
    )


def why_of(package: Package) -> str:
    """What has come that asks for an act."""
    return _("已转到其他平台办理") if package.moved_at else _("项目已批准")


def step_of(package: Package, award: Award | None, actor: Actor) -> tuple[str, str, bool, str]:
    """Title, page, whether this person takes it, and who does otherwise."""
    status = award.status if award else AwardStatus.WAITING
    if status == AwardStatus.PREPARED:
        may = procedure.may(award, award_workflow.STEPS, "approve", by=actor)
        is_mine = may and award.prepared_by_id != actor.user_id
        return _("批准定标"), "approve", is_mine, _("没有拟定的复核人员或者分管领导")
    if status == AwardStatus.APPROVED:
        return _("公开采购结果"), "publish", actor.has_role(*workflow.PREPARERS), _("采购人经办")
    is_mine = actor.has_role(*workflow.ENTERERS)
    if queries.is_elsewhere(package):
        return _("登记其他平台的结果"), "result_enter", is_mine, _("采购人经办")
    return _("登记报价并拟定供应商"), "detail", is_mine, _("采购人经办")
