"""A number from its proposal to the row in force; the delivered file does not undo it."""

import threading
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection

from orgs.people.choices import Role
from orgs.registry import law as registry
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.routing import queries, workflow
from procurement.routing.models import RuleParameter
from procurement.routing.proposals import workflow as proposals
from procurement.routing.proposals.choices import ProposalKind, ProposalStatus
from procurement.routing.proposals.models import ParameterProposal
from procurement.routing.proposals.rules import Subject
from tests.factories import people
from tests.factories.law import law, proposed, threshold

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAY = date(2027, 1, 1)
PROVINCE = Subject("dispersed_threshold", "43", "services")


def finance(of=None) -> Actor:
    return people.actor(Role.FINANCE, of=of)


def department(division_code: str = "4301"):
    return people.body("finance_department", division_code=division_code)


def value(region: str = "4301", on: date = DAY) -> Decimal:
    return queries.parameter("dispersed_threshold", on=on, region_code=region).value


@pytest.fixture
def two() -> tuple[Actor, Actor]:
    law()
    of = department()
    return finance(of), finance(of)


def refused(code: str, verb, *args, **facts) -> None:
    with pytest.raises(Refused) as error:
        verb(*args, **facts)
    assert code in {refusal.code for refusal in error.value.refusals}


def test_a_city_has_its_own_threshold_after_a_second_person_approved_it(two):
    first, second = two
    proposal = proposed(by=first, now=NOW)
    assert value() == 800000
    proposals.approve(proposal.pk, by=second, now=NOW)
    assert (value(), value("430111"), value("4306"), value(on=date(2026, 12, 31))) == (
        600000, 600000, 800000, 800000,
    )  # fmt: skip
    verbs = LedgerEntry.objects.filter(subject_number=proposal.number).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["law.propose", "law.approve"]


def test_whoever_proposed_may_not_approve_and_nothing_changes(two):
    proposal = proposed(by=two[0], now=NOW)
    refused("own_proposal", proposals.approve, proposal.pk, by=two[0], now=NOW)
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.PROPOSED
    assert value() == 800000


def test_another_finance_department_decides_nothing_here(two):
    proposal = proposed(by=two[0], now=NOW)
    for stranger in (finance(department("43")), finance(department("4306")), people.actor(Role.AUDITOR)):
        with pytest.raises(NotPermitted):
            proposals.approve(proposal.pk, by=stranger, now=NOW)
    refused("other_level", proposed, threshold(subject=PROVINCE), by=two[0], now=NOW)
    with pytest.raises(NotPermitted):
        proposed(by=people.actor(Role.PURCHASER_HANDLER), now=NOW)


def test_a_number_that_nobody_reads_cannot_be_proposed(two):
    with pytest.raises(NotPermitted):
        proposed(threshold(subject=Subject("unknown", "4301", "services")), by=two[0], now=NOW)


def test_one_proposal_a_number_waits_until_it_is_declined_or_withdrawn_with_a_reason(two):
    first, second = two
    proposal = proposed(by=first, now=NOW)
    refused("one_waits", proposed, by=second, now=NOW)
    refused("reason_missing", proposals.decline, proposal.pk, opinion=" ", by=second, now=NOW)
    proposals.decline(proposal.pk, opinion="文件没有公布。", by=second, now=NOW)
    again = proposed(by=first, now=NOW)
    with pytest.raises(NotPermitted):
        proposals.withdraw(again.pk, opinion="不再需要", by=second, now=NOW)
    proposals.withdraw(again.pk, opinion="写错了年份。", by=first, now=NOW)
    refused("wrong_state", proposals.approve, again.pk, by=second, now=NOW)
    assert value() == 800000
    assert ParameterProposal.objects.filter(status=ProposalStatus.PROPOSED).count() == 0


def test_what_the_rules_find_at_the_proposal_they_find_again_at_the_approval(two):
    proposal = proposed(threshold("300000"), by=two[0], now=NOW)
    RuleParameter.objects.filter(code="dispersed_floor_city", category="services").update(value=400000)
    refused("below_floor", proposals.approve, proposal.pk, by=two[1], now=NOW)
    refused("below_floor", proposed, threshold("1"), by=finance(department("4306")), now=NOW)


