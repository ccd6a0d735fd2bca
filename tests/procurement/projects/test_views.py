"""The wizard, the decision and the lists as people of every kind meet them."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orgs.people.choices import Role
from portal.kernel.clock import local_date
from procurement.projects import queries, workflow
from procurement.projects.choices import ProjectStatus
from procurement.projects.models import ProcurementProject
from tests import spine
from tests.factories import making
from tests.factories.people import actor
from tests.factories.procurement import catalogue_item, scheme
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("projects:project_list"), reverse("projects:project_draft")
PAGES = ("edit", "facts", "packages", "funds", "method", "schemes", "submit")
TODAY = local_date(timezone.now())


def page_of(name: str, project: ProcurementProject) -> str:
    return reverse(f"projects:project_{name}", args=[project.pk])


def typed(**changes) -> dict:
    data = {
        "title": "居家养老上门服务",
        "words": "",
        "catalogue_item": catalogue_item().pk,
        "recipients": "独居老人",
        "service_area": "长沙市",
        "term_months": "12",
        "fiscal_year": TODAY.year,
        "demand": "每周上门两次。",
    }
    return {**data, **changes}


def packages(*amounts: str, **extra) -> dict:
    data = {"form-TOTAL_FORMS": len(amounts), "form-INITIAL_FORMS": 0}
    for index, amount in enumerate(amounts):
        data |= {
            f"form-{index}-title": f"第{index + 1}包",
            f"form-{index}-content": "上门照护",
            f"form-{index}-budget_amount": amount,
        }
    return data | extra


def test_a_visitor_is_asked_to_sign_in():
    walk = spine.drafted_project()
    for url in (LIST, NEW, *(page_of(name, walk.project) for name in (*PAGES, "decide"))):
        response = Client().get(url)
        assert response.status_code == 302
        assert "/accounts/login/" in response.url


def test_the_wrong_role_is_turned_away_and_another_body_finds_nothing():
    walk = spine.drafted_project()
    leader, stranger = client_of(walk.leader), client_of(actor(Role.PURCHASER_HANDLER))
    supplier = client_of(actor(Role.SUPPLIER))
    for name in PAGES:
        assert leader.get(page_of(name, walk.project)).status_code == 403
        assert stranger.get(page_of(name, walk.project)).status_code == 404
        assert supplier.get(page_of(name, walk.project)).status_code == 403
    assert client_of(walk.handler).get(page_of("decide", walk.project)).status_code == 403
    assert supplier.get(LIST).status_code == 403
    assert stranger.get(reverse("projects:detail", args=[walk.project.pk])).status_code == 404


def test_a_handler_walks_the_whole_wizard_and_a_leader_approves():
    walk = spine.people(start=TODAY)
    browser = client_of(walk.handler)
    response = browser.post(NEW, typed())
    project = ProcurementProject.objects.get()
    assert response.url == page_of("packages", project)
    response = browser.post(response.url, packages("980,000", "760000"))
    assert response.url == page_of("funds", project)
    response = browser.post(response.url, {f"line_{walk.line.pk}": "1,740,000.00"})
    assert response.url == page_of("method", project)
    response = browser.post(response.url, {"method": "competitive_consultation"})
    assert response.url == page_of("schemes", project)
    chosen = scheme(walk.purchaser)
    data = {f"package_{package.pk}": chosen.pk for package in project.packages.all()}
    response = browser.post(response.url, data)
    assert response.url == page_of("submit", project)
    page = browser.get(response.url).content.decode()
    assert "壹佰柒拾肆万元整" in page and "还没有登记" in page
    walk.project = project
    making.find_demand(walk)
    response = browser.post(response.url, {"outside_negative_list": "on"}, follow=True)
    assert "已提交审批" in response.content.decode()
    making.review_demand(walk)
    page = client_of(walk.leader).get(page_of("decide", project)).content.decode()
    assert "为什么是竞争性磋商" in page
    assert "2,000,000" in page
    response = client_of(walk.leader).post(
        page_of("decide", project), {"approve": "1", "opinion": "同意。"}, follow=True
    )
    assert "预算已经占用" in response.content.decode()
    project.refresh_from_db()
    walk.line.refresh_from_db()
    assert project.status == ProjectStatus.APPROVED
    assert walk.line.committed_amount == Decimal("1740000")


def test_items_are_found_by_words_code_and_initials_with_and_without_a_script():
    walk = spine.people(start=TODAY)
    item = catalogue_item("A0415", "未成年人关爱保护服务")
    item.pinyin_initials = "wcnr"
    item.save(update_fields=["pinyin_initials"])
    browser = client_of(walk.handler)
    for words in ("关爱", "a0415", "wcnr"):
        response = browser.get(
            reverse("projects:item_search"), {"words": words}, headers={"hx-request": "true"}
        )
        assert "未成年人关爱保护服务" in response.content.decode()
        assert "<html" not in response.content.decode()
    page = browser.post(
        NEW, typed(words="关爱", find="1", title="还没写完", catalogue_item="")
    ).content.decode()
    assert "未成年人关爱保护服务" in page
    assert "还没写完" in page
    assert "需要改正" not in page
    assert not ProcurementProject.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "请填写项目名称"),
        ({"title": "长" * 121}, "最多填写"),
        ({"catalogue_item": ""}, "请查找并选择"),
        ({"catalogue_item": "abc"}, "目录品目"),
        ({"catalogue_item": "99999999999999999999"}, "目录品目"),
        ({"term_months": "一年"}, "服务期限"),
        ({"term_months": "-3"}, "服务期限"),
        ({"fiscal_year": "1949"}, "预算年度"),
        ({"demand": ""}, "请填写服务内容和要求"),
    ],
)
def test_a_wrong_fact_is_said_beside_its_field_and_nothing_typed_is_lost(changes, words):
    walk = spine.people(start=TODAY)
    response = client_of(walk.handler).post(NEW, typed(recipients="<script>甲</script>", **changes))
    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    assert "&lt;script&gt;甲&lt;/script&gt;" in page
    assert "<script>甲" not in page
    assert not ProcurementProject.objects.exists()


def test_a_term_longer_than_three_years_is_refused_with_its_article():
    walk = spine.people(start=TODAY)
    response = client_of(walk.handler).post(NEW, typed(term_months="37"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "37 个月" in page
    assert "第102号" in page
    assert "每周上门两次。" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packages("98万"), "以“元”为单位"),
        (packages("-5"), "不能是负数"),
        (packages("0"), "不能低于"),
        (packages("980000", **{"form-0-ceiling_amount": "980000.01"}), "高于包预算"),
        (packages("980000", **{"form-0-title": ""}), "请填写包名称"),
        (packages(), "包"),
        ({"form-TOTAL_FORMS": "999999", "form-INITIAL_FORMS": "0"}, "包"),
        ({"form-TOTAL_FORMS": "x"}, "包"),
    ],
)
def test_wrong_packages_are_said_and_change_nothing(data, words):
    walk = spine.drafted_project(purchase=spine.people(start=TODAY))
    response = client_of(walk.handler).post(page_of("packages", walk.project), data)
    assert response.status_code in (200, 409)
    assert words in response.content.decode()
    assert walk.package.budget_amount == Decimal("980000")


def test_one_more_package_is_asked_for_without_losing_the_first():
    walk = spine.drafted_project(purchase=spine.people(start=TODAY))
    page = (
        client_of(walk.handler)
        .post(page_of("packages", walk.project), packages("abc", add="1"))
        .content.decode()
    )
    assert 'name="form-1-title"' in page
    assert 'value="abc"' in page
    assert "需要改正" not in page


def test_a_package_is_left_out_by_its_mark():
    walk = spine.drafted_project("900000", "800000", purchase=spine.people(start=TODAY))
    data = packages("900000", "800000", **{"form-1-DELETE": "on"})
    client_of(walk.handler).post(page_of("packages", walk.project), data)
    assert walk.project.packages.count() == 1


def test_a_project_above_the_open_tender_figure_is_told_plainly_what_it_may_do():
    walk = spine.drafted_project(purchase=spine.people(start=TODAY, budget="9000000"))
    now = walk.clock.now()
    workflow.arrange_packages(walk.project.pk, spine.package_facts("2000000"), by=walk.handler, now=now)
    browser, url = client_of(walk.handler), page_of("method", walk.project)
    page = browser.get(url).content.decode()
    assert ('value="open_tender"' in page, 'value="self_procurement"' in page) == (True, False)
    assert browser.post(url, {"method": "open_tender", "is_elsewhere": "on"}).status_code == 302
    walk.project.refresh_from_db()
    assert (walk.project.method, walk.project.is_elsewhere) == ("open_tender", True)
    assert walk.project.is_direct
    assert "在其他平台办理" in browser.get(page_of("edit", walk.project)).content.decode()


def test_the_mall_is_always_elsewhere_and_self_procurement_says_why():
    walk = spine.drafted_project("68000", purchase=spine.people(start=TODAY))
    browser, url = client_of(walk.handler), page_of("method", walk.project)
    browser.post(url, {"method": "emall"})
    walk.project.refresh_from_db()
    assert (walk.project.method, walk.project.is_elsewhere) == ("emall", True)
    answer = browser.post(url, {"method": "self_procurement", "reason": ""})
    assert (answer.status_code, "还没有写明理由" in answer.content.decode()) == (409, True)
    assert browser.post(url, {"method": "self_procurement", "reason": "电子卖场没有。"}).status_code == 302
    walk.project.refresh_from_db()
    assert (walk.project.is_elsewhere, walk.project.method_reason) == (False, "电子卖场没有。")
    assert not queries.is_statutory(walk.project)


def test_a_draft_that_misses_something_cannot_be_submitted_from_the_page():
    walk = spine.people(start=TODAY)
    project = workflow.draft(
        spine.project_facts(fiscal_year=TODAY.year), by=walk.handler, now=walk.clock.now()
    )
    browser = client_of(walk.handler)
    page = browser.get(page_of("submit", project)).content.decode()
    assert "还没有采购包" in page
    assert 'name="outside_negative_list"' not in page
    response = browser.post(page_of("submit", project), {"outside_negative_list": "on"})
    assert response.status_code == 409
    assert "提交前" in browser.get(page_of("edit", project)).content.decode()


def test_the_negative_list_has_to_be_gone_through():
    walk = spine.drafted_project(purchase=spine.people(start=TODAY))
    response = client_of(walk.handler).post(page_of("submit", walk.project), {})
    assert "请先核对负面清单" in response.content.decode()
    walk.project.refresh_from_db()
    assert walk.project.status == ProjectStatus.DRAFT


def test_who_drafted_is_told_before_typing_that_somebody_else_must_decide():
    purchase = spine.people(start=TODAY)
    purchase.handler = actor(Role.PURCHASER_HANDLER, Role.PURCHASER_LEADER, of=purchase.purchaser)
    walk = spine.submitted_project(purchase=purchase)
    browser = client_of(walk.handler)
    page = browser.get(page_of("decide", walk.project)).content.decode()
    assert "需求制定" in page
    assert 'name="approve"' not in page
    assert browser.post(page_of("decide", walk.project), {"approve": "1"}).status_code == 409
    walk.project.refresh_from_db()
    assert walk.project.status == ProjectStatus.SUBMITTED


def test_a_return_without_a_reason_keeps_the_page_and_says_why():
    walk = spine.submitted_project(purchase=spine.people(start=TODAY))
    browser = client_of(walk.reviewer)
    response = browser.post(page_of("decide", walk.project), {"return": "1", "opinion": ""})
    assert response.status_code == 409
    assert "退回修改要写明原因" in response.content.decode()
    browser.post(page_of("decide", walk.project), {"return": "1", "opinion": "请写明服务次数。"})
    page = client_of(walk.handler).get(page_of("edit", walk.project)).content.decode()
    assert "请写明服务次数。" in page


def test_criteria_are_chosen_after_the_approval_too():
    walk = spine.approved_project(purchase=spine.people(start=TODAY))
    other = scheme(walk.purchaser, title="另一份评审标准")
    response = client_of(walk.handler).post(
        page_of("schemes", walk.project), {f"package_{walk.package.pk}": other.pk}
    )
    assert response.url == walk.project.get_absolute_url()
    assert walk.package.scheme_id == other.pk


@pytest.mark.parametrize("words", ["\x00", "%", "'; --", "<b>", "长" * 500])
def test_odd_words_find_nothing_and_break_nothing(words):
    walk = spine.people(start=TODAY)
    response = client_of(walk.handler).get(reverse("projects:item_search"), {"words": words})
    assert response.status_code == 200
    assert "<b>" not in response.content.decode()
    assert client_of(walk.handler).get(LIST, {"q": words}).status_code == 200


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_takes_the_same_queries_with_one_and_with_many(rows, django_assert_max_num_queries):
    walk = spine.people(start=TODAY)
    for _row in range(rows):
        workflow.draft(spine.project_facts(fiscal_year=TODAY.year), by=walk.handler, now=walk.clock.now())
    browser = client_of(walk.handler)
    with django_assert_max_num_queries(14):  # two of the list, the others of session and frame
        assert browser.get(LIST).status_code == 200


def test_the_list_is_limited_filtered_and_exported_without_formulas():
    walk = spine.drafted_project(purchase=spine.people(start=TODAY))
    workflow.draft(
        spine.project_facts(title="=cmd|' /C calc'!A0", fiscal_year=TODAY.year),
        by=walk.handler,
        now=walk.clock.now(),
    )
    other = spine.drafted_project(purchase=spine.people(start=TODAY)).project
    browser = client_of(walk.handler)
    page = browser.get(LIST, {"q": walk.project.number}).content.decode()
    assert walk.project.title in page
    assert other.number not in page
    content = browser.get(LIST, {"export": "csv"}).content.decode("utf-8-sig")
    assert other.number not in content
    assert not any(cell.startswith("=") for cell in content.replace("\n", ",").split(","))
    assert browser.get(LIST, {"status": "nonsense", "fiscal_year": "x"}).status_code == 200
