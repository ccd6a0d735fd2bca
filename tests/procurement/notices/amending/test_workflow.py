"""Correcting a published result: two persons, a linked notice, before and after on the original's page."""

import pytest
from django.test import Client
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted, Refused
from procurement.notices import issuing
from procurement.notices import workflow as notices
from procurement.notices.amending import queries, workflow
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.notices.outside import workflow as outside
from procurement.notices.outside.rules import Publication
from procurement.notices.text import Section
from tests import spine
from tests.factories.people import actor
from tests.procurement.notices.amending.test_rules import RESULT
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(spine.approved_project)
WISH = {"contacts:联系电话": "0731-0000-0002"}
SUBJECT = [
    ("服务名称", "照护"),
    ("服务范围", "长沙"),
    ("服务要求", "上门"),
    ("服务时间", "12个月"),
    ("服务标准", "规范"),
]


@kept
def result_out(kind=NoticeType.AWARD_RESULT) -> tuple[spine.Purchase, Notice]:
    """A result as a later stage publishes it."""
    walk = spine.approved_project()
    contacts = Section(
        "七、联系方式",
        facts=(("采购人", "某局（示例）"), ("地址", "长沙"), ("联系电话", "0731-0000-0001")),
        key="contacts",
    )
    more = [
        Section(
            "二、成交信息",
            facts=(("供应商名称", "甲（示例）"), ("供应商地址", "天心区"), ("成交金额", "1 元")),
            key="winner",
        ),
        Section("三、主要标的信息", facts=tuple(SUBJECT), key="subject"),
        Section("四、评审小组成员名单", facts=(("评审专家", "王甲"),), key="panel"),
        Section("八、附件", facts=(("采购文件", "第1版"),), key="attachments"),
    ]
    notice = issuing.publish_notice(
        kind,
        project=walk.project,
        package=walk.package,
        title="居家照护成交结果公告",
        notice_sections=[RESULT[0], *more, RESULT[2], RESULT[3], contacts],
        by=walk.handler,
        now=walk.clock.now(),
        period_workdays=1,
    )
    return walk, notice


def drafted(walk, notice, wish=None):
    return workflow.draft(
        notice.pk, wish or WISH, reason="电话号码写错。", by=walk.handler, now=walk.clock.now()
    )


def test_a_result_is_corrected_by_a_linked_notice_of_two_persons():
    walk, notice = result_out()
    made = drafted(walk, notice)
    assert made.body["changes"] == [
        {"what": "联系方式：联系电话", "before": "0731-0000-0001", "after": "0731-0000-0002"}
    ]
    notices.submit(made.pk, by=walk.handler, now=walk.clock.now())
    with pytest.raises((Refused, NotPermitted)):
        notices.publish(made.pk, by=walk.handler, now=walk.clock.now())
    review = reverse("notices:publish", args=[made.pk])
    shown = client_of(walk.reviewer).get(review).content.decode()
    assert "原公告保持不变" in shown and "获取采购文件起" not in shown
    client_of(walk.reviewer).post(review, {"typed": "发布公告"})
    made.refresh_from_db()
    assert made.status == NoticeStatus.PUBLISHED and made.corrects_id == notice.pk
    assert Notice.objects.get(pk=notice.pk).sha256 == issuing.digest(notice)
    page = Client().get(notice.get_absolute_url()).content.decode()
    assert "更正前后对照" in page and "0731-0000-0002" in page
    assert "采购结果" in Client().get(made.get_absolute_url()).content.decode()


def test_the_next_correction_begins_with_the_corrected_text():
    walk, notice = result_out()
    made = drafted(walk, notice)
    with pytest.raises(Refused) as error:
        drafted(walk, notice)
    assert [refusal.code for refusal in error.value.refusals] == ["correction_in_progress"]
    notices.submit(made.pk, by=walk.handler, now=walk.clock.now())
    notices.publish(made.pk, by=walk.reviewer, now=walk.clock.now())
    with pytest.raises(Refused) as error:
        drafted(walk, notice)
    assert [refusal.code for refusal in error.value.refusals] == ["nothing_changed"]
    told = {entry.key: entry.value for entry in queries.entries_of(notice)}
    assert told["contacts:联系电话"] == "0731-0000-0002"


def test_the_page_keeps_what_was_typed_and_offers_nothing_that_is_decided():
    walk, notice = result_out()
    url = reverse("notices:amend", args=[notice.pk])
    client = client_of(walk.handler)
    assert url in client.get(reverse("notices:work_detail", args=[notice.pk])).content.decode()
    shown = client.get(url)
    names = [field.label for field in shown.context["form"].texts()]
    assert "联系方式：联系电话" in names and not any("成交金额" in name for name in names)
    typed = {f.html_name: f.value() for f in shown.context["form"].texts()} | {"reason": "改正"}
    refused = client.post(url, typed)
    assert refused.status_code == 409 and "至少改动一处" in refused.content.decode()
    phone = next(f.html_name for f in shown.context["form"].texts() if f.label.endswith("联系电话"))
    done = client.post(url, typed | {phone: "0731-0000-0009"}, follow=True)
    made = Notice.objects.get(corrects=notice)
    edit = reverse("notices:amendment_edit", args=[made.pk])
    assert edit in done.content.decode()
    again = client.get(edit).context["form"]
    assert again[phone].value() == "0731-0000-0009" and again["reason"].value() == "改正"
    client.post(edit, typed | {phone: "0731-0000-0008", "reason": "再改"})
    made.refresh_from_db()
    assert made.body["amended"] == {"contacts:联系电话": "0731-0000-0008"}


def test_others_do_not_correct():
    walk, notice = result_out()
    for stranger in (walk.leader, actor(Role.PURCHASER_HANDLER)):
        with pytest.raises(NotPermitted):
            workflow.draft(notice.pk, WISH, reason="改", by=stranger, now=walk.clock.now())
        assert not queries.may_amend(notice, stranger)


def test_a_correction_waits_for_its_first_publication_elsewhere(settings):
    walk, notice = result_out()
    settings.SELF_PUBLICATION = False
    settings.OFFICIAL_SITES = ["ccgp-hunan.example"]
    made = drafted(walk, notice)
    notices.submit(made.pk, by=walk.handler, now=walk.clock.now())
    made = notices.publish(made.pk, by=walk.reviewer, now=walk.clock.now())
    assert made.status == NoticeStatus.AWAITING
    at = walk.clock.advance(hours=1)
    first = Publication(number="X-1", url="https://www.ccgp-hunan.example/1", at=at)
    made = outside.enter(made.pk, first, by=walk.handler, now=walk.clock.advance(hours=1))
    assert (made.status, made.published_at) == (NoticeStatus.PUBLISHED, at)
