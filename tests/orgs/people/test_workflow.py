"""Adding, lending and mandating people, with what is refused."""

from datetime import UTC, date, datetime

import pytest

from orgs.people import workflow
from orgs.people.choices import Role
from orgs.people.models import AgencyMandate, Membership, User
from orgs.people.queries import actor_for, memberships_of
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
ENDS_ON = date(2026, 6, 30)


def loan(borrower, **changes) -> workflow.Loan:
    facts = {"roles": (Role.PURCHASER_REVIEWER.value,), "ends_on": ENDS_ON, "paper": "借用函〔2026〕1号"}
    return workflow.Loan(borrower_id=borrower.pk, **facts | changes)


def test_a_lent_person_acts_for_the_borrower_until_the_end_and_is_marked_lent():
    leader = people.actor(Role.PURCHASER_LEADER)
    person, borrower = people.user(), people.body()
    people.membership(Role.PURCHASER_REVIEWER, body=membership_body(leader), person=person)
    lent = workflow.lend(person, loan=loan(borrower), by=leader, now=NOW)
    assert actor_for(lent).is_lent
    assert lent in memberships_of(person.pk, on=ENDS_ON)
    assert lent not in memberships_of(person.pk, on=date(2026, 7, 1))
    assert LedgerEntry.objects.about(lent).get().facts["paper"] == "借用函〔2026〕1号"


def test_somebody_elses_person_is_not_lent_and_nothing_changes():
    leader = people.actor(Role.PURCHASER_LEADER)
    stranger = people.membership(Role.PURCHASER_REVIEWER, body=people.body()).user
    before = Membership.objects.count()
    with pytest.raises(Refused) as refused:
        workflow.lend(stranger, loan=loan(people.body()), by=leader, now=NOW)
    assert refused.value.code == "not_own_person"
    assert Membership.objects.count() == before


def test_a_handler_may_not_lend():
    handler = people.actor(Role.PURCHASER_HANDLER)
    with pytest.raises(NotPermitted):
        workflow.lend(people.user(), loan=loan(people.body()), by=handler, now=NOW)


def test_only_an_operator_adds_people_and_auditors_enter_the_admin():
    audit_body = people.body("audit_body")
    person = workflow.Person("shenji01", "审计员（示例）", "", "", "Yanshi-2026")
    with pytest.raises(NotPermitted):
        workflow.add_person(
            person, body=audit_body, roles=["auditor"], by=people.actor(Role.PURCHASER_LEADER), now=NOW
        )
    assert not User.objects.filter(username="shenji01").exists()
    made = workflow.add_person(
        person, body=audit_body, roles=["auditor"], by=people.actor(Role.OPERATOR), now=NOW
    )
    assert made.user.is_staff
    assert not made.user.is_superuser


def test_a_role_that_does_not_fit_the_body_adds_nobody():
    person = workflow.Person("gys01", "供应商（示例）", "", "", "Yanshi-2026")
    with pytest.raises(Refused):
        workflow.add_person(
            person, body=people.body(), roles=["supplier"], by=people.actor(Role.OPERATOR), now=NOW
        )
    assert not User.objects.filter(username="gys01").exists()


def test_an_agency_is_mandated_in_writing_by_the_leader():
    leader, agency = people.actor(Role.PURCHASER_LEADER), people.body("agency")
    workflow.mandate_agency(agency, paper="委托协议1号", ends_on=ENDS_ON, by=leader, now=NOW)
    assert AgencyMandate.objects.get().purchaser_id == leader.body_id
    with pytest.raises(Refused):
        workflow.mandate_agency(people.body("enterprise"), paper="x", ends_on=ENDS_ON, by=leader, now=NOW)


def test_the_lender_ends_a_loan_and_a_stranger_does_not():
    leader = people.actor(Role.PURCHASER_LEADER)
    person = people.membership(Role.PURCHASER_REVIEWER, body=membership_body(leader)).user
    lent = workflow.lend(person, loan=loan(people.body()), by=leader, now=NOW)
    with pytest.raises(NotPermitted):
        workflow.end_membership(lent.pk, by=people.actor(Role.PURCHASER_LEADER), now=NOW)
    assert workflow.end_membership(lent.pk, by=leader, now=NOW).ends_on == date(2026, 3, 2)


def membership_body(actor):
    return Membership.objects.get(pk=actor.membership_id).body
