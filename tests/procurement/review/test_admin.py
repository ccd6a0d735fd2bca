"""What auditors read of a review, and when."""

import pytest
from django.test import Client
from django.urls import reverse

from orgs.people.choices import Role
from orgs.people.models import User
from procurement.review import workflow
from tests.factories import review as rooms
from tests.factories.people import actor

pytestmark = pytest.mark.django_db
SECRET = (
    "panelmember",
    "examination",
    "consultation",
    "documentchange",
    "scoresheet",
    "score",
    "reportsignature",
)


@pytest.fixture
def auditor(settings) -> Client:
    """Somebody who may enter the admin."""
    settings.SECOND_FACTOR_OPTIONAL = True
    person = User.objects.get(pk=actor(Role.AUDITOR).user_id)
    person.is_staff = person.is_superuser = True
    person.save()
    client = Client()
    client.force_login(person)
    return client


def rows(auditor: Client, model: str) -> int:
    page = auditor.get(reverse(f"admin:procurement_{model}_changelist"))
    return page.context["cl"].queryset.count()


@pytest.mark.parametrize("model", SECRET)
def test_names_and_scores_are_hidden_until_the_result(auditor, model):
    room = rooms.reported()
    assert rows(auditor, model) == 0
    workflow.disclose(room.session.pk, by=room.organiser, now=room.tick())
    if model != "documentchange":
        assert rows(auditor, model) > 0


def test_an_auditor_reads_quotes_and_places_only_after_the_report(auditor):
    room = rooms.scored()
    address = reverse("admin:procurement_candidate_change", args=[room.candidates()[0].pk])
    assert "880000" not in auditor.get(address).content.decode().replace(",", "")
    rooms.reported(room)
    assert "880000" in auditor.get(address).content.decode().replace(",", "")


def test_the_page_of_a_review_names_nobody_of_the_panel(auditor):
    room = rooms.reported()
    page = auditor.get(reverse("admin:procurement_reviewsession_change", args=[room.session.pk]))
    assert page.status_code == 200
    assert not any(member.name in page.content.decode() for member in room.panel)