@pytest.fixture
def province() -> tuple[Actor, Actor]:
    law()
    of = department("43")
    return finance(of), finance(of)


def test_a_number_of_the_register_changes_by_two_people_and_the_register_follows(province):
    change = threshold("4", subject=Subject("grade_validity_years", "43", ""), starts_on=DAY)
    proposal = proposed(change, by=province[0], now=NOW)
    assert int(registry.number("grade_validity_years", on=DAY)) == 5
    proposals.approve(proposal.pk, by=province[1], now=NOW)
    years = [registry.number("grade_validity_years", on=on) for on in (date(2026, 12, 31), DAY)]
    assert [int(number) for number in years] == [5, 4]
    assert years[1].legal_basis == proposal.legal_basis
    workflow.load_reference()
    assert int(registry.number("grade_validity_years", on=DAY)) == 4
    assert registry.number("grade_starts_next_year", on=DAY).value == 1


def test_a_city_sets_no_number_of_the_register(two):
    change = threshold("4", subject=Subject("grade_validity_years", "4301", ""), starts_on=DAY)
    refused("province_only", proposed, change, by=two[0], now=NOW)


def current() -> RuleParameter:
    return RuleParameter.objects.get(
        code="dispersed_threshold", region_code="43", category="services", effective_to=None
    )


def test_the_delivered_file_neither_undoes_nor_collides_with_what_people_entered(province):
    first, second = province
    proposal = proposed(threshold("1000000", subject=PROVINCE), by=first, now=NOW)
    proposals.approve(proposal.pk, by=second, now=NOW)
    before = list(RuleParameter.objects.order_by("pk").values())
    assert workflow.load_reference() < len(before)
    assert list(RuleParameter.objects.order_by("pk").values()) == before
    assert (value("43"), value("43", on=date(2026, 12, 31))) == (1000000, 800000)


def test_a_checked_article_is_kept_with_what_stood_before(province):
    first, second = province
    row = current()
    change = threshold(
        "800000", kind=ProposalKind.CORRECT, subject=PROVINCE, row=row.pk, starts_on=None, legal_basis="原文"
    )
    proposal = proposals.approve(proposed(change, by=first, now=NOW).pk, by=second, now=NOW)
    workflow.load_reference()
    row.refresh_from_db()
    assert (row.legal_basis, row.confidence, row.value) == ("原文", "V1", 800000)
    assert proposal.before["confidence"] == "S+V2"


def test_a_city_goes_back_to_the_province_and_the_province_cannot_end_its_own(two):
    first, second = two
    row = proposals.approve(proposed(by=first, now=NOW).pk, by=second, now=NOW).row
    end = {"kind": ProposalKind.END, "starts_on": None, "ends_on": date(2027, 6, 30)}
    proposal = proposed(threshold(None, row=row.pk, **end), by=first, now=NOW)
    proposals.approve(proposal.pk, by=second, now=NOW)
    assert (value(on=date(2027, 6, 30)), value(on=date(2027, 7, 1))) == (600000, 800000)
    change = threshold(None, row=current().pk, subject=PROVINCE, **end)
    refused("nothing_follows", proposed, change, by=finance(department("43")), now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_approve_at_once_put_one_row_in_force():
    law()
    of = department()
    proposal = proposed(by=finance(of), now=NOW)
    outcomes, start = [], threading.Barrier(2)

    def approve(by: Actor) -> None:
        start.wait()
        try:
            outcomes.append(proposals.approve(proposal.pk, by=by, now=NOW).status)
        except Refused as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=approve, args=(by,)) for by in (finance(of), finance(of))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [ProposalStatus.APPROVED, "wrong_state"]
    assert RuleParameter.objects.filter(region_code="4301").count() == 1


def test_a_crash_before_the_record_leaves_the_number_as_it_was(two, monkeypatch):
    proposal = proposed(by=two[0], now=NOW)

    def crash(*_args, **_facts):
        raise RuntimeError

    monkeypatch.setattr(proposals, "_record", crash)
    with pytest.raises(RuntimeError):
        proposals.approve(proposal.pk, by=two[1], now=NOW)
    proposal.refresh_from_db()
    assert (proposal.status, value()) == (ProposalStatus.PROPOSED, 800000)
