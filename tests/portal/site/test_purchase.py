"""The purchase page: what to do next, who did what, where the money went."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.policies import workflow as policies
from orgs.bodies.choices import BodyKind
from orgs.people.choices import Role
from portal.kernel.clock import local_date
from portal.site import purchase, workbench
from procurement.projects import todos as projects_todos
from procurement.projects import workflow as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import ProcurementProject
from tests import after_award, spine
from tests.factories.people import actor, body
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    return spine.people(start=local_date(timezone.now()))


def read(project, who) -> str:
    return client_of(who).get(project.get_absolute_url()).content.decode()


def test_a_visitor_is_asked_to_sign_in_and_strangers_find_nothing(walk):
    project = spine.drafted_project(purchase=walk).project
    assert Client().get(project.get_absolute_url()).status_code == 302
    for stranger in (actor(Role.SUPPLIER), actor(Role.EXPERT), actor(Role.PURCHASER_HANDLER)):
        assert client_of(stranger).get(project.get_absolute_url()).status_code == 404


def test_the_drafter_is_told_to_go_on_and_the_leader_that_nothing_waits(walk):
    project = spine.drafted_project(purchase=walk).project
    assert "完成立项并提交审批" in read(project, walk.handler)
    page = read(project, walk.leader)
    assert "编制需求" in page
    assert "现在没有" in page


def test_a_submitted_project_waits_for_the_leader(walk):
    project = spine.submitted_project(purchase=walk).project
    assert "审批项目" in read(project, walk.leader)
    page = read(project, walk.handler)
    assert "等待审批" in page
    assert "本单位复核人员或者分管领导" in page


def test_a_purchase_shows_what_it_waits_for_however_much_else_waits(walk, monkeypatch):
    monkeypatch.setattr(projects_todos, "SHOWN", 1)
    first = spine.drafted_project(purchase=walk).project
    second = spine.drafted_project(purchase=walk).project
    assert len(workbench.todos_of(walk.handler, now=walk.clock.now())) == 1
    for project in (first, second):
        [todo] = purchase.todos_about(project, walk.handler, now=walk.clock.now())
        assert todo.subject == str(project)


def test_an_approved_project_shows_who_when_how_much_and_why(walk):
    project = spine.approved_project("980000", "760000", purchase=walk).project
    page = read(project, walk.handler)
    for words in (
        project.number,
        "1,740,000",
        "为什么是竞争性磋商",
        "占用",
        "批准项目",
        walk.leader.name,
        "需求审核",
        "存证",
    ):
        assert words in page


def test_below_the_threshold_a_term_is_the_units_own_rule_and_no_breach_of_law():
    walk = spine.announced_package("700000", purchase=spine.people_now())
    page = read(walk.project, walk.handler)
    assert "超过页面上的期限不是违法" in page
    project = ProcurementProject.objects.get(pk=walk.project.pk)
    terms = [event.basis for event in purchase.events_of(project) if event.due]
    assert terms and all("不是法定期限" in basis for basis in terms)
    assert "不是法定期限" not in read(spine.announced_package().project, walk.handler)


def test_the_page_takes_the_same_queries_with_one_and_with_many_packages(walk):
    counts = []
    for amounts in (["900000"], ["50000"] * 18):
        project = spine.approved_project(*amounts, purchase=walk, item=f"A04{len(amounts):02d}").project
        browser = client_of(walk.handler)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(project.get_absolute_url()).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 60


def test_a_purchase_that_has_come_to_its_end_takes_no_more_queries_than_sixty():
    walk = after_award.evaluated()
    browser = client_of(walk.handler)
    browser.get(walk.project.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(walk.project.get_absolute_url()).status_code == 200
    assert len(queries) <= 60


@pytest.mark.parametrize(
    "stage",
    [
        spine.submitted_project,
        spine.approved_project,
        spine.drafted_notice,
        spine.opened_package,
        spine.reported,
        spine.decided,
        spine.awarded,
    ],
)
def test_no_stage_that_is_not_asked_waits_for_anybody(stage):
    walk = stage()
    number, now = walk.project.number, walk.clock.now()
    project = ProcurementProject.objects.get(number=number)
    for who in (walk.handler, walk.reviewer, walk.leader):
        assert purchase.todos_about(project, who, now=now) == sorted(
            workbench.todos_of(who, now=now, of=number), key=lambda todo: bool(todo.waiting_for)
        )


def test_the_timeline_names_what_is_done_what_is_now_and_what_will_come(walk):
    project = spine.approved_project("980000", "760000", purchase=walk).project
    states = [(event.title, event.state, event.package) for event in purchase.events_of(project)]
    before = [
        "立项",
        "需求调查",
        "就需求征求公众意见",
        "重点审查",
        "批准项目",
        "不公开采购意向",
        "合同文本法律审查",
    ]
    assert sorted(event[0] for event in states[:7]) == sorted(before)
    assert states[7:9] == [
        ("发布公告", "now", 0),
        ("响应截止", "next", 0),
    ]
    assert states[-1] == ("绩效评价", "next", 0)


def test_packages_that_go_apart_are_named(walk):
    project = spine.approved_project("980000", "760000", purchase=walk).project
    first, second = project.packages.all()
    at = walk.clock.now()
    projects.reach(first, PackageStatus.ANNOUNCED, by=walk.handler, at=at)
    projects.reach(second, PackageStatus.ANNOUNCED, by=walk.handler, at=at)
    projects.reach(second, PackageStatus.TERMINATED, by=walk.handler, at=at)
    project.refresh_from_db()
    states = [(event.title, event.state, event.package) for event in purchase.events_of(project)]
    assert ("发布公告", "done", 0) in states
    assert ("采购包终止", "stopped", 2) in states
    assert ("响应截止", "now", 1) in states


def test_every_link_of_the_page_opens_for_whoever_sees_it():
    policies.load_reference()
    walk = spine.awarded()
    division = walk.purchaser.budget_division_id
    readers = (
        walk.handler,
        walk.leader,
        actor(Role.FINANCE, of=body(BodyKind.FINANCE_DEPARTMENT, division_code=division)),
        actor(Role.AUDITOR),
    )
    for reader in readers:
        browser = client_of(reader)
        page = browser.get(walk.project.get_absolute_url()).content.decode()
        assert "竞争性磋商公告" in page
        assert "已公告结果" in page
        main = page[page.index("<main") : page.index("</main>")]
        for url in sorted(set(re.findall(r'href="(/[^"]*)"', main))):
            assert browser.get(url).status_code == 200, (reader.roles, url)
