"""A demand's making from the survey to counsel's opinion."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.hearing.choices import Verdict
from portal.kernel.hearing.workflow import Answer
from portal.kernel.ledger.models import LedgerEntry
from procurement.projects import workflow as projects
from procurement.projects.choices import ProjectStatus
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.demand import queries, todos, workflow
from procurement.projects.demand.choices import ReviewKind
from procurement.projects.demand.models import DemandReview, DemandSurvey
from tests import spine
from tests.factories import making
from tests.factories.people import actor
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
PASSED = making.PASSED


def refused(verb, *args, **options) -> str:
    with pytest.raises(Refused) as found:
        verb(*args, **options)
    return found.value.code


def draft(walk=None):
    """A project without a survey, without opinions."""
    walk = walk or spine.people()
    walk.project = projects.draft(
        spine.project_facts(fiscal_year=walk.line.fiscal_year), by=walk.handler, now=walk.clock.now()
    )
    return walk


def test_a_public_service_is_not_submitted_before_survey_and_opinions():
    walk = draft()
    codes = [r.code for r in queries.submission_refusals(walk.project, on=spine.STARTS_ON)]
    assert codes == ["no_survey", "no_execution_plan", "not_heard"]
    making.find_demand(walk)
    assert queries.submission_refusals(walk.project, on=spine.STARTS_ON) == []
    assert DemandSurvey.objects.get().respondents.count() == 3


def test_citizens_are_heard_answered_and_read_the_outcome():
    cache.clear()
    walk = draft()
    pk, today = walk.project.pk, local_date(walk.clock.now())
    by = {"by": walk.handler}
    late = {"until": today, "now": walk.clock.now(), **by}
    assert refused(workflow.ask, pk, **late) == "until_past"
    workflow.ask(pk, until=today + timedelta(days=5), now=walk.clock.now(), **by)
    assert refused(workflow.ask, pk, until=today + timedelta(days=6), now=walk.clock.now(), **by)
    made = workflow.say(pk, "周末也要来。", by=None, device="a", clock=walk.clock)
    assert "周末" not in str(LedgerEntry.objects.about(made).get().facts)
    assert [todo.waiting_for for todo in todos.todos(walk.handler, now=walk.clock.now())] == ["社会公众"]
    early = {"outcome": "采纳。", "now": walk.clock.now(), **by}
    assert refused(workflow.conclude, pk, **early) == "still_open"
    now = walk.clock.advance(days=6)
    assert refused(workflow.say, pk, "晚了。", by=None, device="b", clock=walk.clock) == "closed"
    assert refused(workflow.conclude, pk, outcome="采纳。", now=now, **by) == "unanswered"
    with pytest.raises(NotPermitted):
        workflow.answer(made.pk, Answer(Verdict.ADOPTED, "好。"), by=actor(Role.AGENCY_HANDLER), now=now)
    workflow.answer(made.pk, Answer(Verdict.ADOPTED, "已增加周末服务。"), now=now, **by)
    url = queries.public().get().get_absolute_url()
    assert "已增加周末服务" not in Client().get(url).content.decode()
    workflow.conclude(pk, outcome="采纳1条。", now=now, **by)
    page = Client().get(url).content.decode()
    assert "已增加周末服务" in page and "采纳1条" in page
    assert refused(workflow.answer, made.pk, Answer(Verdict.PARTLY, "改。"), now=now, **by) == "decided"


def test_nobody_reviews_what_he_drafted_and_no_approval_comes_before():
    walk = spine.submitted_project()
    pk, now = walk.project.pk, walk.clock.now()
    assert refused(projects.approve, pk, opinion="", by=walk.leader, now=now) == "not_reviewed"
    making.decide_together(walk, DecisionStep.BUDGET)
    both = actor(Role.PURCHASER_HANDLER, Role.PURCHASER_LEADER, of=walk.purchaser)
    other = draft(walk).project
    workflow.ask(other.pk, until=local_date(now) + timedelta(days=3), by=both, now=now)
    with pytest.raises(NotPermitted):
        workflow.review(pk, ReviewKind.KEY, PASSED, opinion="", by=walk.handler, now=now)
    workflow.review(pk, ReviewKind.KEY, PASSED, opinion="", by=walk.leader, now=now)
    projects.approve(pk, opinion="", by=walk.leader, now=now)


def test_a_fault_sends_the_project_back_and_it_is_reviewed_again():
    walk = spine.submitted_project()
    pk, now = walk.project.pk, walk.clock.now()
    fault = {"opinion": "资格条件指向特定供应商。", "by": walk.leader, "now": now}
    workflow.review(pk, ReviewKind.KEY, PASSED | {"equal": False}, **fault)
    walk.project.refresh_from_db()
    assert walk.project.status == ProjectStatus.RETURNED
    projects.submit(pk, outside_negative_list=True, by=walk.handler, now=now)
    assert refused(projects.approve, pk, opinion="", by=walk.leader, now=now) == "not_reviewed"
    workflow.review(pk, ReviewKind.KEY, PASSED, opinion="", by=walk.leader, now=now)
    assert list(DemandReview.objects.values_list("passed", flat=True)) == [False, True]


def test_the_pages_of_a_demand():
    walk = draft(spine.people_now())
    handler, pk = client_of(walk.handler), walk.project.pk
    typed = {"ways": ["visit"], "surveyed_on": f"{local_date(walk.clock.now())}", "market": "有。"}
    typed |= {"prices": "没有查到。", "name_1": "机构甲（示例）", "said_1": "可以承接。"}
    page = handler.post(reverse("demand:survey", args=[pk]), typed)
    assert page.status_code == 409 and "机构甲（示例）" in page.content.decode()
    handler.post(reverse("demand:survey", args=[pk]), typed | {"few_reason": "全县只有一家。"})
    assert DemandSurvey.objects.get().few_reason == "全县只有一家。"
    typed = {"how": "座谈会。", "received": "3", "outcome": "采纳2条。"}
    handler.post(reverse("demand:elsewhere", args=[pk]), typed)
    page = handler.get(reverse("demand:overview", args=[pk])).content.decode()
    assert "机构甲（示例）" in page and "采纳2条" in page


def test_the_reviewer_judges_item_by_item_in_the_browser():
    walk = spine.submitted_project()
    leader, url = client_of(walk.leader), reverse("demand:review", args=[walk.project.pk])
    typed = {f"item_{code}": "yes" for code in PASSED}
    page = leader.post(url, typed | {"item_risks": "no"})
    assert page.status_code == 409
    leader.post(url, typed)
    assert DemandReview.objects.get().passed
