"""From the prequalification notice to the invitation of those who were drawn."""

from datetime import timedelta

import pytest
from django.urls import reverse

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import at_local, local_date
from portal.kernel.errors import NotPermitted, Refusal, Refused
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.models import LedgerEntry
from procurement.notices import queries as notice_queries
from procurement.notices import workflow as notices
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.outside import workflow as outside
from procurement.notices.outside.rules import Publication
from procurement.notices.prequalification import drafting, forms, queries, workflow
from procurement.notices.prequalification.models import Prequalification
from procurement.notices.prequalification.todos import todos
from procurement.notices.sections import Texts
from procurement.notices.todos import todos as notice_todos
from procurement.projects.plans import queries as plans
from procurement.projects.plans.rules import invited_seal
from tests import spine
from tests.factories import prequalified
from tests.factories.people import actor
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(prequalified.approved)


def code_of(verb, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        verb(*args, **facts)
    return refused.value.code


def draft(walk):
    facts = {"by": walk.handler, "now": walk.clock.now(), "schedule": spine.schedule_facts(walk)}
    return notices.draft_call(walk.project.pk, texts=Texts(), **facts)


@pytest.mark.article("O87:14；O87:15；O87:21；REG:21")
def test_those_who_were_drawn_among_the_qualified_are_invited_and_nobody_else():
    walk = prequalified.approved()
    assert code_of(draft, walk) == "invited_not_drawn"
    assert notice_todos(walk.handler, now=walk.clock.now()) == []
    assert [todo.title for todo in todos(walk.handler, now=walk.clock.now())] == ["编制资格预审公告"]
    assert todos(walk.leader, now=walk.clock.now()) == []
    found = prequalified.announced(walk)
    assert found.notice.type == NoticeType.PREQUALIFICATION and found.notice.period_workdays == 5
    assert "具有开展失能评估的专业人员" in str(found.notice.body)
    prequalified.checked(walk, [True, True, True, True, False])
    assert [todo.title for todo in todos(walk.handler, now=walk.clock.now())] == ["审查资格预审申请并抽取"]
    workflow.draw(found.pk, count=3, by=walk.handler, now=walk.clock.now())
    invited = set(plans.invited_of(walk.project).values_list("supplier_id", flat=True))
    fit = set(found.applications.filter(is_fit=True).values_list("supplier_id", flat=True))
    assert len(invited) == 3 and invited < fit
    told = Message.objects.filter(subject__startswith="资格预审未通过").get()
    assert "没有评估人员" in told.text
    assert not LedgerEntry.objects.disclosed().filter(verb="prequalification.draw").exists()
    assert (
        code_of(workflow.draw, found.pk, count=3, by=walk.handler, now=walk.clock.now()) == "draw_out_of_time"
    )
    call = draft(walk)
    assert (call.type, call.is_for_invited) == (NoticeType.INVITATION, True)
    assert notice_queries.is_by_invitation(walk.project)


def test_too_few_who_qualify_are_not_invited():
    walk = prequalified.approved()
    found = prequalified.announced(walk)
    prequalified.checked(walk, [True, True, False])
    assert code_of(workflow.draw, found.pk, count=2, by=walk.handler, now=walk.clock.now()) == "too_few_fit"
    page = client_of(walk.handler).get(reverse("prequalification:detail", args=[found.pk]))
    assert page.status_code == 200 and not plans.invited_of(walk.project).exists()


def test_nobody_learns_who_applied_before_the_last_moment_and_nobody_applies_after_it():
    walk = prequalified.approved()
    found = prequalified.announced(walk)
    supplier = actor(Role.SUPPLIER)
    first = prequalified.applied(walk, supplier)
    again = prequalified.applied(walk, supplier)
    assert first.pk == again.pk
    before = walk.clock.now()
    assert not queries.applications_of(found, at=before).exists()
    assert not queries.applications_over(walk.handler, at=before).exists()
    assert not LedgerEntry.objects.disclosed().filter(verb="prequalification.apply").exists()
    lately = Message.objects.filter(created_at__gte=before - timedelta(minutes=1))
    assert not lately.exclude(subject__startswith="资格预审公告待复核").exists()
    walk.clock.advance_to(found.apply_until)
    assert queries.applications_of(found, at=walk.clock.now()).count() == 1
    assert code_of(prequalified.applied, walk) == "application_closed"
    check = {"is_fit": True, "reason": "", "now": walk.clock.now()}
    with pytest.raises(NotPermitted):
        workflow.check(first.pk, by=actor(Role.PURCHASER_HANDLER), **check)


def test_a_short_time_and_the_writer_of_the_plan_are_refused():
    walk = prequalified.approved()
    now, usual, pk = walk.clock.now(), prequalified.terms(walk), walk.project.pk
    short = prequalified.terms(walk, apply_until=usual.apply_until - timedelta(days=3))
    assert code_of(drafting.draft, pk, short, by=walk.handler, now=now) == "applying_too_short"
    seen = prequalified.drafted(walk)
    with pytest.raises(NotPermitted):
        workflow.publish(pk, seen=seen, by=walk.handler, now=now)
    late = walk.clock.advance_to(usual.apply_until)
    assert code_of(workflow.publish, pk, seen=seen, by=walk.leader, now=late) == "applying_too_short"
    assert not Prequalification.objects.exists()


@pytest.mark.article("O87:15")
def test_what_a_clerk_wrote_is_published_by_a_second_person_who_read_that_very_text():
    walk = prequalified.approved()
    pk, facts = walk.project.pk, {"by": walk.leader, "now": walk.clock.now()}
    assert code_of(workflow.publish, pk, seen="", **facts) == "draft_not_waiting"
    seen = prequalified.drafted(walk)
    assert [todo.title for todo in todos(walk.leader, now=walk.clock.now())] == ["发布资格预审公告"]
    prequalified.drafted(walk, prequalified.terms(walk, requirements="另有一条（示例）。"))
    assert code_of(workflow.publish, pk, seen=seen, **facts) == "draft_changed"
    drafting.send_back(pk, opinion="请写清人员要求（示例）。", **facts)
    assert code_of(drafting.send_back, pk, opinion="再改（示例）。", **facts) == "draft_not_waiting"
    assert Message.objects.get(subject__startswith="资格预审公告已退回").user_id == walk.handler.user_id
    page = client_of(walk.handler).get(reverse("prequalification:draft", args=[pk])).content.decode()
    assert "请写清人员要求" in page and "另有一条" in page
    assert [todo.button for todo in todos(walk.handler, now=walk.clock.now())] == ["编制公告"]


@pytest.mark.article("REG:20")
def test_words_of_the_requirements_are_marked_for_writer_and_reviewer():
    walk = prequalified.approved()
    prequalified.drafted(walk, prequalified.terms(walk, requirements="成立三年以上，注册资本500万元。"))
    for person, name in ((walk.handler, "draft"), (walk.leader, "publish")):
        page = client_of(person).get(reverse(f"prequalification:{name}", args=[walk.project.pk]))
        assert "文本里有" in page.content.decode()


def test_the_second_person_publishes_on_the_page_and_the_public_reads_it(client, monkeypatch):
    walk = prequalified.approved()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    draft_url = reverse("prequalification:draft", args=[walk.project.pk])
    writer, wanted = client_of(walk.handler), forms.DraftForm.initial_of(prequalified.terms(walk))
    assert writer.post(draft_url, {"requirements": "有评估人员（示例）。"}).status_code == 200
    assert writer.post(draft_url, wanted).status_code == 302
    url = reverse("prequalification:publish", args=[walk.project.pk])
    browser = client_of(walk.leader)
    page = browser.get(url)
    assert "具有开展失能评估的专业人员" in page.content.decode()
    typed = {"seen": page.context["form"].initial["seen"], "confirmed": "on"}
    assert browser.post(url, typed | {"seen": "x"}).status_code == 409
    assert browser.post(url, typed).status_code == 302
    found = Prequalification.objects.get()
    page = client.get(found.notice.get_absolute_url())
    assert page.status_code == 200 and "资格预审申请文件的提交" in page.content.decode()
    shown = client_of(actor(Role.SUPPLIER)).get(reverse("prequalification:apply", args=[found.pk]))
    assert "资格要求" in shown.content.decode()


@pytest.mark.article("O87:14")
def test_the_result_opens_who_was_drawn_and_never_who_applied_in_vain():
    walk = prequalified.approved()
    found = prequalified.announced(walk)
    prequalified.checked(walk, [True, True, True, True, False])
    workflow.draw(found.pk, count=3, by=walk.handler, now=walk.clock.now())
    ledger.unseal(invited_seal(walk.project.number), at=walk.clock.now())
    shown = LedgerEntry.objects.disclosed().filter(verb__startswith="prequalification.")
    assert sorted(shown.values_list("verb", flat=True)) == [
        "prequalification.draft",
        "prequalification.draw",
        "prequalification.publish",
    ]
    drawn = shown.get(verb="prequalification.draw").facts
    among = LedgerEntry.objects.get(verb="prequalification.qualified")
    assert (len(drawn["drawn"]), drawn["qualified"], drawn["qualified_entry"]) == (3, 4, among.leaf_hash)


@pytest.mark.article("O87:15；O101")
def test_a_notice_first_published_elsewhere_too_late_is_taken_back_and_made_anew(settings):
    settings.SELF_PUBLICATION = False
    walk = prequalified.approved()
    last = calendars.current().add_workdays(local_date(walk.clock.now()), 12).date
    terms = prequalified.terms(walk, apply_until=at_local(last, 17), examined_on=last)
    found = prequalified.announced(walk, terms)
    walk.clock.advance_to(at_local(last - timedelta(days=1), 12))
    site = "https://www.ccgp-hunan.gov.cn/notice/1"
    entered = Publication("湘采1号", site, walk.clock.now() - timedelta(minutes=1))
    facts = {"by": walk.handler, "now": walk.clock.now()}
    assert code_of(outside.enter, found.notice_id, entered, **facts) == "applying_too_short"
    notice = outside.take_back(found.notice_id, reason="网站发布晚了（示例）。", **facts)
    assert (notice.status, queries.of(walk.project)) == (NoticeStatus.DISCARDED, None)
    assert queries.draft_of(walk.project).opinion == "网站发布晚了（示例）。"
    later = at_local(last + timedelta(days=40), 17)
    again = prequalified.terms(walk, apply_until=later, examined_on=last + timedelta(days=41))
    assert prequalified.announced(walk, again).notice != notice


def test_a_purchase_for_small_enterprises_takes_no_application_of_others(monkeypatch):
    walk = prequalified.approved()
    prequalified.announced(walk)
    barred = [Refusal("预留给中小企业（示例）。", code="reserved_for_sme")]
    monkeypatch.setattr(workflow.agreed, "supplier_refusals", lambda project, body_id: barred)
    assert code_of(prequalified.applied, walk) == "reserved_for_sme"
