"""Opinions in a consultation: given by anybody, answered by the keeper, published with the decision."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalog.editions import workflow as drafting
from catalog.revisions import consulting, todos, workflow
from catalog.revisions.consulting import Said
from catalog.revisions.models import ConsultationComment
from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.hearing.choices import Verdict, Voice
from portal.kernel.hearing.workflow import Answer
from portal.kernel.ledger.models import LedgerEntry
from portal.site import tasks
from tests.factories import catalogue as make
from tests.factories.people import actor
from tests.factories.revisions import acceptance_of, scene
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
YES = Answer(Verdict.ADOPTED, "采纳。")


@pytest.fixture
def play():
    cache.clear()
    return scene(timezone.now())


def refused(verb, *args, **facts) -> str:
    with pytest.raises(Refused) as found, transaction.atomic():
        verb(*args, **facts)
    return found.value.code


def say(subject, text="助餐点太少。", *, by=None, device="a", at=None) -> ConsultationComment:
    return consulting.comment(subject, Said(text), by=by, device=device, clock=lambda: at or timezone.now())


def test_a_citizen_leaves_nothing_but_the_text_and_a_digest(play):
    made = say(play.consulted())
    assert (made.voice, made.who, made.author_id, made.body_name) == (Voice.CITIZEN, "群众", None, "")
    entry = LedgerEntry.objects.about(made).get()
    assert (entry.actor_id, entry.actor_name) == (0, "群众")
    assert "助餐点" not in str(entry.facts)


@pytest.mark.parametrize(
    ("role", "voice"),
    [
        (Role.PURCHASER_HANDLER, Voice.DEPARTMENT),
        (Role.SUPPLIER, Voice.ORGANISATION),
        (Role.EXPERT, Voice.CITIZEN),
        (Role.AUDITOR, Voice.CITIZEN),
    ],
)
def test_a_signed_in_person_speaks_for_a_body_or_as_a_citizen(play, role, voice):
    person = actor(role)
    made = say(play.consulted(), by=person)
    assert made.voice == voice
    assert made.who == (person.body_name if voice != Voice.CITIZEN else "群众")


def test_opinions_are_taken_while_they_are_asked_for(play):
    proposal = play.proposed()
    assert refused(say, proposal) == "closed"
    until = local_date(play.now) + timedelta(days=2)
    workflow.consult(proposal.pk, until=until, by=play.finance[0], now=play.now)
    say(proposal, at=play.now + timedelta(days=2))
    assert refused(say, proposal, "晚了。", at=play.now + timedelta(days=3)) == "closed"


def test_one_device_says_a_thing_once_and_five_things_at_most(play):
    proposal = play.consulted()
    say(proposal, "一")
    assert refused(say, proposal, " 一 ") == "known"
    assert say(proposal, "一", device="b")
    for text in "二三四五":
        say(proposal, text)
    assert refused(say, proposal, "六") == "too_many"
    assert refused(say, proposal, "电话 138 0013 8000", device="c") == "personal"
    assert proposal.comments.count() == 6


def test_nothing_is_decided_before_every_opinion_is_answered(play):
    proposal, (first, second) = play.consulted(), play.finance
    made, later = say(proposal), play.now + timedelta(days=3)
    assert refused(workflow.accept, proposal.pk, acceptance_of(), by=first, now=later) == "unanswered"
    assert refused(workflow.decline, proposal.pk, answer="不", by=first, now=later) == "unanswered"
    assert (
        refused(consulting.answer, made.pk, Answer(Verdict.ADOPTED, " "), by=first, now=later) == "no_answer"
    )
    for stranger in (play.leader, actor(Role.FINANCE), actor(Role.AUDITOR)):
        with pytest.raises(NotPermitted):
            consulting.answer(made.pk, YES, by=stranger, now=later)
    consulting.answer(made.pk, YES, by=first, now=later)
    consulting.answer(made.pk, Answer(Verdict.PARTLY, "部分采纳。"), by=second, now=later)
    workflow.accept(proposal.pk, acceptance_of(), by=first, now=later)
    assert refused(consulting.answer, made.pk, YES, by=first, now=later) == "decided"


def test_an_edition_is_not_approved_before_every_opinion_is_answered(play):
    edition, (first, second) = make.consulted(play.general, by=play.finance[0], now=play.now), play.finance
    made, later = say(edition, by=play.handler), play.now + timedelta(days=2)
    decision = make.approval(edition, date(2090, 1, 1))
    assert refused(drafting.approve, edition.pk, decision, by=second, now=later) == "unanswered"
    consulting.answer(made.pk, YES, by=first, now=later)
    drafting.approve(edition.pk, decision, by=second, now=later)
    tasks.tell_of_edition(edition.pk)
    assert "目录已批准" in Message.objects.get(user_id=play.handler.user_id).subject


def test_the_database_names_no_citizen_and_keeps_one_subject_and_an_answer(play):
    made = say(play.consulted())
    for change, name in (
        ({"body_name": "某单位"}, "citizen_is_not_named"),
        ({"author_id": 7}, "citizen_is_not_named"),
        ({"edition": play.edition}, "comment_on_one_subject"),
        ({"proposal": None}, "comment_on_one_subject"),
        ({"verdict": "adopted"}, "answered_comment_has_an_answer"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ConsultationComment.objects.filter(pk=made.pk).update(**change)


def test_a_citizen_comments_in_the_browser_and_reads_the_answer_after_the_decision(play):
    proposal, first = play.consulted(), client_of(play.finance[0])
    url = proposal.public_url
    assert "没有收到您的意见" in Client().post(url, {"text": "助餐点太少。"}).content.decode()
    citizen = Client()
    assert "不用登录" in citizen.get(url).content.decode()
    page = citizen.post(url, {"text": "助餐点太少，电话13800138000"})
    assert page.status_code == 409
    assert "助餐点太少，电话13800138000" in page.content.decode()
    page = citizen.post(url, {"text": "助餐点太少。"}, follow=True).content.decode()
    assert "意见已收到" in page
    assert "助餐点太少。" not in citizen.get(url).content.decode()
    made = ConsultationComment.objects.get()
    assert [todo.title for todo in todos.todos(play.finance[0], now=play.now)] == ["答复征求到的意见"]
    assert "助餐点太少。" in first.get(reverse("revisions:comment_list")).content.decode()
    answered = {"verdict": "not_adopted", "answer": "已有同类品目。", "withheld": ""}
    first.post(made.get_absolute_url(), answered)
    assert "已有同类品目。" not in citizen.get(url).content.decode()
    later = play.now + timedelta(days=3)
    workflow.accept(proposal.pk, acceptance_of(), by=play.finance[0], now=later)
    page = citizen.get(url).content.decode()
    assert "助餐点太少。" in page and "已有同类品目。" in page
    ConsultationComment.objects.update(withheld="含个人信息")
    page = citizen.get(url).content.decode()
    assert "助餐点太少。" not in page and "原文不公开：含个人信息" in page


def test_an_edition_is_commented_on_item_by_item(play):
    edition = make.consulted(play.general, by=play.finance[0], now=play.now)
    url = reverse("revisions:edition_comments", args=[edition.pk])
    assert url in Client().get(edition.get_absolute_url()).content.decode()
    handler = client_of(play.handler)
    page = handler.get(url).content.decode()
    assert play.handler.body_name in page and "A0404 居家养老服务" in page
    handler.post(url, {"text": "名称不清楚。", "item_code": "A0404"})
    made = edition.comments.get()
    assert (made.item_code, made.voice) == ("A0404", Voice.DEPARTMENT)
    assert Client().get(reverse("revisions:edition_comments", args=[play.edition.pk])).status_code == 200


def test_too_many_opinions_from_one_network_are_held_up(play, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "give_opinion": "2/h/ip"}
    url, citizen = play.consulted().public_url, Client()
    citizen.get(url)
    codes = [citizen.post(url, {"text": text}).status_code for text in "一二三"]
    assert codes == [302, 302, 429]
    assert client_of(play.handler).post(url, {"text": "四"}).status_code == 302
