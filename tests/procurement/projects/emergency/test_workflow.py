"""The register of emergency purchases: entered, confirmed by another, closed with papers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refused
from procurement.projects.emergency import queries, todos, workflow
from procurement.projects.emergency.choices import EmergencyStatus
from procurement.projects.emergency.models import EmergencyPurchase
from tests import spine
from tests.factories import emergencies
from tests.factories.people import actor
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


def refused(verb, *args, **options) -> str:
    with pytest.raises(Refused) as found:
        verb(*args, **options)
    return found.value.code


@pytest.mark.article("财库〔2026〕12号")
def test_a_second_person_confirms_and_papers_close_it():
    walk = spine.people()
    made, now = emergencies.entered(walk), walk.clock.now()
    assert made.number == "JJ-430100-2026-0001"
    assert [todo.title for todo in todos.todos(walk.leader, now=now)] == ["确认紧急采购"]
    with pytest.raises(NotPermitted):
        workflow.confirm(made.pk, by=actor(Role.PURCHASER_LEADER), now=now)
    workflow.confirm(made.pk, by=walk.leader, now=now)
    assert refused(workflow.close, made.pk, by=walk.leader, now=now) == "no_papers"
    emergencies.paper(walk, made.pk)
    workflow.close(made.pk, by=walk.leader, now=now)
    assert EmergencyPurchase.objects.get().status == EmergencyStatus.CLOSED
    assert refused(workflow.confirm, made.pk, by=walk.leader, now=now) == "wrong_state"


def test_nobody_confirms_what_he_entered_himself():
    walk = spine.people()
    walk.handler = actor(Role.PURCHASER_HANDLER, Role.PURCHASER_LEADER, of=walk.purchaser)
    made = emergencies.entered(walk)
    assert refused(workflow.confirm, made.pk, by=walk.handler, now=walk.clock.now()) == "same_person"


@pytest.mark.parametrize(("happened", "decided"), [(0, -1), (0, 1), (2, 2)])
def test_the_days_are_in_order(happened, decided):
    walk = spine.people()
    today = local_date(walk.clock.now())
    days = {
        "happened_on": today + timedelta(days=happened),
        "decided_on": today + timedelta(days=decided),
    }
    facts = emergencies.facts(walk, **days)
    assert refused(workflow.enter, facts, by=walk.handler, now=walk.clock.now()) == "days_out_of_order"


def test_others_do_not_see_the_register_of_a_body():
    walk = spine.people()
    emergencies.entered(walk)
    assert queries.visible_to(walk.leader).count() == 1
    assert not queries.visible_to(actor(Role.PURCHASER_LEADER)).exists()
    assert queries.visible_to(actor(Role.AUDITOR)).count() == 1


def test_it_is_entered_in_the_browser_and_keeps_what_was_typed():
    walk = spine.people_now()
    handler, today = client_of(walk.handler), local_date(walk.clock.now())
    typed = {
        "event": "山洪（示例）",
        "happened_on": f"{today}",
        "reason": "当晚安置。",
        "bought": "安置照护。",
        "supplier_name": "湘江暖邻（示例）",
        "amount": "60000",
        "decider": "郭岩（示例）",
        "decided_on": f"{today - timedelta(days=1)}",
    }
    page = handler.post(reverse("emergency:enter"), typed)
    assert page.status_code == 409 and "山洪（示例）" in page.content.decode()
    handler.post(
        reverse("emergency:enter"), typed | {"happened_on": f"{today - timedelta(days=9)}"}, follow=True
    )
    made = EmergencyPurchase.objects.get()
    assert "还没有补交" in handler.get(made.get_absolute_url()).content.decode()
    page = client_of(walk.leader).post(reverse("emergency:confirm", args=[made.pk]), follow=True)
    assert "已确认" in page.content.decode()
