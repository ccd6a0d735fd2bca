"""A threshold that changed between submission and notice: the day of publication decides."""

from datetime import date

import pytest

from portal.kernel.actors import SYSTEM
from procurement.notices import announcing
from procurement.notices import workflow as notices
from procurement.notices.sections import Texts
from procurement.projects import lawday, queries, workflow
from procurement.projects.demand import queries as demand
from procurement.projects.intention import queries as intentions
from procurement.projects.intention.models import ProjectIntention
from tests import spine
from tests.factories.law import parameter

NEXT_DAY = date(2026, 3, 3)


@pytest.fixture
def walk(db):
    """Approved by the law of the former day; the city's own threshold begins on the next."""
    walk = spine.approved_project("799999.99")
    parameter("dispersed_threshold", "600000", region_code="4301", effective_from=NEXT_DAY)
    return walk


def announced_the_next_day(walk):
    walk.clock.advance(days=1)
    notice = notices.draft_call(
        walk.project.pk,
        by=walk.handler,
        now=walk.clock.now(),
        schedule=spine.schedule_facts(walk),
        texts=Texts(other_matters="无。", contact_name="何静（示例）", contact_phone="0731-0000-0001"),
    )
    notices.submit(notice.pk, by=walk.handler, now=walk.clock.now())
    return notices.publish(notice.pk, by=walk.reviewer, now=walk.clock.now(), provisional_confirmed=True)


def test_whether_the_law_asks_for_the_method_is_decided_on_the_day_of_the_notice(walk):
    assert not queries.is_statutory(walk.project)
    notice = announced_the_next_day(walk)
    project = type(walk.project).objects.get(pk=walk.project.pk)
    assert queries.is_statutory(project)
    assert "采购性质" not in str(notice.body)
    kept = list(project.route_decisions.values_list("decided_on", "on_publication"))
    assert kept == [(NEXT_DAY, True), (spine.STARTS_ON, False)]


def test_what_reviewers_judged_is_still_the_submission(walk):
    passed = demand.standing(walk.project, on=NEXT_DAY).passed
    workflow.take_law_of(walk.project, on=NEXT_DAY, by=SYSTEM, at=walk.clock.now())
    assert demand.standing(walk.project, on=NEXT_DAY).passed == passed


def test_the_same_day_adds_no_decision(walk):
    workflow.take_law_of(walk.project, on=spine.STARTS_ON, by=SYSTEM, at=walk.clock.now())
    assert walk.project.route_decisions.count() == 1


def test_a_project_that_becomes_statutory_needs_an_intention(walk):
    ProjectIntention.objects.filter(project=walk.project).delete()
    for day, held in ((spine.STARTS_ON, []), (NEXT_DAY, ["no_intention"])):
        assert [refusal.code for refusal in intentions.hold_refusals(walk.project, today=day)] == held


def test_every_changed_number_is_named(walk):
    parameter("intent_days", "45", effective_from=NEXT_DAY, name="意向公开", unit="calendar_days")
    parameter(announcing.MOST_BOND, "0.01", effective_from=NEXT_DAY, name="保证金", unit="ratio")
    said = [str(refusal.because) for refusal in announcing.changes_of_law(walk.project, on=NEXT_DAY)]
    assert len(said) == 4
    assert "不再是自愿采用" in said[0]
    assert "由 800,000 元 改为 600,000 元" in said[1]
    assert "由 30 日 改为 45 日" in said[2]
    assert "由 2% 改为 1%" in said[3]
    assert lawday.changes(walk.project, on=spine.STARTS_ON) == []


NATURES = [(True, False, "成为自愿"), (False, True, "不再是自愿")]


@pytest.mark.article("GPL:2")
@pytest.mark.parametrize(("before", "after", "words"), NATURES)
def test_a_change_of_the_nature_is_said_both_ways(before, after, words):
    assert words in lawday.nature_changes(before=before, after=after)[0].because
    assert lawday.nature_changes(before=after, after=after) == []
