"""What the verbs of a framework agreement share: locks, rights, ledger entries, its notices."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max, Model
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.people.choices import ORGANISER_ROLES, PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.award.framework import announcements, queries, rules
from procurement.award.framework.models import FrameworkApplication, FrameworkMember
from procurement.notices import issuing
from procurement.notices import queries as notices
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from procurement.projects import duties
from procurement.projects import queries as projects
from procurement.projects.models import Package
from procurement.projects.plans import queries as plans
from procurement.projects.plans.rules import FRAMEWORK

PERIOD = "notice_workdays_result"
APPROVERS = PURCHASER_ROLES[1:]
ENTERERS = ORGANISER_ROLES
BUYERS = (Role.PURCHASER_HANDLER,)


def locked(package_id: int, *, is_open: bool | None = None) -> Package:
    """Project and package locked, of a framework agreement of the right kind."""
    projects.project_for_update(projects.project_id_of(package_id))
    package = projects.package_for_update(package_id)
    project = package.project
    is_right = project.method == FRAMEWORK and not (project.is_elsewhere or package.moved_at)
    if is_open is not None:
        is_right = is_right and plans.takes_applications(project) is is_open
    refuse([] if is_right else [wrong_kind()])
    return package


def wrong_kind() -> Refusal:
    """The refusal of a step that another kind of agreement takes."""
    because = _("这个采购包不按这种方式办理。")
    return Refusal(because, rules.BASIS, _("请返回项目页面，查看它的下一步。"), "wrong_path")


def must_conduct(package: Package, by: Actor, *roles: str) -> None:
    """A capacity of the collector or of its agency, with one of the roles."""
    if not (by.has_role(*roles) and notices.conducts(by, package.project)):
        raise NotPermitted(_("贵单位不是这个框架协议的征集人，或者您的身份不能办理这一步。"))


def must_decide(package: Package, by: Actor) -> None:
    """Who decides is a second person of the purchaser, never of an agency."""
    if not (by.has_role(*APPROVERS) and by.body_id == package.project.purchaser_id):
        raise NotPermitted(_("由采购人的复核人员或者分管领导决定，代理机构不能代为决定。"))


def must_not_be_lent(by: Actor) -> None:
    """An order of the second phase is an award: a lent person decides none."""
    refuse([duties.lent_refusal()] if by.is_lent else [])


def next_place(package: Package) -> int:
    """The place after the last one."""
    return (package.framework_members.aggregate(last=Max("place"))["last"] or 0) + 1


def publish_members(
    package: Package, members: Sequence[dict], *, says: str, by: Actor, now: datetime
) -> Notice:
    """Publish who was admitted, and keep them as suppliers of the agreement."""
    kept = [FrameworkMember(package=package, **facts) for facts in members]
    suppliers = {body.pk: body for body in Body.objects.filter(pk__in=[one.supplier_id for one in kept])}
    for one in kept:
        one.supplier = suppliers[one.supplier_id]
    rows = [announcements.row_of(one) for one in kept]
    notice = put_out(
        package,
        NoticeType.FRAMEWORK_RESULT,
        announcements.admission(package, rows, says=says),
        by=by,
        now=now,
    )
    for one in kept:
        one.notice = notice
    FrameworkMember.objects.bulk_create(kept)
    return notice


def put_out(
    package: Package,
    kind: NoticeType,
    values: dict,
    *,
    by: Actor,
    now: datetime,
    buyer_id: int | None = None,
) -> Notice:
    """A notice of a framework agreement; the buyer of an order brings it out."""
    with translation.override("zh-hans"):
        title = f"{package.project.title}（包{package.index}）{kind.label}"
    return issuing.publish_form(
        kind,
        values,
        project=package.project,
        package=package,
        buyer_id=buyer_id,
        title=title,
        by=by,
        now=now,
        period_workdays=int(queries.numbers(package.project, PERIOD)[0]),
    )


def seal_of(package: Package) -> str:
    """Under what the names of a first phase lie in the ledger until its result."""
    return f"package:{package.number}:framework"


def seal_of_application(application: FrameworkApplication) -> str:
    """Under what an application lies in the ledger: who was not admitted stays there."""
    return f"framework-application:{application.pk}"


def record(
    what: Model, verb: str, says: str, package: Package, *, by: Actor, now: datetime, seal: str = "", **facts
) -> None:
    """One ledger entry."""
    facts = {"package": package.number, **facts}
    ledger.record(what, f"framework.{verb}", says=says, by=by, at=now, facts=facts, seal=seal)


def page(package: Package) -> str:
    """The page of a package of a framework agreement."""
    return reverse("framework:detail", args=[package.pk])
