"""From the award to the published contract: who may, what is refused, where the money goes."""

import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from orgs.inbox.models import Message
from orgs.people.choices import Role
from orgs.people.models import Membership
from orgs.people.queries import actor_for
from portal.kernel.calendar import queries as calendar
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.award.choices import AwardStatus
from procurement.award.models import Award
from procurement.budget.choices import FundSource
from procurement.budget.models import BudgetMovement
from procurement.budget.rules import Share
from procurement.contracts import clocks, workflow
from procurement.contracts.choices import ContractStatus
from procurement.contracts.models import Contract, ContractSignature
from procurement.notices.models import Notice
from procurement.projects import workflow as projects
from procurement.projects.choices import PackageStatus
from tests import after_award as walks
from tests import spine
from tests.factories import award as awards
from tests.factories import making
from tests.factories.people import actor
from tests.factories.procurement import budget_line
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def entries() -> int:
    return LedgerEntry.objects.count()


@pytest.mark.article("GPL:46")
def test_a_draft_has_the_awards_amount_and_its_last_day():
    walk = walks.drafted_contract(price="935000")
    contract = walks.contract_of(walk)
    assert contract.amount == Decimal("935000.00")
    assert contract.sign_by == date(2026, 4, 21)  # 30 days after the letter of 22 March, not rolled
    assert [i.amount for i in contract.instalments.all()] == [
        Decimal("280500.00"),
        Decimal("280500.00"),
        Decimal("374000.00"),
    ]
    assert contract.supplier_id == walk.signatories[0].body_id


@pytest.mark.parametrize("role", [Role.PURCHASER_LEADER, Role.SUPPLIER_SIGNATORY, Role.AUDITOR])
def test_nobody_but_the_purchasers_handler_drafts(role):
    walk = awards.awarded()
    facts = walks.contract_facts(walk)
    for by in (actor(role), actor(Role.PURCHASER_HANDLER)):
        with pytest.raises(NotPermitted):
            workflow.draft(walks.award_of(walk).pk, facts, by=by, now=walk.clock.now())
    assert not Contract.objects.exists()


def test_an_award_that_is_not_published_gets_no_contract():
    walk = awards.awarded()
    award = walks.award_of(walk)
    Award.objects.filter(pk=award.pk).update(status=AwardStatus.APPROVED)
    before = entries()
    refused(
        workflow.draft,
        award.pk,
        walks.contract_facts(walk),
        by=walk.handler,
        now=walk.clock.now(),
        code="award_not_published",
    )
    assert not Contract.objects.exists()
    assert entries() == before


def test_an_award_has_one_contract():
    walk = walks.drafted_contract()
    facts = walks.contract_facts(walk)
    award = walks.award_of(walk)
    refused(workflow.draft, award.pk, facts, by=walk.handler, now=walk.clock.now(), code="contract_exists")
    assert Contract.objects.count() == 1


@pytest.mark.parametrize(
    ("amounts", "changes", "code"),
    [
        (("934999.99",), {}, "instalments_do_not_close"),
        (("935001", "-1"), {}, "instalment_not_positive"),
        ((), {"starts_on": date(2026, 3, 1)}, "starts_before_award"),
        ((), {"ends_on": date(2028, 1, 1)}, "longer_than_announced"),
        ((), {"ends_on": date(2026, 3, 1)}, "ends_before_start"),
    ],
)
def test_what_does_not_hold_is_not_drafted_nor_edited(amounts, changes, code):
    walk = awards.awarded(price="935000")
    facts = walks.contract_facts(walk, *amounts, **changes)
    now = walk.clock.now()
    refused(workflow.draft, walks.award_of(walk).pk, facts, by=walk.handler, now=now, code=code)
    assert not Contract.objects.exists()
    walks.drafted_contract(walk)
    contract, before = walks.contract_of(walk), entries()
    refused(workflow.edit, contract.pk, facts, by=walk.handler, now=now, code=code)
    assert walks.contract_of(walk).ends_on == contract.ends_on
    assert entries() == before


