"""The call of a framework agreement: who may collect, its two phases, its times."""

import pytest
from django.urls import reverse

from portal.kernel.clock import local_date
from portal.kernel.errors import Refused
from procurement.notices import calls
from procurement.notices.choices import CALLS, NoticeType
from procurement.notices.models import ProcurementDocument
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from tests import spine
from tests.factories import frameworks
from tests.signed_in import client_of


def test_each_kind_of_agreement_has_its_form():
    assert calls.call_type_of("framework_agreement", "closed") == NoticeType.FRAMEWORK
    assert calls.call_type_of("framework_agreement", "open") == NoticeType.FRAMEWORK_OPEN
    assert calls.call_type_of("framework_agreement", "") is None
    assert {NoticeType.FRAMEWORK, NoticeType.FRAMEWORK_OPEN} <= set(CALLS)


@pytest.mark.article("O110:3")
@pytest.mark.django_db
def test_only_who_has_others_under_it_may_collect():
    walk = frameworks.collector()
    spine.drafted_project(purchase=walk)
    assert projects.route_of(walk.project, on=spine.STARTS_ON).allows("framework_agreement")
    with pytest.raises(Refused) as refused:
        spine.drafted_project(purchase=spine.people(method="framework_agreement"))
    assert "征集" in str(refused.value.refusals[0].because)


@pytest.mark.article("O110；GPL:35；O87:16；O87:18")
@pytest.mark.django_db
def test_a_closed_agreement_is_called_with_its_two_phases_and_the_times_of_a_tender():
    walk = spine.announced_package(purchase=frameworks.collector())
    notice = walk.project.notices.get()
    assert (notice.type, notice.title) == (NoticeType.FRAMEWORK, f"{walk.project.title}框架协议征集公告")
    assert walk.package.status == PackageStatus.ANNOUNCED and walk.package.review is None
    days = local_date(walk.package.response_deadline) - local_date(notice.published_at)
    assert days.days >= 20 and notice.period_workdays == 5
    printed = str(notice.body["sections"])
    for words in (
        "第二阶段直接选定",
        "24 个月",
        "淘汰比例不低于 20%",
        "至少淘汰 1 家",
        "30 日",
        "六、框架协议的两个阶段",
    ):
        assert words in printed
    assert "顺序轮候" not in printed
    document = str(ProcurementDocument.objects.get(project=walk.project).content)
    assert "征集邀请" in document and "获取征集文件" in document


@pytest.mark.django_db
def test_the_public_page_of_a_closed_agreement_speaks_of_collecting(client):
    walk = spine.announced_package(purchase=frameworks.collector())
    page = client.get(walk.project.notices.get().get_absolute_url()).content.decode()
    assert "征集文件" in page and "框架协议采购" in page and "签订框架协议" in page
    assert not any(words in page for words in ("怎样评分", "签订合同", "总价包干"))


@pytest.mark.django_db
def test_both_kinds_of_agreement_are_offered():
    walk = spine.drafted_project(purchase=frameworks.collector())
    page = client_of(walk.handler).get(reverse("projects:project_plan", args=[walk.project.pk]))
    assert "封闭式" in page.content.decode() and "开放式：统一" in page.content.decode()
