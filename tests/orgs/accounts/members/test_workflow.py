"""An organisation's own people: nobody is left without an administrator, who leaves is out at once."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from orgs.accounts.entry import Newcomer
from orgs.accounts.members import workflow
from orgs.accounts.members.workflow import Capacity
from orgs.bodies.choices import BodyKind
from orgs.people import workflow as persons
from orgs.people.choices import Role
from orgs.people.models import Membership
from orgs.people.queries import actor_for, memberships_of
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from tests.factories import people
from tests.refusals import refused
from tests.signed_in import Pages, client_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PAGES = Pages("members")
SUPPLIER = (Role.SUPPLIER.value,)


@pytest.fixture
def body():
    return people.body(BodyKind.SOCIAL_ORGANISATION)


@pytest.fixture
def boss(body):
    return actor_for(people.membership(*SUPPLIER, body=body, is_administrator=True))


def invited(boss, **changes) -> Membership:
    facts = {"name": "新同事（示例）", "email": "xin@example.invalid", "phone": "", "roles": SUPPLIER}
    person = Newcomer(**facts | {"is_administrator": False, "site": "https://example.invalid/"} | changes)
    return workflow.invite(person, by=boss, now=NOW)


def test_only_the_administrator_invites_and_only_into_fitting_roles(body, boss):
    made = invited(boss)
    assert (made.body_id, made.user.has_usable_password()) == (body.pk, False)
    with pytest.raises(NotPermitted):
        invited(actor_for(made))
    refused(invited, boss, roles=(Role.OPERATOR.value,), code="role_does_not_fit_body")


def test_the_only_administrator_neither_leaves_nor_gives_up_the_mark(boss):
    invited(boss)
    refused(workflow.end, boss.membership_id, by=boss, now=NOW, code="last_administrator")
    plain = Capacity(SUPPLIER, False)
    refused(workflow.change, boss.membership_id, plain, by=boss, now=NOW, code="last_administrator")
    operator = people.actor(Role.OPERATOR)
    refused(persons.end_membership, boss.membership_id, by=operator, now=NOW, code="last_administrator")
    assert Membership.objects.get(pk=boss.membership_id).is_administrator


def test_the_last_person_stays(boss):
    refused(workflow.end, boss.membership_id, by=boss, now=NOW, code="last_administrator")


def test_who_hands_over_is_out_at_once_and_the_colleague_has_everything(boss):
    heir = invited(boss)
    workflow.change(heir.pk, Capacity((Role.SUPPLIER_SIGNATORY.value,), False), by=boss, now=NOW)
    heir = workflow.hand_over(boss.membership_id, to=heir.pk, by=boss, now=NOW)
    assert heir.is_administrator
    assert set(heir.roles) == {Role.SUPPLIER, Role.SUPPLIER_SIGNATORY}
    assert memberships_of(boss.user_id, on=local_date(NOW)) == []
    assert LedgerEntry.objects.filter(verb="members.hand_over").exists()
    refused(workflow.hand_over, heir.pk, to=heir.pk, by=actor_for(heir), now=NOW, code="no_colleague")


def test_people_of_another_organisation_are_out_of_reach(boss):
    stranger = people.membership(*SUPPLIER, body=people.body(BodyKind.SOCIAL_ORGANISATION))
    with pytest.raises(NotPermitted):
        workflow.end(stranger.pk, by=boss, now=NOW)


def test_a_person_who_left_is_signed_out_of_every_browser(boss):
    leaving = invited(boss)
    browser, other = client_of(actor_for(leaving)), client_of(boss)
    assert PAGES.page(browser, "list").status_code == 200
    assert "结束任职" in PAGES.page(other, "end", leaving.pk).content.decode()
    assert PAGES.send(other, "end", leaving.pk).status_code == 302
    assert "/accounts/login/" in PAGES.page(browser, "list")["Location"]


def test_colleagues_read_the_list_and_change_nothing(boss):
    colleague = actor_for(invited(boss))
    browser = client_of(colleague)
    assert "新同事（示例）" in PAGES.page(browser, "list").content.decode()
    for name in ("change", "end", "hand_over"):
        assert PAGES.page(browser, name, colleague.membership_id).status_code == 403
    assert PAGES.page(Client(), "list").status_code == 302


def test_the_forms_invite_change_and_hand_over(boss):
    browser = client_of(boss)
    sent = PAGES.send(browser, "invite", name="新同事（示例）", email="x@example.invalid", roles=SUPPLIER)
    assert sent.status_code == 302
    made = Membership.objects.get(user__name="新同事（示例）")
    assert "请填写" in PAGES.send(browser, "invite", name="", email="wrong").content.decode()
    PAGES.send(browser, "change", made.pk, roles=["supplier_signatory"], is_administrator="on")
    made.refresh_from_db()
    assert (made.roles, made.is_administrator) == (["supplier_signatory"], True)
    assert PAGES.send(browser, "send_link", made.pk).status_code == 302
    assert PAGES.send(browser, "hand_over", boss.membership_id, to=made.pk).status_code == 302
    assert PAGES.page(browser, "list").status_code == 302
