"""The wizard in a real browser: items are found while typing, amounts speak, nothing grave for axe."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from procurement.projects.models import ProcurementProject
from tests import spine
from tests.browser import grave_findings
from tests.factories import making
from tests.factories.procurement import catalogue_item
from tests.signed_in import client_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, live_server, who: Actor) -> None:
    cookie = client_of(who).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )


@pytest.fixture
def walk():
    return spine.people(start=local_date(timezone.now()))


def test_a_clerk_drafts_and_submits_and_a_leader_approves(live_server, new_page, walk):
    catalogue_item("A0404", "居家养老服务")
    clerk, leader = new_page(), new_page(viewport={"width": 360, "height": 780})
    sign_in(clerk, live_server, walk.handler)
    sign_in(leader, live_server, walk.leader)
    clerk.goto(live_server.url + reverse("projects:project_draft"))
    clerk.get_by_label("项目名称").fill("居家养老上门服务")
    clerk.get_by_label("输入名称、编码或者拼音首字母。").press_sequentially("居家")
    clerk.get_by_label("居家养老服务").check()
    clerk.get_by_label("服务对象").fill("独居老人")
    clerk.get_by_label("服务地点").fill("长沙市")
    clerk.get_by_label("服务内容和要求").fill("每周上门两次。")
    assert grave_findings(clerk) == []
    clerk.get_by_role("button", name="保存并继续").click()
    clerk.get_by_label("服务内容").fill("上门照护")
    clerk.get_by_label("包预算").fill("980000")
    assert clerk.get_by_text("玖拾捌万元整").is_visible()
    clerk.get_by_role("button", name="再加一个包").click()
    second = clerk.get_by_role("group", name="第 2 包")
    second.get_by_label("包名称").fill("探访关爱")
    second.get_by_label("服务内容").fill("探访")
    second.get_by_label("包预算").fill("760,000")
    assert grave_findings(clerk) == []
    clerk.get_by_role("button", name="保存并继续").click()
    clerk.get_by_label("本项目使用").fill("1740000")
    clerk.get_by_role("button", name="保存并继续").click()
    assert clerk.get_by_text("什么会改变结论").is_visible()
    assert grave_findings(clerk) == []
    clerk.get_by_role("button", name="选定采购方式").click()
    clerk.get_by_role("button", name="保存并继续").click()
    walk.project = ProcurementProject.objects.get()
    making.find_demand(walk)
    clerk.goto(live_server.url + reverse("projects:project_submit", args=[walk.project.pk]))
    clerk.get_by_label("我已逐项核对").check()
    assert grave_findings(clerk) == []
    clerk.get_by_role("button", name="提交审批").click()
    assert clerk.get_by_text("已提交审批").is_visible()
    project = ProcurementProject.objects.get()
    leader.goto(live_server.url + project.get_absolute_url())
    assert grave_findings(leader) == []
    leader.get_by_role("link", name="审批项目").last.click()
    assert leader.get_by_text("还没有通过重点审查").is_visible()
    making.review_demand(walk)
    leader.reload()
    leader.get_by_role("button", name="批准项目").click()
    assert leader.get_by_text("预算已经占用").is_visible()
    walk.line.refresh_from_db()
    assert walk.line.committed_amount == 1740000