def test_an_edit_replaces_term_text_and_instalments():
    walk = walks.drafted_contract(price="935000")
    facts = walks.contract_facts(walk, "935000", terms="第一条 一次付清")
    workflow.edit(walks.contract_of(walk).pk, facts, by=walk.colleague, now=walk.clock.now())
    contract = walks.contract_of(walk)
    assert contract.terms == "第一条 一次付清"
    assert [i.amount for i in contract.instalments.all()] == [Decimal("935000.00")]
    assert contract.drafted_by_id == walk.colleague.user_id


def test_the_supplier_is_told_when_the_text_is_sent():
    walk = walks.offered()
    messages = Message.objects.filter(user_id=walk.signatories[0].user_id)
    assert "请签署合同" in messages.last().subject


def test_a_text_that_is_out_cannot_be_edited_but_taken_back():
    walk = walks.offered()
    contract, facts, now = walks.contract_of(walk), walks.contract_facts(walk), walk.clock.now()
    refused(workflow.edit, contract.pk, facts, by=walk.handler, now=now, code="wrong_state")
    workflow.recall(contract.pk, by=walk.handler, now=now)
    assert walks.contract_of(walk).status == ContractStatus.DRAFT
    workflow.edit(contract.pk, facts, by=walk.handler, now=now)


def test_a_signed_text_is_not_taken_back():
    walk = walks.supplier_signed()
    refused(
        workflow.recall,
        walks.contract_of(walk).pk,
        by=walk.handler,
        now=walk.clock.now(),
        code="wrong_state",
    )
    assert walks.contract_of(walk).status == ContractStatus.SUPPLIER_SIGNED


@pytest.mark.parametrize("verb", ["offer", "recall", "publish"])
def test_another_purchaser_may_nothing(verb):
    walk = {"offer": walks.drafted_contract, "recall": walks.offered, "publish": walks.signed}[verb]()
    contract, before = walks.contract_of(walk), entries()
    with pytest.raises(NotPermitted):
        getattr(workflow, verb)(contract.pk, by=actor(Role.PURCHASER_HANDLER), now=walk.clock.now())
    assert walks.contract_of(walk).status == contract.status
    assert entries() == before


def test_only_the_suppliers_own_signatory_signs():
    walk = walks.offered()
    contract = walks.contract_of(walk)
    shown = workflow.text_digest(contract)
    for by in (walk.suppliers[0], actor(Role.SUPPLIER_SIGNATORY), walk.leader):
        with pytest.raises(NotPermitted):
            workflow.sign_as_supplier(contract.pk, text_sha256=shown, by=by, now=walk.clock.now())
    assert not ContractSignature.objects.exists()


@pytest.mark.article("GPL:46")
def test_a_text_that_changed_since_it_was_shown_is_not_signed():
    walk = walks.offered()
    contract, now = walks.contract_of(walk), walk.clock.now()
    refused(
        workflow.sign_as_supplier,
        contract.pk,
        text_sha256="0" * 64,
        by=walk.signatories[0],
        now=now,
        code="text_changed",
    )
    assert walks.contract_of(walk).status == ContractStatus.OFFERED
    workflow.sign_as_supplier(
        contract.pk, text_sha256=workflow.text_digest(contract), by=walk.signatories[0], now=now
    )
    Contract.objects.filter(pk=contract.pk).update(terms="改过的文本")
    shown = workflow.text_digest(walks.contract_of(walk))
    refused(
        workflow.sign_as_purchaser,
        contract.pk,
        text_sha256=shown,
        by=walk.leader,
        now=now,
        code="text_changed",
    )
    assert ContractSignature.objects.count() == 1
    assert not BudgetMovement.objects.filter(kind="contract").exists()


