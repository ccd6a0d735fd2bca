"""Reads of questions. Nothing here gives the asker to a page."""

from django.db.models import QuerySet

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from procurement.notices.questions.models import Question
from procurement.projects import queries as projects

HIDDEN = ("supplier", "asked_by")


def question_for_update(question_id: int) -> Question:
    """The question, locked until the transaction ends."""
    return Question.objects.select_for_update(of=("self",)).select_related("project").get(pk=question_id)


def of_clerks(actor: Actor | None) -> QuerySet[Question]:
    """The questions about purchases that a clerk conducts, those without an answer first."""
    found = Question.objects.filter(project__in=projects.organised_by(actor).values("pk"))
    return found.select_related("project", "answered_by").defer(*HIDDEN)


def waiting(actor: Actor | None) -> QuerySet[Question]:
    """Those that wait for an answer."""
    return of_clerks(actor).filter(answered_at=None)


def answered(project_id: int) -> QuerySet[Question]:
    """What everybody may read about a purchase."""
    return Question.objects.filter(project_id=project_id).exclude(answered_at=None).defer(*HIDDEN)


def own(actor: Actor | None, project_id: int) -> QuerySet[Question]:
    """What the acting supplier itself asked."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return Question.objects.none()
    return Question.objects.filter(project_id=project_id, supplier_id=actor.body_id)
