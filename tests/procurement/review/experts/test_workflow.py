"""The pool: applied or entered, admitted by a second person for a term, trained, left."""

from datetime import date, timedelta

import pytest

from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.review.experts import queries, workflow
from procurement.review.experts.choices import EntryStatus
from procurement.review.experts.rules import TrainingFacts
from tests.factories import experts
from tests.factories.law import law
from tests.factories.people import body
from tests.refusals import refused

pytestmark = pytest.mark.django_db
NOW = at_local(date(2026, 3, 2), 9)
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _in_force():
    law()


def test_an_application_waits_for_a_second_person_and_then_serves_for_a_term():
    expert = experts.applied(now=NOW)
    assert expert.status == EntryStatus.WAITING and not expert.serves_on(TODAY)
    expert = workflow.decide(expert.pk, accepts=True, opinion="", by=experts.keeper(), now=NOW)
    assert (expert.starts_on, expert.ends_on) == (TODAY, date(2029, 3, 1))
    assert list(queries.serving(on=date(2029, 3, 1))) == [expert]
    assert not queries.serving(on=date(2029, 3, 2)).exists()


def test_who_entered_an_expert_does_not_admit_it():
    clerk = experts.keeper()
    expert = experts.entered(by=clerk, now=NOW)
    refused(workflow.decide, expert.pk, accepts=True, opinion="", by=clerk, now=NOW, code="same_person")
    expert.refresh_from_db()
    assert expert.status == EntryStatus.WAITING


def test_a_keeper_does_not_admit_itself():
    clerk, other = experts.keeper(), experts.keeper()
    expert = experts.applied(clerk, now=NOW)
    refused(workflow.decide, expert.pk, accepts=True, opinion="", by=clerk, now=NOW, code="same_person")
    assert workflow.decide(expert.pk, accepts=True, opinion="", by=other, now=NOW).decided_by_id


def test_a_no_needs_a_reason_and_the_person_may_apply_again():
    person = experts.person()
    expert = experts.applied(person, now=NOW)
    refused(
        workflow.decide,
        expert.pk,
        accepts=False,
        opinion=" ",
        by=experts.keeper(),
        now=NOW,
        code="declined_without_reason",
    )
    workflow.decide(expert.pk, accepts=False, opinion="缺职称证明", by=experts.keeper(), now=NOW)
    again = experts.applied(person, now=NOW)
    assert (again.pk, again.status, again.opinion) == (expert.pk, EntryStatus.WAITING, "")


def test_who_waits_or_serves_does_not_apply_again_until_the_term_is_over():
    person = experts.person()
    expert = experts.applied(person, now=NOW)
    refused(experts.applied, person, now=NOW, code="entry_waits")
    workflow.decide(expert.pk, accepts=True, opinion="", by=experts.keeper(), now=NOW)
    refused(experts.applied, person, now=NOW, code="entry_serves")
    assert experts.applied(person, now=at_local(date(2029, 3, 2), 9)).status == EntryStatus.WAITING


def test_the_pool_is_kept_by_the_platform_only():
    with pytest.raises(NotPermitted):
        experts.entered(by=experts.person(), now=NOW)
    expert = experts.applied(now=NOW)
    with pytest.raises(NotPermitted):
        workflow.decide(expert.pk, accepts=True, opinion="", by=experts.person(), now=NOW)
    with pytest.raises(NotPermitted):
        workflow.leave(expert.pk, reason="不想参加", by=experts.person(), now=NOW)


def test_an_expert_leaves_and_is_drawn_no_more():
    person = experts.person()
    expert = experts.admitted(person, now=NOW)
    workflow.leave(expert.pk, reason="出国", by=person, now=NOW)
    assert not queries.serving(on=TODAY).exists()
    refused(workflow.leave, expert.pk, reason="出国", by=person, now=NOW, code="wrong_state")


def test_a_training_is_entered_once_and_after_it_was_held():
    expert, clerk = experts.admitted(now=NOW), experts.keeper()
    facts = TrainingFacts("评审纪律", TODAY, 8)
    workflow.train(expert.pk, facts, by=clerk, now=NOW)
    workflow.train(expert.pk, facts, by=clerk, now=NOW)
    assert expert.trainings.count() == 1
    to_come = TrainingFacts("评审纪律", TODAY + timedelta(days=1), 8)
    refused(workflow.train, expert.pk, to_come, by=clerk, now=NOW, code="training_to_come")


def test_a_declared_tie_finds_the_registered_organisation_and_stays_out_of_the_clear_ledger():
    known, person = body(name="湘江暖邻（示例）"), experts.person()
    made = workflow.declare_tie(experts.tie(known.name), by=person, now=NOW)
    assert made.body == known
    facts = LedgerEntry.objects.get(verb="expert.declare_tie").facts
    assert facts == {"relation": "employment"}
    to_come = experts.tie(known.name, until=TODAY + timedelta(days=1))
    refused(workflow.declare_tie, to_come, by=person, now=NOW, code="tie_days")
