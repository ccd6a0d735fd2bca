"""What clerks must do about notices."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.clock import at_local
from portal.kernel.todos import Todo, narrowed
from procurement.notices import queries, workflow
from procurement.notices.choices import ENDED, NoticeStatus
from procurement.notices.models import Notice
from procurement.notices.prequalification import queries as prequalified
from procurement.notices.questions import queries as questions
from procurement.notices.questions import rules
from procurement.notices.questions.models import Question
from procurement.notices.rules import ONE_DAY

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Approved projects to announce, drafts to send, submissions to publish; the law sets no term."""
    if not actor.has_role(*queries.CLERK_ROLES):
        return []
    awaiting = narrowed(queries.awaiting_notice(actor), number=of).order_by("pk")[:SHOWN]
    open_notices = (
        narrowed(queries.of_clerks(actor), project__number=of)
        .exclude(status__in=ENDED)
        .select_related("project__agency_mandate")
    )
    found = [
        Todo(
            title=_("编制采购公告"),
            subject=str(project),
            why=_("项目已批准，您是采购经办"),
            url=reverse("notices:draft", args=[project.pk]),
            button=_("编制公告"),
            basis=str(workflow.FORM),
        )
        for project in awaiting
        if not prequalified.call_refusals(project)
    ]
    found += [question_todo(question) for question in questions_of(actor, of)]
    notices = [n for n in open_notices.order_by("pk")[:SHOWN] if queries.brings_out(actor, n)]
    return found + [todo for notice in notices if (todo := todo_for(notice, actor))]


def questions_of(actor: Actor, of: str | None) -> list[Question]:
    """The enquiries that wait for this capacity's answer."""
    if not actor.has_role(*ORGANISER_ROLES):
        return []
    return list(narrowed(questions.waiting(actor), project__number=of).order_by("answer_by", "pk")[:SHOWN])


def question_todo(question: Question) -> Todo:
    """Answer an enquiry within the term of the law."""
    return Todo(
        title=_("答复供应商询问"),
        subject=f"{question.project.number} {question.project.title}",
        why=_("供应商就采购文件提问，答复向所有供应商公开"),
        url=reverse("notices:question_answer", args=[question.pk]),
        button=_("答复询问"),
        due_at=at_local(question.answer_by + ONE_DAY),
        basis=rules.BASIS,
        is_provisional=question.is_term_provisional,
    )


def todo_for(notice: Notice, actor: Actor) -> Todo | None:
    """What this capacity does about one notice; None when it is for somebody else only."""
    facts = {
        "subject": f"{notice.project.number} {notice.title}",
        "url": workflow.work_url(notice),
        "basis": str(workflow.FORM),
    }
    if notice.status == NoticeStatus.DRAFT:
        if not actor.has_role(*ORGANISER_ROLES):
            return None
        is_returned = bool(notice.body.get("returned"))
        why = _("复核人已退回，请修改后重新送复核") if is_returned else _("草稿还没有送复核")
        return Todo(title=_("完成公告并送复核"), why=why, button=_("查看公告"), **facts)
    if notice.status == NoticeStatus.AWAITING:
        url = reverse("notices:enter", args=[notice.pk])
        why = _("公告已复核，在中国湖南政府采购网发布后登记编号、网址和时间；登记以前期限不起算")
        return Todo(title=_("登记公告首次发布"), why=why, button=_("登记首次发布"), **facts | {"url": url})
    if notice.created_by_id != actor.user_id and actor.has_role(*workflow.REVIEWER_ROLES):
        why = _("公告由同事编制，需要您复核后发布")
        return Todo(title=_("复核并发布公告"), why=why, button=_("复核公告"), **facts)
    why = _("公告已送复核，需要没有参加编制的第二个人发布")
    waiting = _("复核人员或者分管领导")
    return Todo(title=_("等待公告复核"), why=why, button=_("查看公告"), waiting_for=waiting, **facts)
