"""Asking and answering: the asker stays hidden, the answer goes to everybody."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES
from orgs.people.models import User
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import Clock, database_clock, local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.notices import issuing, queries
from procurement.notices.models import Notice
from procurement.notices.questions import queries as questions
from procurement.notices.questions import rules
from procurement.notices.questions.models import Question
from procurement.notices.workflow import obtained_seal, parties_of
from procurement.projects.models import ProcurementProject


@transaction.atomic
def ask(notice: Notice, *, text: str, by: Actor, clock: Clock = database_clock) -> Question:
    """A supplier asks about a purchase that takes responses; the clerks learn the question, not who asks."""
    if not by.has_role(*SUPPLIER_ROLES):
        raise NotPermitted(_("只有供应商的经办人可以提问。"))
    project = ProcurementProject.objects.select_related("schedule", "agency_mandate", "purchaser").get(
        pk=notice.project_id
    )
    now = clock()
    is_open = queries.takes_responses(project)
    refuse(
        rules.asking_refusals(
            now=now,
            deadline=project.schedule.response_deadline if is_open else None,
            may_contract=Body.objects.get(pk=by.body_id).may_contract,
            is_party=by.body_id in parties_of(project),
        )
    )
    _law, limits = queries.law_with(project, "enquiry_answer_workdays")
    until = calendars.current().add_workdays(local_date(now), int(limits["enquiry_answer_workdays"]))
    question = Question.objects.create(
        project=project,
        supplier_id=by.body_id,
        asked_by_id=by.user_id,
        asked_at=now,
        text=text,
        answer_by=until.date,
        is_term_provisional=until.provisional,
    )
    ledger.record(
        question,
        "notices.ask",
        says=_("提出询问"),
        by=by,
        at=now,
        facts={"project": project.number, "text": text},
        seal=obtained_seal(project),
    )
    inbox.notify_body(
        queries.organiser_of(project),
        roles=ORGANISER_ROLES,
        subject=_("有供应商提问：%(title)s") % {"title": project.title},
        text=text,
        url=reverse("notices:question_answer", args=[question.pk]),
        now=now,
    )
    return question


@transaction.atomic
def answer(question_id: int, *, public_text: str, text: str, by: Actor, now: datetime) -> Question:
    """Answer a question to everybody: on the notice's page, and to all who obtained the document or asked."""
    question = questions.question_for_update(question_id)
    project = question.project
    if not (queries.conducts(by, project) and by.has_role(*ORGANISER_ROLES)):
        raise NotPermitted(_("贵单位不是本项目的采购人或者受托代理机构。"))
    names = (
        Body.objects.values_list("name", flat=True).get(pk=question.supplier_id),
        User.objects.values_list("name", flat=True).get(pk=question.asked_by_id),
    )
    refuse(
        rules.answering_refusals(
            is_answered=question.answered_at is not None, published=public_text + text, names=names
        )
    )
    question.public_text, question.answer = public_text, text
    question.answered_by_id, question.answered_at = by.user_id, now
    question.save(update_fields=["public_text", "answer", "answered_by", "answered_at"])
    ledger.record(
        question,
        "notices.answer",
        says=_("答复询问"),
        by=by,
        at=now,
        facts={"project": project.number, "question": public_text, "answer": text},
    )
    _tell(question, now=now)
    return question


def _tell(question: Question, *, now: datetime) -> None:
    """One message each; whoever asked without having obtained the document gets the same."""
    project = question.project
    told = {
        "subject": _("询问答复：%(title)s") % {"title": project.title},
        "text": f"{question.public_text}\n\n{question.answer}",
        "url": queries.original_of(project.pk).get_absolute_url() + "#questions",
        "now": now,
    }
    issuing.tell_obtainers(project, **told)
    if not queries.has_obtained(project.pk, question.supplier_id):
        inbox.notify_body(question.supplier_id, roles=SUPPLIER_ROLES, **told)
