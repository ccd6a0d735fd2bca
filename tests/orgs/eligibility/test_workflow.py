"""Evidence and frozen answers."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from orgs.bodies.choices import BodyKind
from orgs.eligibility import queries, workflow
from orgs.eligibility.choices import Occasion, Rule
from orgs.eligibility.models import EligibilityEvidence, EligibilitySnapshot
from orgs.eligibility.workflow import Evidence
from orgs.people.choices import Role
from orgs.people.models import User
from orgs.registry import workflow as registry
from portal.kernel import clock
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger import workflow as ledger
from tests.factories.people import actor, body
from tests.factories.registry import SOURCE, listing, query_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return body(BodyKind.SOCIAL_ORGANISATION)


def state(organisation, rule, **options) -> str:
    found = queries.answers_for(organisation.pk, at=clock.now(), **options)
    return next(answer.state for answer in found if answer.rule == rule)


def test_a_saved_query_page_is_evidence_with_time_and_person(organisation):
    assert state(organisation, Rule.CCGP, is_due=True) == "unknown"
    made = query_page(organisation)
    assert made.upload.sha256
    assert state(organisation, Rule.CCGP, is_due=True) == "passed"


def test_a_query_without_its_page_is_refused(organisation):
    evidence = Evidence(Rule.CCGP, True, "没有记录", clock.now())
    with pytest.raises(Refused) as refused:
        workflow.give(organisation.pk, evidence, by=actor(Role.PURCHASER_HANDLER), now=clock.now())
    assert refused.value.code == "no_page"
    assert not EligibilityEvidence.objects.exists()


def test_nobody_states_for_another_organisation(organisation):
    evidence = Evidence(Rule.CAPACITY, True, "均符合", clock.now())
    with pytest.raises(NotPermitted):
        workflow.give(organisation.pk, evidence, by=actor(Role.SUPPLIER), now=clock.now())


def test_frozen_answers_do_not_change_with_later_facts(organisation):
    at = clock.now()
    frozen = workflow.freeze(organisation.pk, Occasion.CONTRACT, reference="HT-1", at=at, now=at)
    later = at + timedelta(minutes=1)
    registry.enter(organisation.pk, listing("serious"), source=SOURCE, by=SYSTEM, now=later)
    again = workflow.freeze(organisation.pk, Occasion.CONTRACT, reference="HT-1", at=later, now=later)
    assert again == frozen
    answers = {answer.rule: answer for answer in queries.as_answers(frozen)}
    assert answers[Rule.SERIOUS].state == "passed"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EligibilitySnapshot.objects.update(reference="HT-2")


def test_a_snapshot_under_seal_is_not_disclosed(organisation):
    now = clock.now()
    workflow.freeze(organisation.pk, Occasion.BID_DEADLINE, reference="P-1", at=now, now=now, seal="review:1")
    assert not EligibilitySnapshot.objects.disclosed().exists()
    ledger.unseal("review:1", at=now)
    assert EligibilitySnapshot.objects.disclosed().exists()


def test_an_organisation_sees_and_completes_its_own_check(organisation, django_assert_max_num_queries):
    supplier = actor(Role.SUPPLIER, of=organisation)
    client = Client()
    client.force_login(User.objects.get(pk=supplier.user_id))
    url = reverse("eligibility:own")
    assert "作出承诺" in client.get(url).content.decode()
    with django_assert_max_num_queries(10):
        client.get(url)
    give = reverse("eligibility:give", args=[organisation.credit_code, Rule.CAPACITY])
    assert "请填写说明。" in client.post(give, {}).content.decode()
    assert client.post(give, {"says": "财务、人员、纳税、社保均符合要求"}).status_code == 302
    assert "均符合要求" in client.get(url).content.decode()
    assert state(organisation, Rule.CAPACITY) == "passed"
