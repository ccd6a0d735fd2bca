"""Notices: drafted by one person, published by another; corrected by a further notice, never changed."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies.models import Body
from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES, Duty, Role
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, Refusal, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement import methods
from procurement.notices import announcing, calls, confirming, corrections, issuing, queries, rules
from procurement.notices.amending import queries as amendments
from procurement.notices.amending import workflow as amending
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import DocumentObtained, Notice
from procurement.notices.panels import queries as panels
from procurement.notices.prequalification import queries as prequalified
from procurement.notices.rules import ScheduleFacts
from procurement.notices.sections import Texts
from procurement.projects import duties
from procurement.projects import queries as projects
from procurement.projects import readiness as ahead
from procurement.projects import rules as project_rules
from procurement.projects.choices import ProjectStatus
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.projects.terms import queries as terms

publish_notice, terminate = issuing.publish_notice, issuing.terminate

REVIEWER_ROLES = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER, Role.AGENCY_HANDLER)
FORM = gettext_lazy("财办库〔2020〕50号《政府采购公告和公示信息格式规范》")

STEPS = {
    "edit": Step(
        gettext_lazy("修改公告"), (NoticeStatus.DRAFT,), roles=ORGANISER_ROLES, duty=Duty.DOCUMENT_DRAFT
    ),
    "discard": Step(
        gettext_lazy("作废更正公告"),
        (NoticeStatus.DRAFT,),
        NoticeStatus.DISCARDED,
        ORGANISER_ROLES,
        Duty.DOCUMENT_DRAFT,
    ),
    "submit": Step(
        gettext_lazy("提交复核"),
        (NoticeStatus.DRAFT,),
        NoticeStatus.SUBMITTED,
        ORGANISER_ROLES,
        Duty.DOCUMENT_DRAFT,
    ),
    "return_for_changes": Step(
        gettext_lazy("退回修改"),
        (NoticeStatus.SUBMITTED,),
        NoticeStatus.DRAFT,
        REVIEWER_ROLES,
        Duty.DOCUMENT_REVIEW,
    ),
    "publish": Step(
        gettext_lazy("发布公告"),
        (NoticeStatus.SUBMITTED,),
        NoticeStatus.PUBLISHED,
        REVIEWER_ROLES,
        Duty.DOCUMENT_REVIEW,
        FORM,
    ),
}


@transaction.atomic
def draft_call(project_id: int, *, by: Actor, now: datetime, schedule: ScheduleFacts, texts: Texts) -> Notice:
    """Draft the call of an approved project; times are checked when it is submitted."""
    project = _project_for(project_id, by=by)
    if not by.has_role(*ORGANISER_ROLES):
        raise NotPermitted(_("您当前的身份不能编制公告。"))
    refuse(readiness(project))
    kind = calls.call_type_of(project.method, plans.found_of(project))
    if kind is None:
        raise Refused(calls.not_drafted(methods.get(project.method)))
    duties.take(project.pk, Duty.DOCUMENT_DRAFT, by=by, at=now)
    notice = Notice.objects.create(
        number=issuing.next_number(project),
        type=kind,
        is_for_invited=kind == NoticeType.INVITATION,
        project=project,
        title=f"{project.title}{title_of(kind)}",
        body=announcing.body_of(project, schedule, texts, on=queries.expected_on(now)),
        created_by_id=by.user_id,
    )
    _record(notice, "draft", _("编制公告"), by=by, at=now)
    return notice


@transaction.atomic
def edit(notice_id: int, *, by: Actor, now: datetime, schedule: ScheduleFacts, texts: Texts) -> Notice:
    """Change a draft; also when a second person sent it back."""
    notice = queries.notice_for_update(notice_id)
    _must_bring_out(notice, by)
    procedure.advance(notice, STEPS, "edit", by=by)
    duties.take(notice.project_id, Duty.DOCUMENT_DRAFT, by=by, at=now)
    notice.body = announcing.body_of(notice.project, schedule, texts, on=queries.expected_on(now))
    notice.created_by_id = by.user_id
    notice.save(update_fields=["body", "created_by"])
    _record(notice, "edit", _("修改公告"), by=by, at=now)
    return notice


@transaction.atomic
def submit(notice_id: int, *, by: Actor, now: datetime) -> Notice:
    """Send a draft to a second person; refused already now when its times are too short."""
    notice = queries.notice_for_update(notice_id)
    _must_bring_out(notice, by)
    procedure.advance(notice, STEPS, "submit", by=by)
    duties.take(notice.project_id, Duty.DOCUMENT_DRAFT, by=by, at=now)
    if notice.is_call:
        refuse(announcing.call_refusals(notice, on=queries.expected_on(now)))
    notice.body = {**notice.body, "returned": ""}
    notice.save(update_fields=["status", "body"])
    _record(notice, "submit", _("提交公告复核"), by=by, at=now)
    inbox.notify_body(
        by.body_id,
        roles=REVIEWER_ROLES,
        subject=_("公告待复核：%(title)s") % {"title": notice.title},
        text=_("请核对公告和采购文件，复核无误后发布。"),
        url=work_url(notice),
        now=now,
    )
    return notice


@transaction.atomic
def return_for_changes(notice_id: int, *, by: Actor, now: datetime, opinion: str) -> Notice:
    """Send a notice back to whoever drafted it, with the reason."""
    notice = queries.notice_for_update(notice_id)
    _must_bring_out(notice, by)
    procedure.advance(notice, STEPS, "return_for_changes", by=by)
    duties.take(notice.project_id, Duty.DOCUMENT_REVIEW, by=by, at=now)
    notice.body = {**notice.body, "returned": opinion}
    notice.save(update_fields=["status", "body"])
    _record(notice, "return_for_changes", _("退回公告"), by=by, at=now, opinion=opinion)
    inbox.notify_users(
        [notice.created_by_id],
        subject=_("公告已退回：%(title)s") % {"title": notice.title},
        text=opinion,
        url=work_url(notice),
        now=now,
    )
    return notice


@transaction.atomic
def publish(
    notice_id: int,
    *,
    by: Actor,
    now: datetime,
    provisional_confirmed: bool = False,
    clock: Clock | None = None,
) -> Notice:
    """Publish a call: its schedule binds, the document is issued, packages take responses.

    Where the first publication is elsewhere, it is handed over and waits for that (outside.workflow).
    Refused when a period is too short on this very day, when a package has no scheme, when a date falls in a
    year without published holidays and nobody confirmed it, and to the person who drafted it.
    """
    project = projects.project_for_update(Notice.objects.get(pk=notice_id).project_id)
    notice = queries.notice_for_update(notice_id)
    _must_bring_out(notice, by)
    procedure.advance(notice, STEPS, "publish", by=by)
    refuse(rules.same_person_refusals(drafted_by=notice.created_by_id, published_by=by.user_id))
    refuse(confirming.publication_refusals(notice, by=by))
    if notice.is_call:
        refuse(panels.publication_refusals(notice))
    duties.take(project.pk, Duty.DOCUMENT_REVIEW, by=by, at=now)
    if amendments.is_amendment(notice):
        return amending.publish(notice, by=by, now=now)
    if notice.type == NoticeType.CORRECTION:
        return corrections.publish_correction(
            notice, by=by, now=now, provisional_confirmed=provisional_confirmed, clock=clock
        )
    refuse(readiness(project, publishing=notice))
    on = queries.expected_on(now)
    refuse(ahead.announcement_refusals(project, on=on))
    refuse(announcing.call_refusals(notice, on=on, is_confirmed=provisional_confirmed))
    notice.body = announcing.body_of(
        project, corrections.stored_schedule(notice), announcing.stored_texts(notice), on=on
    )
    if queries.is_first_elsewhere(notice):
        return issuing.release(notice, by=by, now=now)
    return announcing.announce(notice, by=by, now=now)


@transaction.atomic
def obtain_document(project_id: int, *, by: Actor, clock: Clock = database_clock) -> DocumentObtained:
    """A supplier obtains the procurement document, free; who and how many stays secret until the deadline."""
    project = ProcurementProject.objects.select_related("schedule", "agency_mandate", "purchaser").get(
        pk=project_id
    )
    if not by.has_role(Role.SUPPLIER, Role.SUPPLIER_SIGNATORY):
        raise NotPermitted(_("只有供应商的经办人可以获取采购文件。"))
    now = clock()
    if project.status != ProjectStatus.ANNOUNCED:
        raise Refused(_not_announced())
    if queries.is_by_invitation(project) and not plans.is_invited(project, by.body_id):
        raise NotPermitted(_("本项目只邀请选定的供应商参加。"))
    refuse(_obtain_refusals(project, by=by, now=now))
    obtained, is_new = DocumentObtained.objects.get_or_create(
        project=project, supplier_id=by.body_id, defaults={"by_id": by.user_id, "at": now}
    )
    if is_new:
        ledger.record(
            obtained,
            "notices.obtain_document",
            says=_("获取采购文件"),
            by=by,
            at=now,
            facts={"project": project.number},
            seal=obtained_seal(project),
        )
    return obtained


@translation.override("zh-hans")
def title_of(kind: NoticeType) -> str:
    """What the form of a notice is called; notices are Chinese whatever language the drafter reads."""
    return str(kind.label)


def work_url(notice: Notice) -> str:
    """The notice's page in the workbench."""
    return reverse("notices:work_detail", args=[notice.pk])


