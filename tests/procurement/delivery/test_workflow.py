"""Acceptance from its plan to its publication: who may, what is refused, what follows."""

import pytest

from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.delivery import workflow
from procurement.delivery.choices import AcceptanceStatus
from procurement.delivery.models import Acceptance, RecipientVoice
from procurement.delivery.rules import Judgement, PlanFacts, VoiceFacts
from procurement.notices.models import Notice
from procurement.projects.choices import PackageStatus
from tests import after_award as walks
from tests.factories.people import actor
from tests.refusals import refused

pytestmark = pytest.mark.django_db
VOICE = VoiceFacts("李四光", False, "来得太少。")


def entries() -> int:
    return LedgerEntry.objects.count()


@pytest.mark.article("GPL:61")
def test_who_signed_the_contract_does_not_accept():
    walk = walks.contracted()
    contract, before = walks.contract_of(walk), entries()
    facts, now = walks.plan_facts(), walk.clock.now()
    refused(
        workflow.plan_acceptance, contract.pk, facts, by=walk.leader, now=now, code="separation_of_duties"
    )
    assert not Acceptance.objects.exists()
    assert entries() == before


@pytest.mark.article("GPL:61")
def test_the_signer_may_not_take_up_a_running_acceptance():
    walk = walks.concluded()
    acceptance = walks.acceptance_of(walk)
    refused(
        workflow.publish, acceptance.pk, by=walk.leader, now=walk.clock.now(), code="separation_of_duties"
    )
    assert walks.acceptance_of(walk).status == AcceptanceStatus.CONCLUDED
    assert walk.package.status == PackageStatus.CONTRACTED


def test_nobody_outside_the_purchaser_accepts():
    walk = walks.contracted()
    for by in (actor(Role.PURCHASER_HANDLER), walk.signatories[0], actor(Role.AUDITOR)):
        with pytest.raises(NotPermitted):
            workflow.plan_acceptance(
                walks.contract_of(walk).pk, walks.plan_facts(), by=by, now=walk.clock.now()
            )
    assert not Acceptance.objects.exists()


def test_a_contract_that_is_not_published_is_not_accepted():
    walk = walks.signed()
    pk, now = walks.contract_of(walk).pk, walk.clock.now()
    facts, code = walks.plan_facts(), "contract_not_published"
    refused(workflow.plan_acceptance, pk, facts, by=walk.reviewer, now=now, code=code)
    assert not Acceptance.objects.exists()


def test_a_contract_is_accepted_once_and_by_named_requirements():
    walk = walks.contracted()
    pk, now = walks.contract_of(walk).pk, walk.clock.now()
    nothing = PlanFacts("方案", ())
    refused(workflow.plan_acceptance, pk, nothing, by=walk.reviewer, now=now, code="no_requirements")
    facts = walks.plan_facts()
    workflow.plan_acceptance(pk, facts, by=walk.reviewer, now=now)
    refused(workflow.plan_acceptance, pk, facts, by=walk.colleague, now=now, code="acceptance_exists")
    assert Acceptance.objects.count() == 1


@pytest.mark.article("REG:45")
def test_a_recipient_is_kept_under_a_mask_and_not_in_the_ledger():
    walk = walks.planned()
    workflow.hear(walks.acceptance_of(walk).pk, VOICE, by=walk.reviewer, now=walk.clock.now())
    voice = RecipientVoice.objects.get()
    assert (voice.alias, voice.is_satisfied) == ("李某某", False)
    entry = LedgerEntry.objects.order_by("pk").last()
    assert "来得太少" not in str(entry.facts)
    assert "李" not in str(entry.facts)


def test_an_opinion_with_a_telephone_number_is_refused():
    walk = walks.planned()
    facts = VoiceFacts("李四", True, "请打13800000000")
    pk, now = walks.acceptance_of(walk).pk, walk.clock.now()
    refused(workflow.hear, pk, facts, by=walk.reviewer, now=now, code="personal_data")
    assert not RecipientVoice.objects.exists()


