"""Generated facts: lawful ones, the same by seed, and what pages and eligibility say of them."""

from datetime import date, timedelta

import pytest

from orgs.bodies.models import Registration
from orgs.eligibility import queries as eligibility
from orgs.eligibility.choices import Rule, State
from orgs.regions import workflow as regions
from orgs.registry import many, queries, rules, workflow
from orgs.registry.choices import FactKind
from orgs.registry.models import RegistryFact
from portal.kernel.clock import at_local
from portal.kernel.ledger.models import LedgerEntry
from portal.site.generate import facts, organisations
from portal.site.generate.draws import Lot

COUNT = 150
DAY_AFTER = Lot().as_of + timedelta(days=1)


@pytest.fixture
def province(db):
    regions.load_reference(on=date(2026, 1, 1))
    organisations.write(Lot(), COUNT)
    facts.write(Lot(), COUNT)


def drawn(lot: Lot) -> dict[str, list]:
    registrations = Registration.objects.select_related("body")
    return {registration.body.credit_code: facts.draw(lot, registration) for registration in registrations}


def test_every_fact_could_have_been_entered_by_hand(province):
    for counting in many.counting_of(Registration.objects.values_list("body_id", flat=True)).values():
        for key, fact in counting.items():
            others = [other for other_key, other in counting.items() if other_key != key]
            open_before = [
                o for o in others if o.kind != FactKind.LISTING or o.happened_on < fact.happened_on
            ]
            assert rules.fact_refusals(fact, others=open_before, today=Lot().as_of) == []
            assert workflow.with_span(fact, []) == fact


def test_the_same_seed_gives_the_same_facts_and_another_one_others(province):
    assert drawn(Lot()) == drawn(Lot())
    assert drawn(Lot()) != drawn(Lot(seed=7))


def test_each_kind_occurs_with_its_source_and_without_the_ledger(province):
    assert set(RegistryFact.objects.values_list("kind", flat=True)) >= {FactKind.GRADE, FactKind.INSPECTION}
    assert set(RegistryFact.objects.values_list("source", flat=True)) == {facts.SOURCE}
    assert not LedgerEntry.objects.exists()


def test_lists_filter_by_the_grade_that_the_facts_give(province):
    graded = Registration.objects.exclude(grade="")
    assert graded.exists()
    for registration in Registration.objects.all():
        columns = workflow.grade_columns(queries.values_of(registration.body_id), Lot().as_of)
        assert {name: getattr(registration, name) for name in columns} == columns


def test_eligibility_says_something_on_the_day_of_the_province(province):
    inspected = RegistryFact.objects.filter(code="qualified", year=2023).order_by("pk").first()
    answers = {
        answer.rule: answer.state
        for answer in eligibility.answers_for(inspected.body_id, at=at_local(DAY_AFTER), is_due=False)
    }
    assert answers[Rule.INSPECTION] == State.PASSED
