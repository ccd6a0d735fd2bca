"""Obtaining the procurement document: by whom and by how many stays secret until the deadline."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock, local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.notices import queries
from procurement.notices.models import DocumentObtained, ObtainInquiry, Schedule
from procurement.projects import queries as projects
from procurement.projects.plans import queries as plans

BASIS = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第十八条、第二十八条"


@transaction.atomic
def ask_whether_fewer(project_id: int, *, by: Actor, clock: Clock = database_clock) -> ObtainInquiry:
    """Tell the clerk who conducts the purchase, once, whether too few obtained the document."""
    project = projects.project_for_update(project_id)
    if not (queries.conducts(by, project) and by.has_role(*ORGANISER_ROLES)):
        raise NotPermitted(_("贵单位不是本项目的采购人或者受托代理机构。"))
    schedule, now = Schedule.objects.get(project=project), clock()
    asked = ObtainInquiry.objects.filter(project=project, until=schedule.documents_until)
    refuse(
        inquiry_refusals(
            now=now,
            until=schedule.documents_until,
            deadline=schedule.response_deadline,
            is_asked=asked.exists(),
        )
    )
    count = DocumentObtained.objects.filter(project=project).count()
    made = ObtainInquiry.objects.create(
        project=project,
        until=schedule.documents_until,
        is_fewer=count < least_number(project),
        asked_by_id=by.user_id,
        asked_at=now,
    )
    ledger.record(
        made,
        "notices.ask_whether_fewer",
        says=_("查询获取采购文件是否少于法定家数"),
        by=by,
        at=now,
        facts={"project": project.number, "is_fewer": made.is_fewer},
        seal=f"project:{project.number}:obtained",
    )
    return made


def least_number(project) -> int:
    """The least number of suppliers of the project's method."""
    number = plans.least_responding(project)
    if number is None:
        return 1
    _law, limits = queries.law_with(project, number.parameter)
    return int(limits[number.parameter])


def inquiry_refusals(*, now: datetime, until: date, deadline: datetime, is_asked: bool) -> list[Refusal]:
    """Why the question may not be asked: the period still runs, the deadline is over, or it was asked."""
    found = []
    if local_date(now) <= until:
        found.append(
            Refusal(
                because=_("获取采购文件的期限到 %(until)s 为止，还没有结束。") % {"until": until.isoformat()},
                basis=BASIS,
                remedy=_("请在期限结束以后查询。"),
                code="period_runs",
            )
        )
    if now >= deadline:
        found.append(
            Refusal(
                because=_("提交截止时间已过，不需要查询。"),
                remedy=_("截止后可以看到获取采购文件的供应商。"),
                code="after_deadline",
            )
        )
    if is_asked:
        found.append(
            Refusal(
                because=_("这一获取期限已经查询过一次。"),
                basis=BASIS,
                remedy=_("延长获取期限以后，新的期限结束时可以再查询一次。"),
                code="asked_already",
            )
        )
    return found