def test_who_drafted_does_not_sign():
    walk = walks.supplier_signed()
    Membership.objects.filter(user_id=walk.handler.user_id).update(
        roles=[Role.PURCHASER_HANDLER, Role.PURCHASER_REVIEWER]
    )
    contract = walks.contract_of(walk)
    both = actor_again(walk.handler)
    refused(
        workflow.sign_as_purchaser,
        contract.pk,
        text_sha256=workflow.text_digest(contract),
        by=both,
        now=walk.clock.now(),
        code="same_person",
    )
    assert walks.contract_of(walk).status == ContractStatus.SUPPLIER_SIGNED
    assert walk.package.status == PackageStatus.RESULT_PUBLISHED


def actor_again(who):
    """The same person with the roles that the membership has now."""
    return actor_for(Membership.objects.select_related("user", "body").get(pk=who.membership_id))


def test_a_handler_does_not_sign_and_nothing_moves():
    walk = walks.supplier_signed()
    contract = walks.contract_of(walk)
    for by in (walk.colleague, actor(Role.PURCHASER_LEADER), walk.signatories[0]):
        with pytest.raises(NotPermitted):
            workflow.sign_as_purchaser(
                contract.pk, text_sha256=workflow.text_digest(contract), by=by, now=walk.clock.now()
            )
    assert walk.package.status == PackageStatus.RESULT_PUBLISHED
    walk.line.refresh_from_db()
    assert walk.line.contracted_amount == 0


@pytest.mark.article("O102:16")
def test_signing_turns_held_money_into_the_contract_and_frees_the_rest():
    walk = walks.signed(price="935000")
    walk.line.refresh_from_db()
    assert walk.line.contracted_amount == Decimal("935000.00")
    assert walk.line.committed_amount == Decimal("0.00")
    assert walk.line.available_amount == Decimal("1065000.00")
    contract = walks.contract_of(walk)
    assert contract.status == ContractStatus.SIGNED
    assert contract.signed_at == walk.clock.now()
    assert [fund.amount for fund in contract.funds.all()] == [Decimal("935000.00")]
    assert walk.package.status == PackageStatus.CONTRACTED
    moved = BudgetMovement.objects.exclude(kind="arrange").order_by("pk")
    assert list(moved.values_list("kind", "amount")) == [
        ("commit", Decimal("980000.00")),
        ("contract", Decimal("935000.00")),
        ("release", Decimal("45000.00")),
    ]


def two_funds(price: str) -> spine.Purchase:
    """980,000 carried by 600,000 of the general budget, then 380,000 of the lottery fund; awarded."""
    walk = spine.drafted_project("980000")
    second = budget_line(walk.purchaser, amount="400000", fund_source=FundSource.LOTTERY)
    shares = [Share(walk.line.pk, Decimal(600000)), Share(second.pk, Decimal(380000))]
    now = walk.clock.now()
    projects.arrange_funds(walk.project.pk, shares, by=walk.handler, now=now)
    projects.submit(walk.project.pk, outside_negative_list=True, by=walk.handler, now=now)
    making.review_demand(walk)
    projects.approve(walk.project.pk, opinion="同意。", by=walk.leader, now=now)
    making.clear_for_notice(walk)
    awards.award_package(walk, walk.package, price=price)
    walks.signed(walk)
    walk.line.refresh_from_db()
    second.refresh_from_db()
    walk.second = second
    return walk


@pytest.mark.parametrize(
    ("price", "first", "second"),
    [
        ("935000", ("600000.00", "1400000.00"), ("335000.00", "65000.00")),
        ("600000", ("600000.00", "1400000.00"), ("0.00", "400000.00")),
        ("500000.01", ("500000.01", "1499999.99"), ("0.00", "400000.00")),
    ],
)
def test_two_funds_are_used_in_their_order_to_the_cent(price, first, second):
    walk = two_funds(price)
    found = [(str(line.contracted_amount), str(line.available_amount)) for line in (walk.line, walk.second)]
    assert found == [first, second]
    assert walk.line.committed_amount == walk.second.committed_amount == 0
    funds = walks.contract_of(walk).funds.order_by("pk")
    assert sum(fund.amount for fund in funds) == Decimal(price)


