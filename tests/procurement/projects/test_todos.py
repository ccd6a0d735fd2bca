"""Who is told to do what about a project, and what its timeline says."""

import pytest

from orgs.people.choices import Role
from portal.kernel.timeline import DONE, NEXT, NOW, STOPPED
from procurement.projects import timeline, workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.todos import todos
from tests import spine
from tests.factories.people import actor

pytestmark = pytest.mark.django_db


def titles(walk, who) -> list[str]:
    return [todo.title for todo in todos(who, now=walk.clock.now())]


def states(project) -> list[tuple[str, str]]:
    return [(event.title, event.state) for event in timeline.events(project)]


def test_a_draft_is_for_the_handlers_only():
    walk = spine.drafted_project()
    assert titles(walk, walk.handler) == titles(walk, walk.colleague) == ["完成立项并提交审批"]
    for who in (walk.leader, actor(Role.PURCHASER_HANDLER), actor(Role.FINANCE), actor(Role.SUPPLIER)):
        assert titles(walk, who) == []
    assert states(walk.project) == [("立项", DONE), ("编制需求", NOW), ("审批", NEXT)]


def test_a_submission_is_for_the_reviewers_and_the_drafters_wait():
    walk = spine.submitted_project()
    assert titles(walk, walk.leader) == titles(walk, walk.reviewer) == ["审批采购项目"]
    waiting = todos(walk.handler, now=walk.clock.now())
    assert [todo.waiting_for for todo in waiting] == ["本单位复核人员或者分管领导"]
    assert states(walk.project) == [("立项", DONE), ("审批", NOW)]


def test_a_leader_who_drafted_waits_for_somebody_else():
    purchase = spine.people()
    purchase.handler = actor(Role.PURCHASER_HANDLER, Role.PURCHASER_LEADER, of=purchase.purchaser)
    walk = spine.submitted_project(purchase=purchase)
    assert todos(walk.handler, now=walk.clock.now())[0].waiting_for


def test_a_return_goes_back_to_the_handlers_with_its_reason():
    walk = spine.submitted_project()
    now = walk.clock.now()
    project = workflow.return_for_changes(walk.project.pk, opinion="写明次数。", by=walk.leader, now=now)
    assert titles(walk, walk.handler) == ["按退回意见修改项目"]
    assert [event.note for event in timeline.events(project)][1] == "写明次数。"


def test_an_approved_project_leaves_nothing_to_do_here():
    walk = spine.approved_project()
    assert titles(walk, walk.handler) == titles(walk, walk.leader) == []
    assert states(walk.project) == [("立项", DONE), ("批准项目", DONE)]


def test_an_approved_project_without_criteria_waits_for_the_handler():
    walk = spine.approved_project()
    walk.project.packages.update(scheme=None)
    assert titles(walk, walk.handler) == ["选定评审标准"]
    assert titles(walk, walk.leader) == []
    type(walk.project).objects.filter(pk=walk.project.pk).update(method="framework_agreement")
    assert titles(walk, walk.handler) == []


def test_a_terminated_project_says_that_it_has_stopped():
    walk = spine.approved_project()
    workflow.reach(walk.package, PackageStatus.TERMINATED, by=walk.handler, at=walk.clock.now())
    walk.project.refresh_from_db()
    assert states(walk.project)[-1] == ("项目终止", STOPPED)
