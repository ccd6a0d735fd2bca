"""Questions: whoever asks stays hidden, whoever may take part reads the answer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from orgs.bodies.choices import BodyKind
from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.notices import queries as notice_queries
from procurement.notices import todos
from procurement.notices.questions import queries, workflow
from procurement.notices.questions.models import Question
from tests import spine
from tests.factories.people import actor, body
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
TEXT = "证书可以在签约后取得吗？"


@pytest.fixture
def walk() -> spine.Purchase:
    return spine.obtained(count=2)


def notice_of(walk: spine.Purchase):
    return notice_queries.original_of(walk.project.pk)


def asked(walk: spine.Purchase, by=None, text: str = TEXT) -> Question:
    return workflow.ask(notice_of(walk), text=text, by=by or walk.suppliers[0], clock=walk.clock)


def answered(walk: spine.Purchase, question: Question, **changes) -> Question:
    words = {"public_text": TEXT, "text": "可以。", "by": walk.handler, "now": walk.clock.now()}
    return workflow.answer(question.pk, **{**words, **changes})


@pytest.mark.article("《政府采购法实施条例》第五十二条")
def test_a_question_is_due_in_three_working_days_and_answered_to_all(walk):
    question = asked(walk)
    three = spine.calendars.current().add_workdays(spine.local_date(walk.clock.now()), 3)
    assert question.answer_by == three.date
    (todo,) = [t for t in todos.todos(walk.handler, now=walk.clock.now()) if t.title == "答复供应商询问"]
    assert todo.due_at and TEXT not in Client().get(notice_of(walk).get_absolute_url()).content.decode()
    Message.objects.all().delete()
    answered(walk, question)
    told = set(Message.objects.values_list("user_id", flat=True))
    assert {supplier.user_id for supplier in walk.suppliers} <= told
    page = Client().get(notice_of(walk).get_absolute_url()).content.decode()
    assert TEXT in page and "可以。" in page
    assert not queries.waiting(walk.handler).exists()


def test_who_has_not_obtained_the_document_may_ask_and_is_told(walk):
    other = actor(Role.SUPPLIER)
    question = asked(walk, other)
    answered(walk, question)
    assert Message.objects.filter(user_id=other.user_id, subject__startswith="询问答复").count() == 1


def test_nobody_learns_who_asked(walk):
    question = asked(walk)
    entry = LedgerEntry.objects.get(verb="notices.ask")
    assert entry.seal and not LedgerEntry.objects.disclosed().filter(pk=entry.pk).exists()
    name = spine.Body.objects.get(pk=walk.suppliers[0].body_id).name
    client = client_of(walk.handler)
    for address in (
        reverse("notices:question_list"),
        reverse("notices:question_answer", args=[question.pk]),
    ):
        assert name not in client.get(address).content.decode()
    with pytest.raises(Refused) as refused:
        answered(walk, question, text=f"{name}：可以。")
    assert refused.value.code == "names_asker"
    question.refresh_from_db()
    assert question.answered_at is None


def test_a_question_is_answered_once_and_by_its_organiser(walk):
    question = asked(walk)
    for stranger in (actor(Role.PURCHASER_HANDLER), walk.reviewer, walk.suppliers[0]):
        with pytest.raises(NotPermitted):
            answered(walk, question, by=stranger)
    answered(walk, question)
    with pytest.raises(Refused) as refused:
        answered(walk, question, text="不可以。")
    assert refused.value.code == "answered"


def test_who_may_ask_and_until_when(walk):
    institution = actor(Role.SUPPLIER, of=body(BodyKind.INSTITUTION_CLASS_ONE))
    with pytest.raises(Refused) as refused:
        asked(walk, institution)
    assert refused.value.code == "may_not_contract"
    with pytest.raises(NotPermitted):
        asked(walk, walk.handler)
    walk.clock.advance_to(walk.package.response_deadline - timedelta(minutes=1))
    asked(walk)
    walk.clock.advance(minutes=1)
    with pytest.raises(Refused) as refused:
        asked(walk)
    assert refused.value.code == "asked_too_late"
    assert Question.objects.count() == 1


def test_the_pages_of_a_question():
    walk = spine.announced_package(purchase=spine.people_now())
    client, notice = client_of(actor(Role.SUPPLIER)), notice_of(walk)
    ask = reverse("notices:ask", args=[notice.number])
    assert (
        reverse("notices:ask", args=[notice.number]) in client.get(notice.get_absolute_url()).content.decode()
    )
    assert client.post(ask, {"text": TEXT}).status_code == 302
    assert TEXT in client.get(ask).content.decode()
    question = Question.objects.get()
    answer = reverse("notices:question_answer", args=[question.pk])
    clerk = client_of(walk.handler)
    assert TEXT in clerk.get(answer).content.decode()
    assert clerk.post(answer, {"public_text": TEXT, "text": ""}).status_code == 200
    assert clerk.post(answer, {"public_text": TEXT, "text": "可以。"}).status_code == 302
    assert "已公开的答复" in clerk.get(answer).content.decode()
    assert client_of(actor(Role.PURCHASER_HANDLER)).get(answer).status_code == 404