def test_one_package_of_two_leaves_the_others_money_held():
    walk = spine.approved_project("980000", "760000")
    awards.award_package(walk, walk.package, price="935000")
    walks.signed(walk)
    walk.line.refresh_from_db()
    assert walk.line.contracted_amount == Decimal("935000.00")
    assert walk.line.committed_amount == Decimal("760000.00")


@pytest.mark.article("GPL:47；REG:50")
def test_a_signed_contract_is_published_within_two_working_days_and_filed_within_seven():
    walk = walks.contracted(price="935000")
    contract = walks.contract_of(walk)
    days, signed_on = calendar.current(), local_date(contract.signed_at)
    assert clocks.publish_by(contract).date == days.add_workdays(signed_on, 2).date
    assert clocks.file_by(contract).date == days.add_workdays(signed_on, 7).date


@pytest.mark.article("REG:50")
def test_a_published_contract_is_a_notice_with_parties_amount_and_text():
    walk = walks.contracted(price="935000")
    contract = walks.contract_of(walk)
    assert contract.status == ContractStatus.PUBLISHED
    notice = Notice.objects.get(type="contract")
    assert notice.package_id == walk.package.pk
    text = str(notice.body)
    for words in (contract.number, contract.supplier.name, "935,000 元（玖拾叁万伍仟元整）", "上门照护"):
        assert words in text


def test_publishing_twice_or_before_the_signatures_is_refused():
    walk = walks.supplier_signed()
    contract = walks.contract_of(walk)
    refused(workflow.publish, contract.pk, by=walk.handler, now=walk.clock.now(), code="wrong_state")
    workflow.sign_as_purchaser(
        contract.pk, text_sha256=workflow.text_digest(contract), by=walk.leader, now=walk.clock.now()
    )
    workflow.publish(contract.pk, by=walk.handler, now=walk.clock.now())
    refused(workflow.publish, contract.pk, by=walk.handler, now=walk.clock.now(), code="wrong_state")
    assert Notice.objects.count() == 1


def race(*calls) -> list[str]:
    """What came of calls that start together: "done", or the code of the refusal."""
    barrier, outcomes = threading.Barrier(len(calls)), []

    def run(call) -> None:
        barrier.wait()
        try:
            call()
            outcomes.append("done")
        except Refused as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
def test_two_people_sign_at_once_and_one_signature_counts():
    walk = walks.supplier_signed(price="935000")
    contract, now = walks.contract_of(walk), walk.clock.now()
    shown = workflow.text_digest(contract)

    def sign(by):
        return lambda: workflow.sign_as_purchaser(contract.pk, text_sha256=shown, by=by, now=now)

    assert race(sign(walk.leader), sign(walk.reviewer)) == ["done", "wrong_state"]
    assert ContractSignature.objects.filter(contract=contract).count() == 2
    walk.line.refresh_from_db()
    assert walk.line.contracted_amount == Decimal("935000.00")


@pytest.mark.django_db(transaction=True)
def test_a_double_click_drafts_one_contract_and_publishes_one_notice():
    walk = awards.awarded()
    facts, award, now = walks.contract_facts(walk), walks.award_of(walk), walk.clock.now() + timedelta(days=1)

    def draft():
        workflow.draft(award.pk, facts, by=walk.handler, now=now)

    assert race(draft, draft) == ["contract_exists", "done"]
    contract = walks.contract_of(walk)
    workflow.offer(contract.pk, by=walk.handler, now=now)
    shown = workflow.text_digest(contract)
    workflow.sign_as_supplier(contract.pk, text_sha256=shown, by=walk.signatories[0], now=now)
    workflow.sign_as_purchaser(contract.pk, text_sha256=shown, by=walk.leader, now=now)

    def publish():
        workflow.publish(contract.pk, by=walk.handler, now=now)

    assert race(publish, publish) == ["done", "wrong_state"]
    assert Notice.objects.count() == 1
