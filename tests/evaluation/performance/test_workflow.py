"""An evaluation from its opening to its publication: who may, what is refused, what follows."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection

from evaluation.performance import workflow
from evaluation.performance.choices import Band, EvaluationStatus, Voice
from evaluation.performance.models import EvaluationOpinion, PerformanceEvaluation, SatisfactionAnswer
from evaluation.performance.rules import Weights
from orgs.bodies.models import Body
from orgs.credit.models import CreditRecord
from orgs.people.choices import Role
from orgs.people.models import Membership, User
from orgs.people.queries import actor_for
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.projects.choices import PackageStatus
from tests import after_award as walks
from tests.factories.people import actor, body, membership
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def entries() -> int:
    return LedgerEntry.objects.count()


def test_only_the_purchasers_handler_opens():
    walk = walks.accepted()
    facts = walks.opening_facts(walk, walks.evaluator().body_id)
    for by in (walk.leader, actor(Role.PURCHASER_HANDLER), walk.signatories[0]):
        with pytest.raises(NotPermitted):
            workflow.open_evaluation(walks.contract_of(walk).pk, facts, by=by, now=walk.clock.now())
    assert not PerformanceEvaluation.objects.exists()


def test_an_evaluation_follows_a_passed_acceptance_once():
    walk = walks.contracted()
    pk, now = walks.contract_of(walk).pk, walk.clock.now()
    facts = walks.opening_facts(walk, walks.evaluator().body_id)
    refused(workflow.open_evaluation, pk, facts, by=walk.handler, now=now, code="not_accepted")
    assert not PerformanceEvaluation.objects.exists()


def test_a_second_evaluation_is_refused():
    walk = walks.opened_evaluation()
    facts, now = walks.opening_facts(walk, walk.third.body_id), walk.clock.now()
    pk = walks.contract_of(walk).pk
    refused(workflow.open_evaluation, pk, facts, by=walk.handler, now=now, code="evaluation_exists")
    assert PerformanceEvaluation.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"weights": Weights(Decimal(40), Decimal(20), Decimal(30))}, "weights_do_not_close"),
        ({"weights": Weights(Decimal(60), Decimal(0), Decimal(40))}, "weight_missing"),
    ],
)
def test_what_does_not_hold_is_not_opened(changes, code):
    walk = walks.accepted()
    facts, before = walks.opening_facts(walk, walks.evaluator().body_id, **changes), entries()
    pk = walks.contract_of(walk).pk
    refused(workflow.open_evaluation, pk, facts, by=walk.handler, now=walk.clock.now(), code=code)
    assert not PerformanceEvaluation.objects.exists()
    assert entries() == before


@pytest.mark.article("财监〔2021〕4号")
def test_the_third_party_is_an_institution_and_neither_side():
    walk = walks.accepted()
    contract, now = walks.contract_of(walk), walk.clock.now()
    for institution in (walk.purchaser.pk, contract.supplier_id, body("enterprise").pk):
        facts = walks.opening_facts(walk, institution)
        verb = workflow.open_evaluation
        refused(verb, contract.pk, facts, by=walk.handler, now=now, code="not_independent")
    assert not PerformanceEvaluation.objects.exists()


def test_a_past_window_is_refused():
    walk = walks.accepted()
    yesterday = walk.clock.now().date() - timedelta(days=1)
    facts = walks.opening_facts(walk, walks.evaluator().body_id, link_closes_on=yesterday)
    pk, now = walks.contract_of(walk).pk, walk.clock.now()
    refused(workflow.open_evaluation, pk, facts, by=walk.handler, now=now, code="window_out_of_range")


def test_a_voice_speaks_once_and_only_when_it_takes_part():
    walk = walks.opened_evaluation()
    pk, now, facts = walks.evaluation_of(walk).pk, walk.clock.now(), walks.opinion_facts("80")
    for by in (actor(Role.EVALUATOR), actor(Role.PURCHASER_HANDLER), walk.signatories[0]):
        with pytest.raises(NotPermitted):
            workflow.give_opinion(pk, facts, by=by, now=now)
    workflow.give_opinion(pk, facts, by=walk.leader, now=now)
    refused(workflow.give_opinion, pk, facts, by=walk.handler, now=now, code="opinion_exists")
    assert EvaluationOpinion.objects.get().voice == Voice.PURCHASER


@pytest.mark.article("财监〔2021〕4号")
def test_an_evaluator_who_also_acts_for_the_supplier_stands_back():
    walk = walks.opened_evaluation()
    supplier = Body.objects.get(pk=walks.contract_of(walk).supplier_id)
    membership(Role.SUPPLIER, body=supplier, person=User.objects.get(pk=walk.third.user_id))
    third = actor_for(Membership.objects.select_related("user", "body").get(pk=walk.third.membership_id))
    facts, code = walks.opinion_facts("80"), "evaluator_not_independent"
    pk, now = walks.evaluation_of(walk).pk, walk.clock.now()
    refused(workflow.give_opinion, pk, facts, by=third, now=now, code=code)
    assert not EvaluationOpinion.objects.exists()


def test_an_answer_is_taken_until_the_last_day_ends():
    walk = walks.opened_evaluation()
    evaluation = walks.evaluation_of(walk)
    last = walks.at_local(evaluation.link_closes_on, 23, 59)
    one = {"stars": 5, "comment": "好", "device": "a" * 64}
    workflow.answer(evaluation.pk, **one, clock=lambda: last)
    late = {"stars": 5, "comment": "", "device": "b" * 64}
    after = last + timedelta(minutes=1)
    refused(workflow.answer, evaluation.pk, **late, clock=lambda: after, code="window_closed")
    assert SatisfactionAnswer.objects.count() == 1


def test_a_device_answers_once_and_with_one_to_five():
    walk = walks.opened_evaluation()
    pk, clock = walks.evaluation_of(walk).pk, walk.clock
    one = {"comment": "", "device": "a" * 64, "clock": clock}
    refused(workflow.answer, pk, stars=6, **one, code="stars_out_of_range")
    refused(workflow.answer, pk, stars=0, **one, code="stars_out_of_range")
    workflow.answer(pk, stars=1, **one)
    refused(workflow.answer, pk, stars=5, **one, code="answered_before")
    assert SatisfactionAnswer.objects.get().stars == 1


def test_what_a_recipient_wrote_is_not_in_the_ledger():
    walk = walks.opened_evaluation()
    pk = walks.evaluation_of(walk).pk
    workflow.answer(pk, stars=2, comment="来得太晚", device="a" * 64, clock=walk.clock)
    entry = LedgerEntry.objects.order_by("pk").last()
    assert entry.actor_name == "服务对象"
    assert entry.facts["stars"] == 2
    assert "来得太晚" not in str(entry.facts)
    assert "a" * 64 not in str(entry.facts)


def test_nothing_is_computed_before_all_three_have_spoken():
    walk = walks.opened_evaluation()
    pk, now = walks.evaluation_of(walk).pk, walk.clock.now()
    with pytest.raises(Refused) as found:
        workflow.compute(pk, by=walk.handler, now=now)
    assert [r.code for r in found.value.refusals] == ["voice_missing", "voice_missing", "no_answers"]
    assert walks.evaluation_of(walk).status == EvaluationStatus.GATHERING
    assert walks.evaluation_of(walk).total is None


@pytest.mark.article("O102:20")
def test_the_total_is_computed_from_three_voices_and_few_answers_are_marked():
    walk = walks.computed(purchaser="88", third_party="84.2", stars=(5, 4, 5, 5, 4))
    evaluation = walks.evaluation_of(walk)
    heard = evaluation.opinions.get(voice=Voice.RECIPIENTS)
    assert heard.score == Decimal("92.00")
    assert heard.indicators["answers"] == 5
    assert heard.indicators["is_small_sample"] is True
    assert evaluation.total == Decimal("87.28")  # 35.20 + 18.40 + 33.68
    assert evaluation.band == Band.GOOD


def test_after_the_computing_nobody_answers_or_speaks():
    walk = walks.computed()
    pk, now = walks.evaluation_of(walk).pk, walk.clock.now()
    one = {"stars": 5, "comment": "", "device": "f" * 64}
    refused(workflow.answer, pk, **one, clock=walk.clock, code="window_closed")
    refused(workflow.give_opinion, pk, walks.opinion_facts("1"), by=walk.third, now=now, code="wrong_state")
    refused(workflow.compute, pk, by=walk.handler, now=now, code="wrong_state")


def test_a_second_person_may_send_it_back_and_it_is_computed_anew():
    walk = walks.computed()
    pk, now = walks.evaluation_of(walk).pk, walk.clock.now()
    workflow.reopen(pk, by=walk.leader, now=now)
    evaluation = walks.evaluation_of(walk)
    assert (evaluation.status, evaluation.total, evaluation.band) == (EvaluationStatus.GATHERING, None, "")
    workflow.answer(pk, stars=1, comment="", device="e" * 64, clock=walk.clock)
    workflow.compute(pk, by=walk.handler, now=now)
    assert walks.evaluation_of(walk).opinions.get(voice=Voice.RECIPIENTS).indicators["answers"] == 6


def test_who_opened_does_not_publish():
    walk = walks.computed()
    Membership.objects.filter(user_id=walk.handler.user_id).update(
        roles=[Role.PURCHASER_HANDLER, Role.PURCHASER_LEADER]
    )
    both = actor_for(Membership.objects.select_related("user", "body").get(pk=walk.handler.membership_id))
    pk, now, before = walks.evaluation_of(walk).pk, walk.clock.now(), entries()
    refused(workflow.publish, pk, by=both, now=now, code="same_person")
    for by in (walk.colleague, actor(Role.PURCHASER_LEADER), walk.third):
        with pytest.raises(NotPermitted):
            workflow.publish(pk, by=by, now=now)
    assert walk.package.status == PackageStatus.ACCEPTED
    assert not CreditRecord.objects.exists()
    assert entries() == before


def test_the_published_result_stands_on_the_suppliers_record():
    walk = walks.evaluated()
    contract = walks.contract_of(walk)
    credit = CreditRecord.objects.get()
    assert (credit.kind, credit.reference, credit.body_id) == (
        "performance",
        contract.number,
        contract.supplier_id,
    )
    assert (credit.score, credit.band) == (Decimal("87.28"), "良")
    assert walk.package.status == PackageStatus.EVALUATED
    pk, now = walks.evaluation_of(walk).pk, walk.clock.now()
    refused(workflow.publish, pk, by=walk.leader, now=now, code="wrong_state")
    assert CreditRecord.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_counts_once():
    walk = walks.opened_evaluation()
    pk, barrier, outcomes = walks.evaluation_of(walk).pk, threading.Barrier(2), []

    def tap() -> None:
        barrier.wait()
        try:
            workflow.answer(pk, stars=5, comment="", device="a" * 64, clock=walk.clock)
            outcomes.append("done")
        except Refused as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=tap) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["answered_before", "done"]
    assert SatisfactionAnswer.objects.count() == 1
