"""The negative list and the marked words, as a handler and a reviewer meet them."""

from dataclasses import replace

import pytest
from django.urls import reverse

from catalog.negative import workflow as negative_list
from portal.kernel import clock
from portal.kernel.clock import local_date
from portal.kernel.errors import Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.projects import screening, workflow
from procurement.projects.choices import ProjectStatus
from tests import spine
from tests.scenes import kept
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
DEMAND = "为老人提供助餐。项目含厨房设备采购和装修，人员由劳务派遣人员担任。"


@kept
def drafted(demand: str = DEMAND):
    """A complete draft with this demand."""
    negative_list.load_reference()
    walk = spine.drafted_project()
    item = walk.project.catalogue_item_id
    facts = replace(spine.project_facts(catalogue_item_id=item), demand=demand)
    workflow.edit(walk.project.pk, facts, by=walk.handler, now=walk.clock.now())
    walk.project.refresh_from_db()
    return walk


def page_of(name: str, walk) -> str:
    return reverse(f"projects:project_{name}", args=[walk.project.pk])


@pytest.mark.article("政府购买服务管理办法（财政部令第102号）第十条")
def test_a_project_that_ticks_a_head_is_refused_and_nothing_changes():
    walk = drafted()
    entries = LedgerEntry.objects.count()
    with pytest.raises(Refused) as refused:
        workflow.submit(
            walk.project.pk,
            outside_negative_list=True,
            ticked=["hiring"],
            by=walk.handler,
            now=walk.clock.now(),
        )
    assert refused.value.code == "negative_hiring"
    assert "第十条" in refused.value.refusals[0].basis
    walk.project.refresh_from_db()
    assert walk.project.status == ProjectStatus.DRAFT
    assert walk.project.decided_on is None
    assert not walk.project.route_decisions.exists()
    assert LedgerEntry.objects.count() == entries


def test_the_page_keeps_what_was_ticked_and_says_the_article(monkeypatch):
    walk = drafted()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    browser = client_of(walk.handler)
    response = browser.post(
        page_of("submit", walk), {"negative_heads": ["financing"], "outside_negative_list": "on"}
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "您勾选了“融资行为”" in page
    assert 'value="financing" id="id_negative_heads_3" class="form-check-input" checked' in page
    assert "第十条" in page


def test_a_head_that_does_not_exist_is_no_answer():
    walk = drafted()
    data = {"negative_heads": ["soup"], "outside_negative_list": "on"}
    assert client_of(walk.handler).post(page_of("submit", walk), data).status_code == 200
    walk.project.refresh_from_db()
    assert walk.project.status == ProjectStatus.DRAFT


def test_marked_words_are_a_reminder_with_place_and_article_and_do_not_hinder():
    walk = drafted()
    today = local_date(walk.clock.now())
    remarks = screening.remarks(walk.project, on=today)
    assert [remark.finding.found for remark in remarks] == ["设备采购", "装修", "劳务派遣"]
    assert {remark.where for remark in remarks} == {"服务内容和要求"}
    assert all("第十条" in remark.basis for remark in remarks)
    workflow.submit(walk.project.pk, outside_negative_list=True, by=walk.handler, now=walk.clock.now())
    walk.project.refresh_from_db()
    assert walk.project.status == ProjectStatus.SUBMITTED
    kept = LedgerEntry.objects.about(walk.project).order_by("pk").last().facts
    assert "服务内容和要求：劳务派遣（可能是招聘用工）" in kept["marked_words"]
    assert len(kept["marked_words"]) == 3
    assert len(kept["negative_list"]) == 6


def test_the_handler_sees_the_marks_while_drafting_and_the_reviewer_when_deciding():
    walk = drafted()
    browser = client_of(walk.handler)
    for name in ("facts", "edit", "submit"):
        page = browser.get(page_of(name, walk)).content.decode()
        assert "文本里有 3 处需要核对" in page
        assert "<mark>劳务派遣</mark>" in page
    workflow.submit(walk.project.pk, outside_negative_list=True, by=walk.handler, now=walk.clock.now())
    assert "<mark>劳务派遣</mark>" in client_of(walk.leader).get(page_of("decide", walk)).content.decode()


def test_a_plain_text_has_no_marks_and_a_package_is_screened_too():
    walk = drafted("为独居老人提供每周两次的上门照护。")
    page = client_of(walk.handler).get(page_of("submit", walk)).content.decode()
    assert "需要核对" not in page
    walk.project.packages.update(content="入户探访，另购置车辆两台")
    (remark,) = screening.remarks(walk.project, on=local_date(walk.clock.now()))
    assert remark.where.startswith("第 1 包")


@pytest.mark.article("《政府采购法实施条例》第二十条")
def test_a_grade_in_the_criteria_is_marked_with_the_project_and_stands_in_the_ledger():
    walk = drafted("为独居老人提供每周两次的上门照护。")
    scheme = walk.project.packages.get().scheme
    scheme.criteria.filter(kind="qualification").update(text="须为4A级社会组织，成立满三年")
    page = client_of(walk.handler).get(page_of("submit", walk)).content.decode()
    assert "<mark>4A级</mark>" in page and "<mark>成立满三年</mark>" in page
    assert "资格审查“" in page and "第二十条" in page
    scheme_page = client_of(walk.handler).get(reverse("review:scheme", args=[scheme.pk]))
    assert "<mark>4A级</mark>" in scheme_page.content.decode()
    workflow.submit(walk.project.pk, outside_negative_list=True, by=walk.handler, now=walk.clock.now())
    kept = LedgerEntry.objects.about(walk.project).order_by("pk").last().facts
    assert any("4A级" in words for words in kept["marked_words"])