def test_an_unmet_item_without_a_finding_is_refused_and_nothing_is_saved():
    walk = walks.planned()
    acceptance = walks.acceptance_of(walk)
    first, second = acceptance.items.all()
    found = {first.pk: Judgement(True), second.pk: Judgement(False)}
    now = walk.clock.now()
    refused(workflow.judge, acceptance.pk, found, by=walk.reviewer, now=now, code="no_finding")
    assert set(acceptance.items.values_list("passed", flat=True)) == {None}


@pytest.mark.article("REG:45")
@pytest.mark.parametrize(
    ("reach", "passed", "code"),
    [
        (walks.planned, True, "items_open"),
        (walks.judged, True, "no_recipient_heard"),
        (walks.heard, False, "nothing_failed"),
    ],
)
def test_an_opinion_needs_items_a_recipient_and_a_fitting_result(reach, passed, code):
    walk = reach()
    pk, before = walks.acceptance_of(walk).pk, entries()
    opinion = {"passed": passed, "conclusion": "意见"}
    refused(workflow.conclude, pk, **opinion, by=walk.reviewer, now=walk.clock.now(), code=code)
    assert walks.acceptance_of(walk).status == AcceptanceStatus.PLANNED
    assert entries() == before


def test_a_failed_item_forbids_a_pass():
    walk = walks.heard(failing=1)
    pk, opinion = walks.acceptance_of(walk).pk, {"passed": True, "conclusion": "合格"}
    refused(workflow.conclude, pk, **opinion, by=walk.reviewer, now=walk.clock.now(), code="failed_items")


def test_nothing_is_judged_or_heard_after_the_opinion():
    walk = walks.concluded()
    acceptance, now = walks.acceptance_of(walk), walk.clock.now()
    refused(workflow.hear, acceptance.pk, VOICE, by=walk.reviewer, now=now, code="wrong_state")
    refused(workflow.judge, acceptance.pk, {}, by=walk.reviewer, now=now, code="wrong_state")
    assert acceptance.voices.count() == 1


@pytest.mark.article("REG:45")
def test_the_published_result_names_items_and_recipients_and_ends_the_delivery():
    walk = walks.accepted()
    assert walk.package.status == PackageStatus.ACCEPTED
    text = str(Notice.objects.get(type="acceptance_result").body)
    for words in ("每月上门四次", "张某某", "希望上午来", "合格"):
        assert words in text
    assert "张三丰" not in text
    pk, now = walks.acceptance_of(walk).pk, walk.clock.now()
    refused(workflow.publish, pk, by=walk.reviewer, now=now, code="wrong_state")


def test_a_failed_acceptance_is_published_and_made_again_after_it_was_put_right():
    walk = walks.accepted(failing=1)
    acceptance, now = walks.acceptance_of(walk), walk.clock.now()
    assert acceptance.passed is False
    assert walk.package.status == PackageStatus.CONTRACTED
    workflow.reopen(acceptance.pk, by=walk.reviewer, now=now)
    acceptance = walks.acceptance_of(walk)
    assert (acceptance.status, acceptance.passed) == (AcceptanceStatus.PLANNED, None)
    assert sorted(map(str, acceptance.items.values_list("passed", flat=True))) == ["None", "True"]
    judgements = {item.pk: Judgement(True) for item in acceptance.items.all()}
    workflow.judge(acceptance.pk, judgements, by=walk.reviewer, now=now)
    workflow.conclude(acceptance.pk, passed=True, conclusion="整改到位。", by=walk.reviewer, now=now)
    workflow.publish(acceptance.pk, by=walk.reviewer, now=now)
    assert walk.package.status == PackageStatus.ACCEPTED
    assert Notice.objects.filter(type="acceptance_result").count() == 2


def test_a_passed_acceptance_is_not_made_again():
    walk = walks.accepted()
    acceptance = walks.acceptance_of(walk)
    refused(workflow.reopen, acceptance.pk, by=walk.reviewer, now=walk.clock.now(), code="already_passed")
    assert walks.acceptance_of(walk).status == AcceptanceStatus.PUBLISHED
