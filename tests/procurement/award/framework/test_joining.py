"""An open agreement: who applies, is answered in time, and joins."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel import clock as clocks
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refused
from procurement.award.framework import joining, pages, queries
from procurement.award.framework.todos import todos
from procurement.bidding import queries as bidding
from procurement.notices import workflow as notices
from procurement.notices.choices import NoticeType
from procurement.opening import queries as openings
from procurement.projects.choices import PackageStatus
from tests.factories import frameworks
from tests.factories.people import actor
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(frameworks.joinable)


def code_of(verb, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        verb(*args, **facts)
    return refused.value.code


def test_the_call_of_an_open_agreement_says_how_to_join_and_seals_nothing(client):
    walk = frameworks.joinable()
    notice = walk.project.notices.get()
    assert notice.type == NoticeType.FRAMEWORK_OPEN
    printed = str(notice.body["sections"])
    assert "申请截止时间" in printed and "7 个工作日" in printed and "开启地点" not in printed
    assert walk.package.response_deadline is None
    later = walk.project.schedule.response_deadline + timedelta(days=1)
    assert bidding.due_packages(at=later) == []
    assert not openings.due_for_officers(walk.handler, at=later).exists()
    page = client.get(notice.get_absolute_url()).content.decode()
    assert "怎样加入" in page and "受理加入申请" in page and "签订框架协议" in page
    assert not any(words in page for words in ("开启口令", "提交响应文件", "怎样评分", "签订合同"))
    assert client.get(reverse("notices:document", args=[notice.number])).status_code == 200


@pytest.mark.article("O110:39；O110:40")
def test_an_application_is_answered_within_its_term_and_who_joins_is_published():
    walk = frameworks.joinable()
    asked = frameworks.applied(walk)
    due = calendars.current().add_workdays(local_date(walk.clock.now()), 7)
    assert asked.answer_by == due.date
    assert [todo.title for todo in todos(walk.handler, now=walk.clock.now())] == ["答复加入申请"]
    given = {"is_accepted": True, "reason": "", "now": walk.clock.now()}
    joining.propose(asked.pk, **given, by=walk.handler)
    assert not queries.members_of(walk.package).exists()
    assert not Message.objects.filter(user_id=asked.applied_by_id).exists()
    assert [todo.title for todo in todos(walk.leader, now=walk.clock.now())] == ["审核加入申请的答复"]
    assert code_of(joining.propose, asked.pk, **given, by=walk.handler) == "proposed_before"
    joining.answer(asked.pk, by=walk.leader, now=walk.clock.now())
    assert code_of(joining.answer, asked.pk, by=walk.leader, now=walk.clock.now()) == "answered_before"
    member = queries.members_of(walk.package).get()
    assert (member.supplier_id, member.place, member.price) == (asked.supplier_id, 1, None)
    notice = walk.project.notices.get(type=NoticeType.FRAMEWORK_RESULT)
    assert member.supplier.name in str(notice.body) and "按统一付费标准" in str(notice.body)
    assert walk.package.status == PackageStatus.ANNOUNCED


def test_only_a_second_person_of_the_purchaser_gives_the_answer():
    walk = frameworks.joinable()
    asked, now = frameworks.applied(walk), walk.clock.now()
    assert code_of(joining.answer, asked.pk, by=walk.leader, now=now) == "not_proposed"
    joining.propose(asked.pk, is_accepted=True, reason="", by=walk.handler, now=now)
    stranger = actor(Role.PURCHASER_LEADER)
    for person in (walk.handler, stranger, actor(Role.AGENCY_HANDLER)):
        with pytest.raises(NotPermitted):
            joining.answer(asked.pk, by=person, now=now)
    same = replace(walk.leader, user_id=walk.handler.user_id)
    assert code_of(joining.answer, asked.pk, by=same, now=now) == "separation_of_duties"
    assert not queries.members_of(walk.package).exists()


def test_an_answer_that_was_sent_back_is_proposed_anew():
    walk = frameworks.joinable()
    asked, now = frameworks.applied(walk), walk.clock.now()
    joining.propose(asked.pk, is_accepted=False, reason="缺少证书。", by=walk.handler, now=now)
    assert code_of(joining.send_back, asked.pk, opinion="　", by=walk.leader, now=now) == "no_opinion"
    joining.send_back(asked.pk, opinion="证书在第二页。", by=walk.leader, now=now)
    assert any("证书在第二页" in str(todo.why) for todo in todos(walk.handler, now=now))
    frameworks.answered(walk, asked)
    assert queries.members_of(walk.package).count() == 1


def test_a_deadline_that_passes_while_the_lock_is_waited_for_is_over():
    walk = frameworks.joinable()
    deadline, late = walk.project.schedule.response_deadline, []

    def read() -> datetime:
        late.append(deadline)
        return deadline

    given = {"text": "能够承接（示例）。", "is_agreed": True, "paper": frameworks.paper(walk)}
    code = code_of(joining.apply, walk.package.pk, **given, by=actor(Role.SUPPLIER), clock=read)
    assert code == "not_joinable" and late


def test_who_was_refused_learns_why_and_may_ask_again_but_not_twice_at_once():
    walk = frameworks.joinable()
    supplier = actor(Role.SUPPLIER)
    asked = frameworks.applied(walk, supplier)
    with pytest.raises(Refused) as refused:
        frameworks.applied(walk, supplier)
    assert refused.value.code == "applied_before"
    frameworks.answered(walk, asked, "缺少登记证书。")
    assert Message.objects.filter(user_id=supplier.user_id).get().text == "缺少登记证书。"
    assert not queries.members_of(walk.package).exists()
    again = frameworks.applied(walk, supplier)
    assert again.is_accepted is None


def test_nobody_joins_before_the_first_day_or_after_the_last():
    walk = frameworks.joinable()
    schedule = walk.project.schedule
    walk.clock.advance_to(schedule.response_deadline)
    with pytest.raises(Refused) as refused:
        frameworks.applied(walk)
    assert refused.value.code == "not_joinable"


def test_a_supplier_applies_and_the_collector_answers_on_their_pages(monkeypatch):
    walk = frameworks.joinable()
    now = walk.clock.now()
    monkeypatch.setattr(clocks, "now", lambda: now)
    monkeypatch.setattr(clocks, "database_clock", lambda: now)
    monkeypatch.setattr(timezone, "now", lambda: now)
    supplier = actor(Role.SUPPLIER)
    browser, url = client_of(supplier), reverse("framework:apply", args=[walk.package.pk])
    assert "填写申请" in browser.get(url).content.decode()
    data = {"text": "能够承接（示例）。", "paper": frameworks.letter("证明.pdf")}
    refused = browser.post(url, data)
    assert refused.status_code == 409 and "能够承接（示例）" in refused.content.decode()
    sent = browser.post(url, {**data, "paper": frameworks.letter("证明.pdf"), "is_agreed": "on"})
    assert sent.status_code == 302
    assert "等待答复" in browser.get(url).content.decode()
    asked = queries.own_applications(supplier).get()
    handler, leader = client_of(walk.handler), client_of(walk.leader)
    assert "拟定答复" in handler.get(reverse("framework:detail", args=[walk.package.pk])).content.decode()
    answer = reverse("framework:answer", args=[asked.pk])
    assert handler.post(answer, {"answer": "no", "reason": ""}).status_code == 409
    assert handler.post(answer, {"answer": "yes", "reason": ""}).status_code == 302
    back, confirm = (reverse(f"framework:{name}", args=[asked.pk]) for name in ("return_answer", "confirm"))
    assert "拟定的答复" in leader.get(confirm).content.decode()
    assert leader.post(back, {"opinion": "请再核对。"}).status_code == 302
    assert "请再核对" in handler.get(answer).content.decode()
    assert handler.post(answer, {"answer": "yes", "reason": ""}).status_code == 302
    assert "等待答复" in browser.get(url).content.decode()
    assert leader.post(confirm, {"confirmed": "on"}).status_code == 302
    page = handler.get(reverse("framework:detail", args=[walk.package.pk])).content.decode()
    assert "登记框架协议" in page and "受理加入申请中" in page


def test_the_purchase_page_tells_that_an_application_waits(monkeypatch):
    walk = frameworks.joinable()
    now = walk.clock.now()
    monkeypatch.setattr(clocks, "now", lambda: now)
    monkeypatch.setattr(timezone, "now", lambda: now)
    frameworks.applied(walk)
    page = client_of(walk.handler).get(walk.project.get_absolute_url()).content.decode()
    assert "答复加入申请" in page


def test_notices_of_an_open_agreement_are_not_corrected_here_yet():
    walk = frameworks.joinable()
    page = client_of(walk.handler).get(notices.work_url(walk.project.notices.get())).content.decode()
    assert "编制更正公告" not in page


def test_who_is_admitted_is_shown_to_others_when_it_is_out(settings):
    walk = frameworks.joinable()
    asked = frameworks.applied(walk)
    settings.SELF_PUBLICATION = False
    frameworks.answered(walk, asked)
    now, readers = walk.clock.now(), (walk.handler, actor(Role.AUDITOR))
    shown = [pages.detail(walk.package, by=reader, now=now)["members"] for reader in readers]
    assert [len(members) for members in shown] == [1, 0]
