"""From an application to a person who signs in, and what stops it."""

import re
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client

from orgs.accounts.applications import queries, workflow
from orgs.accounts.applications.models import AccountApplication
from orgs.bodies.choices import BodyKind
from orgs.inbox.models import Message
from orgs.people.choices import Role
from orgs.people.models import Membership, User
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from tests.factories import people
from tests.orgs.imports.register import run_jobs
from tests.refusals import refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
CALL = workflow.Call("0731-0000-0001", "办公室主任", "确认由其经办。", True)
SITE = "https://portal.example.invalid/"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def operator():
    return people.actor(Role.OPERATOR)


def approve(application, by, **changes):
    facts = {"is_administrator": True, "site": SITE, "by": by, "now": NOW}
    return workflow.approve(application.pk, **facts | changes)


def test_an_approved_applicant_sets_the_password_once_and_signs_in(operator):
    application = people.application(now=NOW)
    workflow.call_back(application.pk, CALL, by=operator, now=NOW)
    user = approve(application, operator).user
    assert not user.has_usable_password()
    made = Membership.objects.get(user=user)
    assert (made.body_id, made.is_administrator) == (application.body_id, True)
    assert set(made.roles) == {Role.SUPPLIER, Role.SUPPLIER_SIGNATORY}
    run_jobs()
    (sent,) = mail.outbox
    assert user.username in sent.body
    link = re.search(r"https://portal\.example\.invalid(/\S+)", sent.body)[1]
    browser = Client()
    form = browser.get(link, follow=True).request["PATH_INFO"]
    browser.post(form, {"password1": "Xiangjiang-2026", "password2": "Xiangjiang-2026"})
    user.refresh_from_db()
    assert user.check_password("Xiangjiang-2026")
    assert "已经用过" in Client().get(link, follow=True).content.decode()


def test_nothing_opens_before_the_organisation_has_confirmed(operator):
    application = people.application(now=NOW)
    refused(approve, application, operator, code="not_called_back")
    workflow.call_back(
        application.pk, workflow.Call("0731-0000-0001", "值班", "不知情。", False), by=operator, now=NOW
    )
    refused(approve, application, operator, code="not_confirmed")
    application.refresh_from_db()
    assert application.status == "submitted"
    assert not User.objects.filter(name=application.applicant_name).exists()


def test_the_first_person_must_run_the_account_and_later_ones_are_told_of(operator):
    body = people.body(BodyKind.SOCIAL_ORGANISATION)
    first, second = (people.application(of=body, now=NOW) for _ in range(2))
    for application in (first, second):
        workflow.call_back(application.pk, CALL, by=operator, now=NOW)
    refused(approve, first, operator, is_administrator=False, code="needs_administrator")
    running = approve(first, operator).user
    other = approve(second, operator, is_administrator=False).user
    assert other.username != running.username
    assert Message.objects.get().user == running


def test_a_returned_application_tells_why_and_opens_nothing(operator):
    application = people.application(now=NOW)
    workflow.give_back(application.pk, reason="申请函没有盖章。", by=operator, now=NOW)
    run_jobs()
    assert "申请函没有盖章。" in mail.outbox[0].body
    refused(approve, application, operator, code="wrong_state")


@pytest.mark.parametrize(
    ("kind", "code"), [(BodyKind.STATE_ORGAN, "may_not_contract"), (BodyKind.INDIVIDUAL, "not_in_register")]
)
def test_a_body_that_may_not_contract_or_is_not_public_is_refused(kind, code):
    refused(people.application, of=people.body(kind), now=NOW, code=code)
    assert not AccountApplication.objects.exists()


def test_an_unknown_or_ended_organisation_is_refused():
    body = people.body(BodyKind.SOCIAL_ORGANISATION)
    body.registration.deregistered_on = NOW.date()
    body.registration.save()
    refused(people.application, of=body, now=NOW, code="deregistered")
    refused(people.application, now=NOW, credit_code=people.credit_code(), code="not_in_register")


def test_a_registrar_decides_its_own_division_only():
    application = people.application(of=people.body("enterprise", division_code="430626"), now=NOW)
    near = people.actor(Role.REGISTRAR, of=people.body(division_code="4306"))
    far = people.actor(Role.REGISTRAR, of=people.body(division_code="4301"))
    assert application in queries.visible_to(near)
    assert application not in queries.visible_to(far)
    with pytest.raises(AccountApplication.DoesNotExist):
        workflow.call_back(application.pk, CALL, by=far, now=NOW)


def test_a_supplier_decides_nothing_and_the_ledger_holds_no_person(operator):
    application = people.application(now=NOW)
    with pytest.raises((NotPermitted, AccountApplication.DoesNotExist)):
        workflow.call_back(application.pk, CALL, by=people.actor(Role.SUPPLIER), now=NOW)
    entry = LedgerEntry.objects.about(application).get()
    assert application.applicant_name not in str(entry.facts)
    assert application.email not in str(entry.facts)
