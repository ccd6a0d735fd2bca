"""The public list of organisations and a body's page."""

from datetime import date

import pytest
from django.urls import reverse

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.credit.models import CreditRecord
from orgs.registry import workflow as registry
from portal.kernel import clock
from portal.kernel.actors import SYSTEM
from tests.factories.people import body, division
from tests.factories.registry import SOURCE, case, grade, listing, penalty, training
from tests.spine import announced_package

pytestmark = pytest.mark.django_db
URL = "/organisations/"


def organisation(name: str, **facts) -> Body:
    return body(BodyKind.SOCIAL_ORGANISATION, name=name, **facts)


def text(client, url: str, **query) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def test_organisations_are_found_by_name_initials_and_code(client):
    warm = organisation("湘江暖邻社会工作服务中心（示例）")
    organisation("星城颐养服务中心（示例）")
    for words in ("暖邻", "xjnl", "nlsh", "湘江 中心", warm.credit_code[:12], warm.credit_code.lower()):
        page = text(client, URL, q=words)
        assert "湘江暖邻" in page
    assert "星城颐养" not in text(client, URL, q="暖邻")


def test_filters_leave_what_fits(client):
    organisation("长沙的（示例）", division_code="430111")
    organisation("平江的（示例）", division_code="430626")
    page = text(client, URL, region="4306", kind="social_organisation")
    assert "平江的" in page
    assert "长沙的" not in page
    assert "没有找到单位" in text(client, URL, grade="5A")


@pytest.mark.parametrize("query", [{"region": "xx"}, {"kind": "x"}, {"q": "x" * 500}, {"after": "!"}])
def test_a_wrong_filter_is_answered_with_a_page(client, query):
    text(client, URL, **query)


def test_the_platform_itself_is_not_listed(client):
    body(BodyKind.PLATFORM, name="平台管理机构（示例）")
    assert "平台管理机构（示例）" not in text(client, URL)


def test_a_page_shows_facts_grade_and_results(client):
    shown = organisation("雨花益创发展中心（示例）")
    for fact in (grade("4A", clock.local_date(clock.now())), listing(ends_on=date(2025, 9, 10))):
        registry.enter(shown.pk, fact, source=SOURCE, by=SYSTEM, now=clock.now())
    CreditRecord.objects.create(
        body=shown, kind="performance", title="孵化基地运营评价", reference="R-1", score="87.18", band="良",
        published_at=clock.now(),
    )  # fmt: skip
    page = text(client, shown.get_absolute_url())
    for words in (
        "4A级", "尚未生效", "活动异常名录", "2025-09-10 移出", SOURCE.says, "87.18", "孵化基地运营评价",
        shown.credit_code, "没有公开的合同",
    ):  # fmt: skip
        assert words in page


def test_a_purchaser_shows_its_notices_and_no_contracts(client):
    page = text(client, body(name="长沙市民政局（示例）").get_absolute_url())
    assert "采购公告" in page
    assert "政府服务合同" not in page


def test_an_unknown_code_is_not_found(client):
    assert client.get(reverse("site:organisation", args=["nobody"])).status_code == 404


def test_the_pages_need_few_queries_however_many_bodies(client, django_assert_max_num_queries):
    shown = organisation("甲（示例）")
    client.get(URL)
    with django_assert_max_num_queries(8):
        client.get(URL)
    with django_assert_max_num_queries(8):
        client.get(shown.get_absolute_url())
    for number in range(40):
        organisation(f"组织{number}（示例）")
        CreditRecord.objects.create(
            body=shown, kind="performance", title="评价", reference=f"R-{number}", published_at=clock.now()
        )
    with django_assert_max_num_queries(8):
        page = text(client, URL)
    assert "下一页" in page
    with django_assert_max_num_queries(8):
        client.get(shown.get_absolute_url())


def test_a_name_with_markup_stays_text(client):
    organisation("<script>alert(1)</script>（示例）")
    page = text(client, URL)
    assert "<script>alert(1)" not in page


def test_divisions_are_suggested_by_name_initials_or_code(client):
    division("430111")
    division("430626")
    url = reverse("regions:division_select")
    assert "雨花区（长沙市）" in text(client, url, service_area="雨花")
    assert "平江县" in text(client, url, anything="430626")
    assert text(client, url).strip() == ""


def test_a_purchaser_shows_what_it_published(client, django_assert_max_num_queries):
    walk = announced_package("980000.00")
    url = walk.project.purchaser.get_absolute_url()
    client.get(url)
    with django_assert_max_num_queries(8):
        page = text(client, url)
    assert walk.project.notices.get().title in page


def test_a_page_shows_trainings_and_cases_with_their_source_apart_from_credit(client):
    found = organisation("湘江暖邻（示例）")
    for fact in (training(), case(), penalty("warning", clock.local_date(clock.now()))):
        registry.enter(found.pk, fact, source=SOURCE, by=SYSTEM, now=clock.now())
    page = text(client, found.get_absolute_url())
    for shown in ("项目管理培训班（示例）", "邻里互助（示例）", "全省", "近三年有 1 条处罚", "在册"):
        assert shown in page
    credit = page.split("登记管理机关的信用信息")[1].split("</section>")[0]
    assert "邻里互助" not in credit