def obtained_seal(project: ProcurementProject) -> str:
    """What must be opened before the ledger shows who obtained documents."""
    return f"project:{project.number}:obtained"


def _project_for(project_id: int, *, by: Actor) -> ProcurementProject:
    project = projects.project_for_update(project_id)
    _must_conduct(project, by)
    return project


def _must_conduct(project: ProcurementProject, by: Actor) -> None:
    if not queries.conducts(by, project):
        raise NotPermitted(_("贵单位不是本项目的采购人或者受托代理机构。"))


def _must_bring_out(notice: Notice, by: Actor) -> None:
    if not queries.brings_out(by, notice):
        raise NotPermitted(_("这份公告不由贵单位发布。"))


def readiness(project: ProcurementProject, *, publishing: Notice | None = None) -> list[Refusal]:
    """A notice needs an approved project without another notice of purchase."""
    if project.is_direct:
        return [project_rules.no_notice()]
    if project.status != ProjectStatus.APPROVED:
        return [
            Refusal(
                because=_("项目当前状态是“%(status)s”，批准后才能公告。")
                % {"status": project.get_status_display()},
                remedy=_("请先完成立项审批；已经公告的，使用更正公告。"),
                code="project_not_approved",
            )
        ]
    others = Notice.objects.calls().filter(project=project)
    if others.exclude(pk=publishing.pk if publishing else None).exists():
        return [
            Refusal(
                because=_("本项目已经有一份采购公告。"),
                remedy=_("请在原公告上继续办理。"),
                code="notice_exists",
            )
        ]
    return prequalified.call_refusals(project)


