"""A challenge comes in, online and on paper."""

from dataclasses import replace
from datetime import timedelta

import pytest

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.clock import at_local, local_date
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from portal.site import disclosure
from procurement.challenges import queries, workflow
from procurement.challenges.choices import ChallengeStatus
from procurement.challenges.models import Challenge
from procurement.challenges.workflow import PaperFacts
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import Act
from procurement.projects.suspension.models import PackageSuspension
from tests import spine
from tests.factories import challenges as factory
from tests.factories.people import actor, body
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(spine.reported)


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def last_day(walk):
    key = factory.key_of(walk)
    rows = queries.occasions(walk.package, walk.suppliers[1].body_id)
    return next(row.last_day for row in rows if row.key == key)


def paper(walk, sent_on, *, of, received_on=None, **changes):
    received_on = received_on or sent_on
    walk.clock.advance_to(max(walk.clock.now(), at_local(received_on, 15)))
    facts = replace(PaperFacts(of.name, of.credit_code, sent_on, sent_on, received_on), **changes)
    papers = [("scan", factory.stored("质疑函.pdf", by=walk.handler, now=walk.clock.now()))]
    key = factory.key_of(walk)
    return workflow.enter(
        walk.package.pk, key, facts, factory.facts(), papers, by=walk.handler, clock=walk.clock
    )


@pytest.mark.article("财政部令第94号第十三条")
def test_a_challenge_in_time_is_received_and_holds_the_contract_back():
    walk = spine.awarded()
    challenge = factory.submitted(walk)
    assert challenge.status == ChallengeStatus.RECEIVED
    assert challenge.number == f"{walk.package.number}-ZY01"
    assert [one.matter for one in challenge.matters.all()] == [factory.MATTER.matter]
    today = local_date(walk.clock.now())
    assert [r.code for r in suspensions.refusals(walk.package.pk, Act.SIGN, on=today)] == ["suspended"]
    entry = LedgerEntry.objects.filter(verb="challenges.submit").get()
    assert entry.seal == f"challenge:{challenge.number}"


def test_a_minute_after_the_last_day_is_too_late_and_changes_nothing():
    walk = spine.awarded()
    walk.clock.advance_to(at_local(last_day(walk) + timedelta(days=1)) - timedelta(hours=1))
    with pytest.raises(Refused) as refused:
        factory.submitted(walk)
    assert refused.value.code == "challenge_too_late"
    assert not Challenge.objects.exists()


def test_on_the_last_day_it_is_in_time():
    walk = spine.awarded()
    walk.clock.advance_to(at_local(last_day(walk), 22))
    assert factory.submitted(walk).status == ChallengeStatus.RECEIVED


def test_a_parent_company_has_no_standing():
    walk = spine.awarded()
    parent = actor(
        Role.SUPPLIER, Role.SUPPLIER_SIGNATORY, of=body("social_organisation", name="母会（示例）")
    )
    with pytest.raises(Refused) as refused:
        factory.submitted(walk, by=parent)
    assert refused.value.code == "no_standing"


def test_a_clerk_without_a_power_of_attorney_is_refused_and_a_signatory_needs_none():
    walk = spine.awarded()
    with pytest.raises(Refused) as refused:
        factory.submitted(walk, partners="无")
    assert refused.value.code == "no_power"
    of = walk.suppliers[1]
    signs = actor(Role.SUPPLIER_SIGNATORY, of=body_of(of))
    assert factory.submitted(walk, by=signs, partners="无").status == ChallengeStatus.RECEIVED


def body_of(person):
    return Body.objects.get(pk=person.body_id)


@pytest.mark.article("财政部令第94号第四十二条")
def test_the_postmark_counts_for_a_letter_on_paper():
    walk = spine.awarded()
    last = last_day(walk)
    sender = body_of(walk.suppliers[1])
    challenge = paper(walk, last, of=sender, received_on=last + timedelta(days=5))
    assert challenge.status == ChallengeStatus.RECEIVED
    assert challenge.answer_by > challenge.received_on


