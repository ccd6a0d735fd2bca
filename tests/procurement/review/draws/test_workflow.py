"""The draw: frozen by one, drawn by another, repeated by anybody, named after the result."""

import json
from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from orgs.inbox.models import Message
from orgs.people.models import User
from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.review.draws import public, rules, workflow
from procurement.review.draws.choices import DrawStatus, Outcome
from procurement.review.draws.models import Draw
from procurement.review.experts import workflow as pool
from tests.draw_script import script
from tests.factories import draws, experts
from tests.factories.law import law
from tests.factories.people import actor, body
from tests.refusals import refused

pytestmark = pytest.mark.django_db
NOW = at_local(date(2026, 3, 2), 9)


@pytest.fixture(autouse=True)
def _in_force():
    law()


@pytest.fixture
def scene():
    return draws.frozen(draws.gathered(now=NOW))


def test_list_and_seed_are_in_the_ledger_before_anybody_draws(scene):
    facts = LedgerEntry.objects.get(verb="draw.freeze").facts
    assert facts["list"] == scene.draw.list_sha256 and facts["seed"] == scene.draw.seed_sha256
    told = json.dumps(public.document(scene.draw))
    assert scene.draw.seed not in told and scene.draw.seed not in json.dumps(facts)


def test_a_second_person_draws_and_everybody_can_repeat_it(scene):
    wanted = {"draw_id": scene.draw.pk, "words": draws.WORDS, "now": NOW}
    refused(lambda: workflow.draw(**wanted, by=scene.handler), code="same_person")
    assert Draw.objects.get().status == DrawStatus.FROZEN
    draws.drawn(scene)
    assert [len(scene.of(o)) for o in (Outcome.SELECTED, Outcome.SUBSTITUTE)] == [3, 2]
    told = public.document(scene.draw)
    script.check(told)
    assert "name" not in json.dumps(told)
    refused(lambda: workflow.draw(**wanted, by=scene.second), code="wrong_state")


@pytest.mark.parametrize("key", ["codes", "seed", "words", "order", "outcome"])
def test_the_script_finds_every_change(scene, key):
    told = deepcopy(public.document(draws.drawn(scene).draw))
    if key == "codes":
        told["codes"] = told["codes"][1:]
    elif key == "order":
        told["drawn"].reverse()
    elif key == "outcome":
        first, sixth = told["drawn"][0], told["drawn"][5]
        first["outcome"], sixth["outcome"] = sixth["outcome"], first["outcome"]
    else:
        told[key] += "1"
    with pytest.raises(script.Wrong):
        script.check(told)


def test_who_has_a_tie_is_passed_over_without_saying_why():
    scene, applicant = draws.gathered(now=NOW, experts_in=8), body(name="湘江暖邻（示例）")
    tied = scene.pool[:3]
    for person in tied:
        pool.declare_tie(experts.tie(applicant.name), by=person, now=NOW)
    draws.drawn(draws.frozen(scene, parties=[applicant]))
    ids = {person.user_id for person in tied}
    taking_part = scene.of(Outcome.SELECTED) + scene.of(Outcome.SUBSTITUTE)
    assert len(taking_part) == 5 and ids.isdisjoint(entry.expert.user_id for entry in taking_part)
    assert {entry.expert.user_id for entry in scene.of(Outcome.PASSED_OVER)} <= ids
    assert applicant.name not in json.dumps(public.document(scene.draw), ensure_ascii=False)
    script.check(public.document(scene.draw))


def test_the_own_people_of_whoever_draws_are_passed_over():
    of = body(name="某民政局（示例）")
    scene = draws.gathered(now=NOW, experts_in=5, of=of)
    own = experts.person()
    experts.admitted(own, now=NOW, employer=of.name)
    draws.drawn(draws.frozen(scene))
    taking_part = scene.of(Outcome.SELECTED) + scene.of(Outcome.SUBSTITUTE)
    assert len(taking_part) == 5 and own.user_id not in {entry.expert.user_id for entry in taking_part}


def test_too_few_without_a_tie_is_said_before_anything_is_drawn():
    scene, applicant = draws.gathered(now=NOW, experts_in=6), body(name="湘江暖邻（示例）")
    for person in scene.pool[:4]:
        pool.declare_tie(experts.tie(applicant.name), by=person, now=NOW)
    draws.frozen(scene, parties=[applicant])
    refused(workflow.draw, scene.draw.pk, words="一二三四", by=scene.second, now=NOW, code="too_few_free")
    assert Draw.objects.get().order == [] and not scene.of(Outcome.SELECTED)


def test_a_list_without_a_choice_and_a_past_meeting_are_refused():
    scene = draws.gathered(now=NOW, experts_in=5)
    refused(draws.frozen, scene, code="list_too_short")
    refused(draws.frozen, scene, wanted=1, meets_at=NOW, code="meeting_past")
    assert not Draw.objects.exists()


