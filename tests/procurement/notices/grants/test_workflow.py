"""A notice about a grant: one drafts, another publishes, a further notice corrects."""

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.notices.grants import queries, todos, workflow
from procurement.notices.models import Notice
from tests.factories.law import law
from tests.factories.people import actor, body
from tests.procurement.notices.grants.facts import CALL, CLOSING, PUBLICITY
from tests.refusals import refused
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """A handler and a reviewer of one department."""
    law()
    handler = actor(Role.PURCHASER_HANDLER)
    return handler, actor(Role.PURCHASER_REVIEWER, of=Body.objects.get(pk=handler.body_id))


def published(kind, facts, two) -> Notice:
    now = timezone.now()
    notice = workflow.draft(kind, facts, by=two[0], now=now)
    workflow.submit(notice.pk, by=two[0], now=now)
    return workflow.publish(notice.pk, by=two[1], now=now)


def test_a_call_is_written_published_and_found_by_everybody(two, client):
    handler, reviewer = (client_of(who) for who in two)
    typed = {name: value for name, value in CALL.items() if value} | {"closes_on": "2020-01-01"}
    url = reverse("notices:grant_draft", args=["grant_call"])
    wrong = handler.post(url, typed | {"opens_on": "2019-12-01"})
    assert wrong.status_code == 409 and "已经过去" in wrong.content.decode()
    assert handler.post(url, typed | {"closes_on": CALL["closes_on"]}).status_code == 302
    notice = Notice.objects.get(type="grant_call")
    detail = reverse("notices:grant_detail", args=[notice.pk])
    assert client.get(notice.get_absolute_url()).status_code == 404
    handler.post(reverse("notices:grant_submit", args=[notice.pk]))
    assert [todo.button for todo in todos.todos(two[1], now=timezone.now())] == ["复核公告"]
    assert todos.todos(two[0], now=timezone.now())[0].waiting_for
    reviewer.post(reverse("notices:grant_return", args=[notice.pk]), {"opinion": "请写明每个项目的上限。"})
    assert "请写明每个项目的上限" in handler.get(detail).content.decode()
    handler.post(reverse("notices:grant_edit", args=[notice.pk]), typed | {"closes_on": "2099-04-30"})
    handler.post(reverse("notices:grant_submit", args=[notice.pk]))
    assert "发布以后" in reviewer.get(detail).content.decode()
    reviewer.post(reverse("notices:grant_publish", args=[notice.pk]))
    page = client.get(notice.get_absolute_url()).content.decode()
    assert "2099-04-30" in page and "7,500,000 元" in page
    found = client.get(reverse("notices:list"), {"q": "福彩", "type": "grant_call"}).content.decode()
    assert notice.get_absolute_url() in found
    for kind in ("pdf", "word"):
        assert client.get(reverse(f"notices:{kind}", args=[notice.number])).status_code == 200
    verbs = LedgerEntry.objects.about(notice).values_list("verb", flat=True).order_by("pk")
    assert list(verbs)[-1] == "notices.publish" and len(verbs) == 6


def test_nobody_publishes_what_he_wrote_and_strangers_do_nothing(two):
    now = timezone.now()
    both = actor(Role.PURCHASER_HANDLER, Role.PURCHASER_REVIEWER, of=Body.objects.get(pk=two[0].body_id))
    notice = workflow.draft("grant_call", CALL, by=both, now=now)
    workflow.submit(notice.pk, by=both, now=now)
    refused(workflow.publish, notice.pk, by=both, now=now, code="separation_of_duties")
    stranger = actor(Role.PURCHASER_REVIEWER, of=body())
    with pytest.raises(NotPermitted):
        workflow.publish(notice.pk, by=stranger, now=now)
    with pytest.raises(NotPermitted):
        workflow.draft("grant_call", CALL, by=actor(Role.SUPPLIER), now=now)
    assert client_of(stranger).get(reverse("notices:grant_detail", args=[notice.pk])).status_code == 404
    assert not queries.own(stranger).exists()


def test_a_publicity_lasts_its_working_days_and_its_list_stays(two):
    notice = published("grant_publicity", PUBLICITY, two)
    assert notice.period_workdays == 5 and notice.period_ends_on > local_date(notice.published_at)
    wish = {"basics:资助金额合计": "1 元"}
    refused(
        workflow.amend,
        notice.pk,
        wish,
        reason="错。",
        by=two[0],
        now=timezone.now(),
        code="decided_elsewhere",
    )


def test_a_published_notice_is_corrected_by_another_one(two, client):
    notice = published("grant_closing", CLOSING, two)
    handler, reviewer = (client_of(who) for who in two)
    page = reverse("notices:grant_amend", args=[notice.pk])
    form = handler.get(page).context["form"]
    field = next(name for name, one in form.fields.items() if one.label.endswith("联系电话"))
    typed = {name: one.initial for name, one in form.fields.items() if one.initial} | {"reason": "电话写错。"}
    assert handler.post(page, typed).status_code == 409
    assert handler.post(page, typed | {field: "0731-0000-0009"}).status_code == 302
    assert handler.post(page, typed | {field: "0731-0000-0008"}).status_code == 409
    drafted = Notice.objects.get(corrects=notice)
    change = reverse("notices:grant_amendment", args=[drafted.pk])
    assert handler.post(change, typed | {field: "0731-0000-0007"}).status_code == 302
    handler.post(reverse("notices:grant_submit", args=[drafted.pk]))
    reviewer.post(reverse("notices:grant_publish", args=[drafted.pk]))
    told = client.get(notice.get_absolute_url()).content.decode()
    assert "0731-0000-0007" in told and "0731-0000-0001" in told
    notice.refresh_from_db()
    assert notice.body["facts"]["phone"] == "0731-0000-0001"
