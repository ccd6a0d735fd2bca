"""The pages of notices as the public, clerks and suppliers meet them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.clock import at_local
from procurement.notices import workflow
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import DocumentObtained, Notice
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from tests import spine
from tests.factories.people import actor
from tests.scenes import kept
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
LIST = reverse("notices:list")
WORK = ("work_detail", "edit", "return", "publish", "correct")
MOST_QUERIES = 8


@kept
def announced() -> spine.Purchase:
    return spine.announced_package(purchase=spine.people_now())


def original(walk: spine.Purchase) -> Notice:
    return walk.project.notices.calls().get()


def text_of(response) -> str:
    return re.sub(r'"\w{64}"|T\d\d:\d\d:\d\d\.\d+', "", response.content.decode())


def test_the_public_reads_a_notice_with_its_legal_clocks():
    walk = announced()
    notice = original(walk)
    listed = Client().get(LIST)
    assert walk.project.title in text_of(listed)
    page = Client().get(notice.get_absolute_url())
    assert page.status_code == 200
    for words in ("十项要点", "怎样评分", "原文与存证一致", "财库〔2014〕214号", "980,000", "征集响应中"):
        assert words in text_of(page)
    assert "ruler" in text_of(page)


def test_a_draft_is_not_public():
    walk = spine.drafted_notice()
    notice = walk.project.notices.get()
    assert Client().get(notice.get_absolute_url()).status_code == 404
    assert walk.project.title not in text_of(Client().get(LIST))


def test_files_of_a_notice():
    notice = original(announced())
    pdf = Client().get(reverse("notices:pdf", args=[notice.number]))
    assert pdf.content.startswith(b"%PDF")
    word = Client().get(reverse("notices:word", args=[notice.number]))
    assert word.content.startswith(b"PK") and "wordprocessingml" in word["Content-Type"]
    ics = Client().get(reverse("notices:calendar", args=[notice.number]))
    assert "BEGIN:VEVENT" in text_of(ics)
    assert all(len(line.encode()) <= 75 for line in text_of(ics).split("\r\n"))
    assert Client().get(reverse("notices:document", args=[notice.number])).status_code == 403


def test_the_entries_of_a_purchase_that_was_ended_are_cancelled():
    walk = spine.announced_package()
    url = reverse("notices:calendar", args=[walk.project.notices.get().number])
    before = text_of(Client().get(url))
    assert before.count("BEGIN:VEVENT") == 3 and "公告期限最后一日" in before.replace("\r\n ", "")
    assert "STATUS:CANCELLED" not in before
    package = projects.package_for_update(walk.package.pk)
    project_workflow.reach(package, PackageStatus.TERMINATED, by=walk.handler, at=walk.clock.now())
    after = text_of(Client().get(url))
    assert after.count("STATUS:CANCELLED") == 3 and "SEQUENCE:1" in after


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=养老", True),
        ("q=桥梁", False),
        ("type=consultation", True),
        ("type=contract", False),
        ("region=4301", True),
        ("region=43", False),
        ("state=open", True),
        ("state=closed", False),
        ("method=competitive_consultation", True),
        ("method=open_tender", False),
        ("amount_from=980,000&amount_until=980000.00", True),
        ("amount_from=980000.01", False),
        ("amount_until=979999.99", False),
        ("amount_from=2&amount_until=1", False),
        ("published_from=2020-01-01&published_until=2099-12-31", True),
        ("published_from=2099-12-31", False),
        ("published_until=2020-01-01", False),
        ("published_until=9999-12-31", False),
        ("q=%27%3B--", False),
        ("type=nothing", False),
        ("after=forged", True),
    ],
)
def test_the_list_is_narrowed(query, found):
    walk = announced()
    page = Client().get(f"{LIST}?{query}")
    assert page.status_code == 200
    assert (walk.project.title in text_of(page)) is found


@pytest.mark.parametrize(("purchases", "packages"), [(1, 1), (9, 9)])
def test_list_and_detail_take_the_same_queries_with_one_and_with_many(
    purchases, packages, django_assert_max_num_queries
):
    for _number in range(purchases - 1):
        announced()
    walk = spine.announced_package(*["110000"] * (packages - 1), "800000", purchase=spine.people_now())
    detail = original(walk).get_absolute_url()
    with django_assert_max_num_queries(MOST_QUERIES) as listed:
        Client().get(LIST)
    with django_assert_max_num_queries(MOST_QUERIES) as shown:
        Client().get(detail)
    assert (len(listed), len(shown)) == (5, 8)


def test_bidders_compare_the_opening_keys_with_those_of_the_notice():
    walk = announced()
    page = text_of(Client().get(original(walk).get_absolute_url()))
    assert "开启公钥指纹" in page
    keys = walk.project.packages.get().opening_keys.all()
    assert [key.kid for key in keys if key.kid not in page] == []


def form_of(walk: spine.Purchase, **changes) -> dict:
    facts = spine.schedule_facts(walk)
    data = {
        "documents_from": facts.documents_from,
        "documents_until": facts.documents_until,
        "deadline_on": facts.response_deadline.date(),
        "deadline_time": "09:30",
        "opening_place": "线上开启大厅",
        "accepts_consortium": "False",
        "contact_name": "何静（示例）",
    }
    return {**data, **changes}


def test_a_clerk_drafts_sends_and_a_colleague_publishes():
    walk = spine.approved_project(purchase=spine.people_now(days_ago=0))
    clerk, reviewer = client_of(walk.handler), client_of(walk.reviewer)
    draft = reverse("notices:draft", args=[walk.project.pk])
    assert "提交截止最早在" in text_of(clerk.get(draft))
    answer = clerk.post(draft, form_of(walk))
    notice = walk.project.notices.get()
    assert answer.url == reverse("notices:work_detail", args=[notice.pk])
    assert "提交复核" in text_of(clerk.get(answer.url))
    clerk.post(reverse("notices:submit", args=[notice.pk]))
    page = reverse("notices:publish", args=[notice.pk])
    assert "发布后不能撤回" in text_of(reviewer.get(page))
    assert "请原样输入" in text_of(reviewer.post(page, {"typed": "好"}))
    reviewer.post(page, {"typed": "发布公告", "provisional_confirmed": "on"})
    notice.refresh_from_db()
    assert notice.status == NoticeStatus.PUBLISHED


def test_a_refused_draft_keeps_what_was_typed():
    walk = spine.drafted_notice(purchase=spine.people_now(days_ago=0))
    clerk, notice = client_of(walk.handler), walk.project.notices.get()
    page = reverse("notices:edit", args=[notice.pk])
    answer = clerk.post(page, form_of(walk, deadline_on="那一天", other_matters="<b>保留</b>"))
    assert "&lt;b&gt;保留&lt;/b&gt;" in text_of(answer)
    short = form_of(walk, deadline_on=spine.local_date(walk.clock.now()), other_matters="请保留")
    clerk.post(page, short)
    shown = text_of(clerk.get(reverse("notices:work_detail", args=[notice.pk])))
    assert "按今天的日期还不能发布" in shown
    assert "不少于 10 日" in shown


@pytest.mark.parametrize("name", WORK)
def test_pages_of_clerks_are_closed_to_others(name):
    walk = spine.drafted_notice()
    url = reverse(f"notices:{name}", args=[walk.project.notices.get().pk])
    assert Client().get(url).status_code == 302
    for stranger in (actor(Role.PURCHASER_HANDLER), actor(Role.SUPPLIER)):
        assert client_of(stranger).get(url).status_code == 404
    reader = client_of(actor(Role.FINANCE))
    assert reader.get(url).status_code == {"work_detail": 200, "edit": 403}.get(name, 404)


def test_a_correction_is_drafted_reviewed_and_shown_before_and_after():
    walk = announced()
    clerk, notice = client_of(walk.handler), original(walk)
    page = reverse("notices:correct", args=[notice.pk])
    assert "不能更正的内容" in text_of(clerk.get(page))
    texts = {"opening_place": "三楼会议室", "reason": "原地点维修", "contact_name": "何静（示例）"}
    clerk.post(page, texts)
    made = Notice.objects.get(type=NoticeType.CORRECTION)
    clerk.post(reverse("notices:submit", args=[made.pk]))
    client_of(walk.reviewer).post(
        reverse("notices:publish", args=[made.pk]), {"typed": "发布公告", "provisional_confirmed": "on"}
    )
    shown = text_of(Client().get(notice.get_absolute_url()))
    assert "更正前后对照" in shown
    assert "<ins>三楼会议室</ins>" in shown
    assert text_of(Client().get(made.get_absolute_url())).count("原地点维修") >= 1


def test_a_supplier_obtains_the_document_and_may_then_read_it():
    walk = announced()
    supplier, notice = client_of(actor(Role.SUPPLIER)), original(walk)
    page, file = (reverse(f"notices:{name}", args=[notice.number]) for name in ("obtain", "document"))
    assert supplier.get(file).status_code == 403
    assert "没有人能看到" in text_of(supplier.get(page))
    assert supplier.post(page).url == notice.get_absolute_url()
    assert DocumentObtained.objects.count() == 1
    assert supplier.get(file).status_code == 200
    assert "提交响应文件" in text_of(supplier.get(notice.get_absolute_url()))
    assert Client().get(page).status_code == 302
    assert client_of(walk.handler).get(page).status_code == 403


def test_outside_the_window_obtaining_is_refused_with_the_days():
    walk = spine.announced_package()
    page = reverse("notices:obtain", args=[original(walk).number])
    answer = client_of(actor(Role.SUPPLIER)).post(page)
    assert answer.status_code == 409
    assert "获取采购文件的期限到" in text_of(answer)
    assert not DocumentObtained.objects.exists()


def test_the_page_says_nothing_of_obtainers():
    walk = announced()
    url = original(walk).get_absolute_url()
    before = text_of(Client().get(url))
    walk.clock.advance_to(at_local(walk.project.schedule.documents_from, 9))
    for _number in range(3):
        workflow.obtain_document(walk.project.pk, by=actor(Role.SUPPLIER), clock=walk.clock)
    assert text_of(Client().get(url)) == before


def test_clerks_learn_who_obtained_the_document_after_the_deadline_only():
    walk = spine.obtained(purchase=spine.people_now(), count=2)
    page = reverse("notices:work_detail", args=[original(walk).pk])
    clerk = client_of(walk.handler)
    assert "获取采购文件的供应商" not in text_of(clerk.get(page))
    late = spine.obtained(count=2)
    page = reverse("notices:work_detail", args=[original(late).pk])
    shown = text_of(client_of(late.handler).get(page))
    assert all(supplier.body_name in shown for supplier in late.suppliers)
    assert "获取采购文件的供应商" not in text_of(client_of(actor(Role.FINANCE)).get(page))


def test_the_clerks_list_takes_the_same_queries_with_one_and_with_many():
    walk, counts = spine.people(budget="9000000"), []
    clerk, page = client_of(walk.handler), reverse("notices:work_list")
    clerk.get(page)
    for _draft in range(2):
        spine.drafted_notice("800000", purchase=walk)
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(page).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 18


def test_a_grade_as_a_specific_qualification_is_marked_until_the_notice_is_published():
    walk = spine.drafted_notice()
    notice = walk.project.notices.get()
    texts = notice.body["texts"] | {"specific_qualification": "评估等级须为5A级"}
    Notice.objects.filter(pk=notice.pk).update(body=notice.body | {"texts": texts})
    clerk = client_of(walk.handler)
    for name in ("work_detail", "edit"):
        page = clerk.get(reverse(f"notices:{name}", args=[notice.pk])).content.decode()
        assert "<mark>5A级</mark>" in page and "特定资格要求" in page
    workflow.submit(notice.pk, by=walk.handler, now=walk.clock.now())
    page = client_of(walk.reviewer).get(reverse("notices:publish", args=[notice.pk])).content.decode()
    assert "<mark>5A级</mark>" in page