def test_an_absent_expert_is_replaced_in_the_drawn_order(scene):
    draws.drawn(scene)
    gone, first = scene.of(Outcome.SELECTED)[0], scene.of(Outcome.SUBSTITUTE)[0]
    workflow.leave(gone.pk, outcome="absent", reason="住院", by=scene.handler, now=NOW)
    assert first.pk in {entry.pk for entry in scene.of(Outcome.SELECTED)}
    assert len(scene.of(Outcome.SUBSTITUTE)) == 2
    script.check(public.document(scene.draw))
    refused(
        workflow.leave, gone.pk, outcome="absent", reason="住院", by=scene.handler, now=NOW, code="not_drawn"
    )


def test_an_expert_answers_or_declines_its_own_invitation_only(scene):
    draws.drawn(scene)
    entry, other = scene.of(Outcome.SELECTED)[:2]
    person = scene.person(entry)
    assert Message.objects.filter(user_id=person.user_id, subject="评审邀请").exists()
    assert workflow.answer(entry.pk, by=person, now=NOW).answered_at == NOW
    with pytest.raises(NotPermitted):
        workflow.answer(other.pk, by=person, now=NOW)
    with pytest.raises(NotPermitted):
        workflow.leave(other.pk, outcome="absent", reason="有事", by=person, now=NOW)
    workflow.leave(entry.pk, outcome="recused", reason="是亲属", by=person, now=NOW)
    assert len(scene.of(Outcome.SELECTED)) == 3
    assert not LedgerEntry.objects.filter(subject_type="procurement.draw", actor_id=person.user_id).exists()


def test_a_drawn_expert_without_a_capacity_is_turned_away_in_words(scene, client):
    draws.drawn(scene)
    entry = scene.of(Outcome.SELECTED)[0]
    person = User.objects.get(pk=entry.expert.user_id)
    person.memberships.all().delete()
    client.force_login(person)
    assert client.post(reverse("draws:answer", args=[entry.pk])).status_code == 403
    assert client.get(reverse("draws:decline", args=[entry.pk])).status_code == 403


def test_a_list_that_is_used_up_leaves_a_place_empty():
    scene = draws.drawn(draws.frozen(draws.gathered(now=NOW, experts_in=4), wanted=1))
    for _ in range(4):
        reached = scene.of(Outcome.SELECTED)[0]
        workflow.leave(reached.pk, outcome="absent", reason="有事", by=scene.second, now=NOW)
    assert not scene.of(Outcome.SELECTED) and len(scene.of(Outcome.ABSENT)) == 4
    script.check(public.document(scene.draw))


def test_names_are_public_only_after_the_meeting_and_match_their_codes(scene):
    draws.drawn(scene)
    refused(workflow.publish, scene.draw.pk, by=scene.handler, now=NOW, code="too_early_for_names")
    scene.draw = workflow.publish(scene.draw.pk, by=scene.handler, now=NOW + timedelta(days=3))
    told = public.document(scene.draw)
    script.check(told)
    assert sum("name" in one for one in told["drawn"]) == 5
    told["drawn"][0]["name"] = "别人"
    with pytest.raises(script.Wrong):
        script.check(told)


def test_another_body_neither_draws_nor_cancels(scene):
    stranger = actor("purchaser_reviewer", of=body())
    for verb, said in (("draw", {"words": "一二三四"}), ("cancel", {"reason": "不要了"})):
        with pytest.raises(NotPermitted):
            getattr(workflow, verb)(scene.draw.pk, **said, by=stranger, now=NOW)


def test_a_cancelled_list_is_used_no_more(scene):
    workflow.cancel(scene.draw.pk, reason="改了时间", by=scene.handler, now=NOW)
    refused(workflow.draw, scene.draw.pk, words="一二三四", by=scene.second, now=NOW, code="wrong_state")


def test_the_public_reads_digests_before_and_names_only_after_the_result(scene):
    draws.drawn(scene)
    page = f"/procurement/review/draws/public/{scene.draw.number}/"
    names = [entry.expert.user.name for entry in scene.of(Outcome.SELECTED)]
    before = Client().get(page).content.decode()
    assert not any(name in before for name in names) and scene.draw.matter not in before
    workflow.publish(scene.draw.pk, by=scene.handler, now=NOW + timedelta(days=3))
    after = Client().get(page).content.decode()
    assert all(name in after for name in names) and scene.draw.matter in after
    assert json.loads(Client().get(page[:-1] + ".json").content)["number"] == scene.draw.number


def test_the_public_page_takes_few_queries(scene, django_assert_max_num_queries):
    draws.drawn(scene)
    with django_assert_max_num_queries(8):
        Client().get(f"/procurement/review/draws/public/{scene.draw.number}/")


@pytest.mark.parametrize("words", ["一", "二", "三"])
def test_the_order_depends_on_the_words_as_well_as_on_the_seed(words):
    codes = [rules.sha256(str(n)) for n in range(20)]
    assert rules.order(codes, seed="s", words=words) != rules.order(codes, seed="s", words="四")
    assert rules.order(codes, seed="s", words=words) == rules.order(codes[::-1], seed="s", words=words)
