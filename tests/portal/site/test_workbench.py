"""The workbench: cut by time, sorted by deadline, only one's own."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.todos import Todo
from portal.site import workbench
from tests.factories import people

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def todo(title: str, due: timedelta | None) -> Todo:
    return Todo(title, "某采购", "由您经办", "/", "办理事项", due_at=NOW + due if due is not None else None)


@pytest.mark.django_db
def test_lines_are_cut_by_time():
    lines = [
        todo("逾期", timedelta(seconds=0)),
        todo("今天", timedelta(hours=13)),
        todo("本周", timedelta(days=7)),
        todo("以后", timedelta(days=8)),
        todo("无期", None),
    ]
    cut = workbench.groups(lines, now=NOW)
    assert {name: [line.title for line in found] for name, found in cut.items()} == {
        "over": ["逾期"], "today": ["今天"], "week": ["本周"], "later": ["以后"], "open": ["无期"],
    }  # fmt: skip


@pytest.mark.django_db
def test_a_visitor_is_sent_to_sign_in(client):
    page = client.get(reverse("site:workbench"))
    assert page.status_code == 302
    assert reverse("account_login") in page.url


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_every_capacity_has_a_first_page(client, role):
    actor = people.actor(role)
    client.force_login(people.User.objects.get(pk=actor.user_id))
    page = client.get(reverse("site:workbench"))
    assert page.status_code == 200
    assert "我的事项" in page.content.decode()


@pytest.mark.django_db
def test_a_person_without_a_membership_is_told_what_to_do(client):
    client.force_login(people.user())
    assert "请联系平台管理员" in client.get(reverse("site:workbench")).content.decode()


@pytest.mark.django_db
def test_a_message_is_read_by_its_recipient_only(client):
    owner, other = people.user(), people.user()
    message = Message.objects.create(user=owner, subject="请复核公告", text="请复核", created_at=NOW)
    address = reverse("inbox:message_detail", args=[message.pk])
    client.force_login(other)
    assert client.get(address).status_code == 404
    client.force_login(owner)
    assert client.get(address).status_code == 200
    message.refresh_from_db()
    assert message.read_at is not None


@pytest.mark.django_db
def test_switching_to_a_membership_of_somebody_else_is_forbidden(client):
    mine, theirs = (
        people.membership(Role.FINANCE, body=people.body("finance_department")),
        people.actor(Role.AUDITOR),
    )
    client.force_login(mine.user)
    switch = reverse("people:membership_switch")
    assert client.post(switch, {"membership": theirs.membership_id}).status_code == 403
    assert client.post(switch, {"membership": "x"}).status_code == 403
    second = people.membership(Role.SUPPLIER, body=people.body("social_organisation"), person=mine.user)
    assert client.post(switch, {"membership": second.pk}).status_code == 302
    assert second.body.name in client.get(reverse("site:workbench")).content.decode()
