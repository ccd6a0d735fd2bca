"""How purchases are prepared, as programs read it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgs.people.choices import Role
from portal.kernel.clock import local_date
from portal.kernel.hearing.choices import Verdict
from portal.kernel.hearing.workflow import Answer
from procurement.projects.demand import workflow as demand
from procurement.projects.intention import workflow as intentions
from tests import spine
from tests.access.rows_demand import published_intention
from tests.factories import emergencies
from tests.factories.people import actor
from tests.procurement.projects.demand.test_workflow import draft
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


def read(client, address: str, status: int = 200) -> dict:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == status
    return response.json()


def test_a_project_says_whether_the_law_asks_for_its_method_and_what_was_decided(client):
    walk = spine.approved_project("700000")
    assert read(client, "projects/", 401)["code"]
    assert read(client_of(actor(Role.PURCHASER_HANDLER)), f"projects/{walk.project.number}/", 404)
    found = read(client_of(walk.handler), f"projects/{walk.project.number}/")
    assert (found["statutory"], found["amount"]) == (False, "700000.00")
    assert [row["step"] for row in found["minutes"]] == ["budget", "document"]
    assert found["terms"]["organisation"] == "self"
    assert found["intention"] is None
    other = spine.approved_project("960000", purchase=walk, item="A0402")
    assert read(client_of(walk.leader), f"projects/{other.project.number}/")["statutory"] is True


def test_a_list_of_projects_takes_the_same_queries_however_many_there_are():
    walk, counts = spine.drafted_project(), []
    browser = client_of(walk.handler)
    browser.get("/api/v1/projects/")
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert read(browser, "projects/")["results"]
        counts.append(len(queries))
        spine.drafted_project(purchase=walk)
    assert counts[0] == counts[1] <= 12


def test_a_notice_says_whether_the_law_asks_for_its_method(client):
    walk = spine.announced_package("700000")
    assert read(client, f"notices/{walk.project.notices.get().number}/")["statutory"] is False


def test_everybody_reads_intentions_and_a_withdrawn_one_with_its_reason(client):
    walk = spine.drafted_project()
    made = published_intention(walk)
    assert [row["number"] for row in read(client, "intentions/")["results"]] == [made.number]
    intentions.withdraw(made.pk, reason="不再采购。", by=walk.leader, now=walk.clock.now())
    found = read(client, f"intentions/{made.number}/")
    assert (found["status"], found["withdrawn_because"]) == ("withdrawn", "不再采购。")


def test_opinions_on_a_demand_follow_with_the_outcome(client):
    walk = draft(spine.people())
    pk, number, by, now = walk.project.pk, walk.project.number, walk.handler, walk.clock.now()
    demand.ask(pk, until=local_date(now) + timedelta(days=3), by=by, now=now)
    made = demand.say(pk, "周末也要来。", by=None, device="a", clock=walk.clock)
    answer = Answer(Verdict.ADOPTED, "已增加周末服务。")
    demand.answer(made.pk, answer, by=by, now=now)
    assert read(client, f"demands/{number}/")["opinions"] == []
    demand.conclude(pk, outcome="采纳1条。", by=by, now=walk.clock.advance(days=6))
    [opinion] = read(client, f"demands/{number}/")["opinions"]
    assert (opinion["text"], opinion["verdict"]) == ("周末也要来。", "adopted")


def test_the_register_of_emergencies_is_for_its_readers(client):
    walk = spine.people()
    made = emergencies.entered(walk)
    assert read(client, "emergencies/", 401)["code"]
    assert read(client_of(actor(Role.SUPPLIER)), "emergencies/")["results"] == []
    assert read(client_of(walk.leader), f"emergencies/{made.number}/")["event"] == made.event