def _obtain_refusals(project: ProcurementProject, *, by: Actor, now: datetime) -> list[Refusal]:
    body = Body.objects.get(pk=by.body_id)
    found = rules.obtain_refusals(
        now=now,
        start=project.schedule.documents_from,
        end=project.schedule.documents_until,
        basis=obtain_basis(project),
        may_contract=body.may_contract,
        is_party=by.body_id in parties_of(project),
    )
    return [*found, *terms.supplier_refusals(project, by.body_id)]


def obtain_basis(project: ProcurementProject) -> str:
    """The article by which the method sets a period for obtaining the document."""
    number = methods.get(project.method).obtain
    return number.article if number else ""


def parties_of(project: ProcurementProject) -> set[int]:
    """The bodies that conduct a purchase and take no part in it as suppliers."""
    agency = {project.agency_mandate.agency_id} if project.agency_mandate_id else set()
    return {project.purchaser_id, *agency}


def _not_announced() -> Refusal:
    return Refusal(
        because=_("本项目没有正在征集响应的公告。"),
        remedy=_("请查看公告页面上的进程。"),
        code="not_announced",
    )


def _record(notice: Notice, verb: str, says: str, *, by: Actor, at: datetime, **facts: object) -> None:
    ledger.record(
        notice,
        f"notices.{verb}",
        says=says,
        by=by,
        at=at,
        facts={"project": notice.project.number, "content_sha256": issuing.digest(notice), **facts},
    )
