"""The public pages of the forms; a notice that lacks a field does not come out."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.kernel.errors import Refused
from procurement.notices import issuing, sections
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from tests import spine
from tests.factories.law import law

pytestmark = pytest.mark.django_db


def test_everybody_reads_what_a_notice_must_say(django_assert_max_num_queries):
    law()
    with django_assert_max_num_queries(4):
        listed = Client().get(reverse("notices:form_list")).content.decode()
    assert "单一来源采购公示" in listed and "尚未开通" in listed
    shown = Client().get(reverse("notices:form_detail", args=["single_source"])).content.decode()
    assert "5 个工作日" in shown and "专业人员论证意见" in shown
    assert Client().get(reverse("notices:form_detail", args=["nothing"])).status_code == 404
    blank = Client().get(reverse("notices:form_word", args=["grant_call"]))
    assert blank.content.startswith(b"PK")


def test_a_text_without_a_required_field_is_refused_and_nothing_comes_out():
    walk = spine.announced_package()
    facts = {
        "project": walk.project,
        "package": walk.package,
        "title": "终止公告（示例）",
        "by": walk.handler,
        "now": walk.clock.now(),
        "period_workdays": 1,
    }
    written = sections.termination(walk.package, reason=" ", basis="依据（示例）")
    with pytest.raises(Refused) as refused:
        issuing.publish_notice(NoticeType.TERMINATION, notice_sections=written, **facts)
    assert refused.value.code == "field_missing"
    assert not Notice.objects.filter(type=NoticeType.TERMINATION).exists()
    values = {
        "basics": {"项目编号": walk.project.number, "项目名称": "示例", "采购人": "示例"},
        "reason": {"text": "任务取消。"},
        "contacts": {"采购人": "示例", "地址": "示例", "联系电话": "示例"},
    }
    notice = issuing.publish_form(NoticeType.TERMINATION, values, **facts)
    assert [section["heading"] for section in notice.body["sections"]] == [
        "一、项目基本情况",
        "二、项目终止的原因",
        "三、联系方式",
    ]
