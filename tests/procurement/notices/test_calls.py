"""The call of each method: its form, its words, its times, up to the published notice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from orgs.people.choices import Role
from portal.kernel.clock import local_date
from portal.kernel.errors import Refused
from procurement import methods
from procurement.notices import calls, queries, workflow
from procurement.notices.choices import CALLS, NoticeStatus, NoticeType
from procurement.notices.models import ProcurementDocument
from procurement.notices.official.reading import form_of
from procurement.notices.sections import Texts
from procurement.projects.choices import PackageStatus
from procurement.review import workflow as review
from procurement.review.models import ReviewSession
from tests import spine
from tests.factories.people import actor
from tests.factories.procurement import scheme
from tests.signed_in import client_of


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("open_tender", NoticeType.TENDER),
        ("competitive_consultation", NoticeType.CONSULTATION),
        ("competitive_negotiation", NoticeType.NEGOTIATION),
        ("inquiry", NoticeType.INQUIRY),
    ],
)
def test_each_method_has_its_form(method, kind):
    assert calls.call_type_of(method) == kind
    assert kind in CALLS
    labels = {field.label for field in form_of(kind).fields if field.section == "responding"}
    with translation.override("zh-hans"):
        assert {str(methods.get(method).terms.closing), str(methods.get(method).terms.opening)} <= labels


@pytest.mark.article("GPL:35；O87:13；O87:16；O87:18；O87:44")
@pytest.mark.django_db
def test_an_open_tender_is_announced_in_its_own_words_and_times():
    walk = spine.announced_package(purchase=spine.people(method="open_tender"))
    notice = walk.project.notices.get()
    assert (notice.type, notice.title) == (NoticeType.TENDER, f"{walk.project.title}招标公告")
    assert notice.period_workdays == 5
    assert walk.package.status == PackageStatus.ANNOUNCED
    days = local_date(walk.package.response_deadline) - local_date(notice.published_at)
    assert days >= timedelta(days=20)
    printed = str(ProcurementDocument.objects.get(project=walk.project).content)
    for words in (
        "投标邀请",
        "投标截止时间",
        "开标时间",
        "投标保证金",
        "投标报价",
        "由采购人或者代理机构审查资格",
    ):
        assert words in printed
    assert not any(words in printed for words in ("磋商", "最后报价"))


@pytest.mark.django_db
def test_the_pages_of_an_open_tender_speak_of_bidders(client):
    walk = spine.drafted_notice(purchase=spine.people_now(method="open_tender"))
    drafted = walk.project.notices.get()
    page = client_of(walk.handler).get(reverse("notices:edit", args=[drafted.pk])).content.decode()
    assert "编制公告和招标文件" in page and "投标保证金" in page
    notice = spine.published(walk).project.notices.get()
    shown = client.get(notice.get_absolute_url()).content.decode()
    assert "开标与评标" in shown and "招标文件" in shown
    assert not any(words in shown for words in ("磋商", "最后报价"))
    supplier = client_of(actor(Role.SUPPLIER))
    assert "获取招标文件" in supplier.get(reverse("notices:obtain", args=[notice.number])).content.decode()


@pytest.mark.article("GPL:35")
@pytest.mark.django_db
def test_a_tender_open_for_nineteen_days_is_refused():
    walk = spine.approved_project(purchase=spine.people(method="open_tender"))
    facts = spine.schedule_facts(walk)
    short = replace(facts, response_deadline=facts.response_deadline - timedelta(days=1))
    notice = workflow.draft_call(
        walk.project.pk, by=walk.handler, now=walk.clock.now(), schedule=short, texts=Texts()
    )
    with pytest.raises(Refused) as error:
        workflow.submit(notice.pk, by=walk.handler, now=walk.clock.now())
    assert "preparation_too_short" in [refusal.code for refusal in error.value.refusals]
    notice.refresh_from_db()
    assert notice.status == NoticeStatus.DRAFT


@pytest.mark.django_db
def test_criteria_of_another_method_keep_the_notice_back():
    walk = spine.drafted_notice(purchase=spine.people(method="open_tender"))
    walk.project.packages.update(scheme=scheme(walk.purchaser))
    with pytest.raises(Refused) as error:
        workflow.submit(walk.project.notices.get().pk, by=walk.handler, now=walk.clock.now())
    assert "scheme_of_another_method" in [refusal.code for refusal in error.value.refusals]


@pytest.mark.django_db
def test_no_panel_is_named_for_a_review_that_the_portal_does_not_conduct():
    walk = spine.announced_package()
    ReviewSession.objects.update(method="inquiry")
    meeting = review.Meeting(walk.clock.now() + timedelta(days=30), "评标室（示例）", "抽取单（示例）")
    with pytest.raises(Refused) as error:
        review.name_panel(walk.package.review_id, [], meeting=meeting, by=walk.handler, now=walk.clock.now())
    assert error.value.code == "review_not_conducted"
    assert not walk.package.review.members.exists()


@pytest.mark.django_db
def test_the_law_knows_how_many_must_answer_a_tender():
    walk = spine.announced_package(purchase=spine.people(method="open_tender"))
    assert queries.panel_size(walk.project) == 5
    assert methods.get("open_tender").least_responding.parameter == "tender_min_suppliers"
