"""Challenges are answered by two people, in time, without secrets."""

import pytest
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refused
from procurement.challenges import answering
from procurement.challenges.choices import ChallengeStatus, Effect, Outcome
from procurement.challenges.models import AnswerCopy, Challenge
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import Act
from tests import spine
from tests.factories import challenges as factory
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(spine.reported)


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.SECOND_FACTOR_OPTIONAL = True
    settings.MEDIA_ROOT = tmp_path


def waits(walk):
    return bool(suspensions.refusals(walk.package.pk, Act.SIGN, on=local_date(walk.clock.now())))


def test_an_unfounded_challenge_is_answered_to_all_and_the_contract_goes_on():
    walk = spine.awarded()
    challenge = factory.answered(walk, factory.UNFOUNDED)
    assert challenge.status == ChallengeStatus.CLOSED
    assert not waits(walk)
    told = set(AnswerCopy.objects.values_list("supplier_id", flat=True))
    assert told == {supplier.body_id for supplier in walk.suppliers}
    assert challenge.content["matters"][0]["answer"] == factory.UNFOUNDED.replies[1].answer
    assert challenge.content["complaint_days"] == 15


def test_a_founded_challenge_with_an_effect_holds_on_until_it_is_carried_out():
    walk = spine.awarded()
    challenge = factory.answered(walk, factory.FOUNDED)
    assert challenge.status == ChallengeStatus.ANSWERED
    assert waits(walk)


def test_who_drafted_an_answer_does_not_give_it():
    walk = spine.awarded()
    challenge = factory.submitted(walk)
    answering.prepare(challenge.number, factory.UNFOUNDED, by=walk.reviewer, now=walk.clock.now())
    with pytest.raises(Refused) as refused:
        answering.give(challenge.number, by=walk.reviewer, now=walk.clock.now())
    assert refused.value.code == "same_person"
    challenge.refresh_from_db()
    assert challenge.status == ChallengeStatus.PREPARED


def test_an_answer_with_a_rivals_quote_is_refused():
    walk = spine.awarded()
    challenge = factory.submitted(walk)
    quote = walk.award.ranking[2]["amount"].removesuffix(".00")
    with pytest.raises(Refused) as refused:
        answer = factory.answer(f"第三名报价 {quote} 元。", is_founded=False)
        answering.prepare(challenge.number, answer, by=walk.handler, now=walk.clock.now())
    assert refused.value.code == "holds_secrets"


def test_a_returned_answer_is_drafted_again():
    walk = spine.awarded()
    challenge = factory.submitted(walk)
    answering.prepare(challenge.number, factory.UNFOUNDED, by=walk.handler, now=walk.clock.now())
    answering.send_back(challenge.number, opinion="请补充事实。", by=walk.leader, now=walk.clock.now())
    again = answering.prepare(challenge.number, factory.FOUNDED, by=walk.handler, now=walk.clock.now())
    assert (again.status, again.outcome) == (ChallengeStatus.PREPARED, Outcome.EFFECT)


def test_the_contract_goes_on_before_the_answer_only_with_a_reason():
    walk = spine.awarded()
    challenge = factory.submitted(walk)
    with pytest.raises(Refused):
        answering.lift(challenge.number, reason="无", by=walk.leader, now=walk.clock.now())
    assert waits(walk)
    reason = "质疑事项与排序无关，不影响采购结果。"
    answering.lift(challenge.number, reason=reason, by=walk.leader, now=walk.clock.advance(minutes=1))
    assert not waits(walk)


def test_a_supplier_answers_nothing():
    walk = spine.awarded()
    challenge = factory.submitted(walk)
    with pytest.raises(NotPermitted):
        answering.prepare(challenge.number, factory.UNFOUNDED, by=walk.suppliers[0], now=walk.clock.now())


def test_two_clerks_answer_in_the_browser_and_rivals_read_it_without_the_name(monkeypatch):
    walk = spine.awarded()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    challenge = factory.submitted(walk)
    said = {"outcome": "unfounded", "effect": "go_on", "panel_said": "", "founded_1": "no"}
    said |= {
        "answer_1": "社会保险在本单位。",
        "facts_1": "参保证明（示例）。",
        "law_1": "第七十七条。",
    }
    prepare = reverse("challenges:prepare", args=[challenge.number])
    wrong = client_of(walk.handler).post(prepare, said | {"effect": "next"})
    assert wrong.status_code == 409 and "参保证明" in wrong.content.decode()
    assert client_of(walk.handler).post(prepare, said).url == challenge.get_absolute_url()
    give = reverse("challenges:give", args=[challenge.number])
    assert client_of(walk.leader).post(give, {"confirmed": "on"}).url == challenge.get_absolute_url()
    answer = reverse("challenges:answer", args=[challenge.number])
    own = client_of(walk.suppliers[1]).get(answer).content.decode()
    rival = client_of(walk.suppliers[2]).get(answer).content.decode()
    assert challenge.sender_name in own and "投诉" in own
    assert challenge.sender_name not in rival and "一家供应商" in rival
    assert client_of(walk.suppliers[2]).get(f"{answer[:-1]}.pdf").content[:4] == b"%PDF"


def test_nothing_else_follows_from_a_conclusion_than_the_law_says():
    walk = spine.awarded()
    challenge = factory.submitted(walk)
    answer = factory.answer("成立。", outcome=Outcome.EFFECT, effect=Effect.AMEND)
    with pytest.raises(Refused) as refused:
        answering.prepare(challenge.number, answer, by=walk.handler, now=walk.clock.now())
    assert refused.value.code == "effect_not_lawful"
    assert Challenge.objects.get().status == ChallengeStatus.RECEIVED