def test_a_late_letter_on_paper_is_kept_as_refused_with_its_reason():
    walk = spine.awarded()
    challenge = paper(walk, last_day(walk) + timedelta(days=1), of=body_of(walk.suppliers[1]))
    assert challenge.status == ChallengeStatus.REFUSED
    assert "最后一天" in challenge.refused_because
    assert not suspensions.in_force(walk.package.pk, on=local_date(walk.clock.now())).exists()


@pytest.mark.article("财政部令第94号第十三条")
def test_a_letter_without_a_code_is_received_by_its_exact_name():
    walk = spine.awarded()
    sender = body_of(walk.suppliers[1])
    challenge = paper(walk, last_day(walk), of=sender, sender_code="")
    assert (challenge.status, challenge.sender_id) == (ChallengeStatus.RECEIVED, sender.pk)


@pytest.mark.article("财政部令第94号第十三条")
@pytest.mark.parametrize(
    "changes",
    [{"sender_code": "51430000000000000X"}, {"sender_code": "", "sender_name": "别的名称（示例）"}],
    ids=["mistyped code", "mistyped name"],
)
def test_a_mistyped_sender_is_asked_for_again_and_never_kept_as_refused(changes):
    walk = spine.awarded()
    with pytest.raises(Refused) as refused:
        paper(walk, last_day(walk), of=body_of(walk.suppliers[1]), **changes)
    assert refused.value.code == "sender_unknown"
    assert not Challenge.objects.exists()


def test_a_sender_who_is_not_on_the_portal_by_the_clerks_own_word_is_kept_as_refused():
    walk = spine.awarded()
    said = {"sender_code": "", "sender_name": "外地公司（示例）", "is_outside": True}
    challenge = paper(walk, last_day(walk), of=body_of(walk.suppliers[1]), **said)
    assert (challenge.status, challenge.sender_id) == (ChallengeStatus.REFUSED, None)


def test_nobody_enters_a_letter_for_a_foreign_purchase():
    walk = spine.awarded()
    walk.handler = actor(Role.PURCHASER_HANDLER, of=body())
    with pytest.raises(NotPermitted):
        paper(walk, last_day(walk), of=body_of(walk.suppliers[1]))


def test_a_withdrawn_challenge_lets_the_contract_go_on():
    walk = spine.awarded()
    challenge = factory.submitted(walk)
    now = walk.clock.advance(hours=1)
    workflow.withdraw(challenge.number, by=walk.suppliers[1], now=now)
    assert suspensions.refusals(walk.package.pk, Act.SIGN, on=local_date(now)) == []
    with pytest.raises(Refused):
        workflow.withdraw(challenge.number, by=walk.suppliers[1], now=now)


def test_nobody_withdraws_the_challenge_of_another():
    walk = spine.awarded()
    challenge = factory.submitted(walk)
    with pytest.raises(NotPermitted):
        workflow.withdraw(challenge.number, by=walk.suppliers[2], now=walk.clock.now())
    challenge.refresh_from_db()
    assert challenge.status == ChallengeStatus.RECEIVED


def test_nobody_in_public_learns_who_challenged_from_what_stood_still():
    walk = spine.awarded()
    challenge = factory.submitted(walk)
    workflow.withdraw(challenge.number, by=walk.suppliers[1], now=walk.clock.advance(hours=1))
    entries = LedgerEntry.objects.filter(verb__in=("suspension.suspend", "suspension.resume"))
    assert [entry.seal for entry in entries] == [challenge.seal] * 2
    assert not any(disclosure.may_read(entry, None) for entry in entries)


def test_who_challenges_is_not_who_decided_that_it_stands_still():
    walk = spine.awarded()
    challenge = factory.submitted(walk)
    workflow.withdraw(challenge.number, by=walk.suppliers[1], now=walk.clock.advance(hours=1))
    row = PackageSuspension.objects.get()
    assert row.ended_at and (row.ordered_by, row.ended_by) == (None, None)
