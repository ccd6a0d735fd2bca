"""An intention that first comes out on the official site counts from there."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.clock import SHANGHAI
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from portal.site import disclosure
from procurement.notices.intents import entering
from procurement.notices.models import Notice
from procurement.notices.outside.rules import Publication
from procurement.projects.intention import queries, workflow
from procurement.projects.intention.choices import IntentionStatus
from procurement.projects.intention.todos import todos
from tests import spine
from tests.factories.people import actor
from tests.procurement.projects.intention.test_workflow import published
from tests.refusals import refused
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
REASON = "预算调整，不再采购（示例）。"
SITE = "https://www.ccgp-hunan.gov.cn/intent/1"


@pytest.fixture
def walk(settings):
    settings.SELF_PUBLICATION = False
    return spine.people()


@pytest.mark.article("O101；财库〔2020〕10号")
def test_it_waits_unseen_until_its_first_publication_is_entered(walk):
    made = published(walk)
    assert (made.status, made.published_at) == (IntentionStatus.AWAITING, None)
    assert not queries.public().exists()
    assert Client().get(made.get_absolute_url()).status_code == 404
    assert [one.title for one in todos(walk.handler, now=walk.clock.now())] == ["登记采购意向首次发布"]
    out = walk.clock.advance(hours=3)
    now, enter = walk.clock.advance(hours=1), entering.enter
    facts = {"by": walk.handler, "now": now}
    early = Publication("意向1", SITE, out - timedelta(days=1))
    refused(enter, made.pk, early, **facts, code="publication_contradicts")
    elsewhere = Publication("意向1", "https://example.org/1", out)
    refused(enter, made.pk, elsewhere, **facts, code="other_site")
    with pytest.raises(NotPermitted):
        enter(made.pk, Publication("意向1", SITE, out), by=actor(Role.PURCHASER_HANDLER), now=now)
    notice = enter(made.pk, Publication("意向1", SITE, out), **facts)
    made.refresh_from_db()
    assert (made.status, made.published_at) == (IntentionStatus.PUBLISHED, out)
    assert (notice.published_at, notice.outside_number, notice.shown_at) == (out, "意向1", now)
    assert SITE in Client().get(notice.get_absolute_url()).content.decode()
    other = published(walk)
    again = Publication("意向1", SITE, walk.clock.now())
    refused(enter, other.pk, again, by=walk.handler, now=walk.clock.now(), code="number_taken")


def test_what_came_out_late_is_entered_all_the_same_and_counts_from_that_day(walk):
    made = published(walk)
    out = walk.clock.advance(days=60)
    facts = workflow.facts_of(made)
    assert workflow.facts_refusals(facts, region_code=walk.purchaser.budget_division_id, now=out)
    entering.enter(made.pk, Publication("意向3", SITE, out), by=walk.handler, now=out)
    made.refresh_from_db()
    assert (made.status, made.published_at) == (IntentionStatus.PUBLISHED, out)


def test_what_has_not_come_out_is_taken_back_with_a_reason(walk):
    made = published(walk)
    facts = {"by": walk.leader, "now": walk.clock.advance(hours=1)}
    refused(workflow.take_back, made.pk, reason=" ", **facts, code="reason_missing")
    back = workflow.take_back(made.pk, reason="金额写错了（示例）。", **facts)
    assert (back.status, back.published_by_id, back.opinion) == ("draft", None, "金额写错了（示例）。")
    assert not Notice.objects.exists()


def test_the_clerk_hands_it_over_and_enters_it_on_the_pages(walk, monkeypatch):
    made, browser = published(walk), client_of(walk.handler)
    monkeypatch.setattr(clock, "now", walk.clock.now)
    word = browser.get(reverse("notices:intention_handover", args=[made.pk]))
    assert word.content.startswith(b"PK")
    page = browser.get(made.work_url).content.decode()
    enter = reverse("notices:intention_enter", args=[made.pk])
    assert enter in page
    out = walk.clock.advance(hours=2).astimezone(SHANGHAI)
    typed = {"number": "意向2", "url": SITE, "day": out.date(), "time": f"{out:%H:%M}"}
    kept = browser.post(enter, typed | {"url": "https://example.org/1"})
    assert kept.status_code == 409 and "意向2" in kept.content.decode()
    assert browser.post(enter, typed).status_code == 302
    assert Notice.objects.get().outside_number == "意向2"
    withdraw = reverse("intentions:withdraw", args=[made.pk])
    assert "撤销也要先在那里发布更正公告" in client_of(walk.leader).get(withdraw).content.decode()
    assert browser.get(enter).status_code == 404


@pytest.mark.article("O101")
def test_a_withdrawal_waits_unseen_until_its_correction_has_come_out(walk):
    made = published(walk)
    since = walk.clock.now()
    notice = entering.enter(made.pk, Publication("意向4", SITE, since), by=walk.handler, now=since)
    facts = {"by": walk.leader, "now": walk.clock.advance(days=1)}
    refused(workflow.keep, made.pk, reason="没有决定。", **facts, code="not_leaving")
    early = Publication("更正4", f"{SITE}0", since)
    refused(entering.leave, made.pk, early, **facts, code="not_leaving")
    left = workflow.withdraw(made.pk, reason=REASON, **facts)
    assert (left.status, left.withdrawn_because) == (IntentionStatus.PUBLISHED, "")
    assert REASON not in Client().get(made.get_absolute_url()).content.decode()
    assert REASON not in Client().get(notice.get_absolute_url()).content.decode()
    decided = LedgerEntry.objects.get(verb="intention.release_withdrawal")
    assert not disclosure.may_read(decided, None)
    assert [one.title for one in todos(walk.handler, now=walk.clock.now())] == ["登记采购意向撤销首次发布"]
    refused(workflow.withdraw, made.pk, reason=REASON, **facts, code="leaving_already")
    refused(entering.leave, made.pk, early, **facts, code="publication_contradicts")
    out, now = walk.clock.advance(hours=2), walk.clock.advance(hours=1)
    twice = Publication("意向4", SITE, out)
    refused(entering.leave, made.pk, twice, by=walk.handler, now=now, code="number_taken")
    correction = entering.leave(made.pk, Publication("更正4", f"{SITE}0", out), by=walk.handler, now=now)
    made.refresh_from_db()
    assert (made.status, made.withdrawn_at, made.withdrawn_because) == ("withdrawn", out, REASON)
    assert (correction.published_at, correction.outside_number) == (out, "更正4")
    assert disclosure.may_read(decided, None)
    assert REASON in Client().get(correction.get_absolute_url()).content.decode()


def test_a_withdrawal_is_handed_over_taken_back_and_entered_on_the_pages(walk, monkeypatch):
    made, clerk, leader = published(walk), client_of(walk.handler), client_of(walk.leader)
    monkeypatch.setattr(clock, "now", walk.clock.now)
    since = walk.clock.now()
    entering.enter(made.pk, Publication("意向5", SITE, since), by=walk.handler, now=since)
    pages = {name: reverse(f"intentions:{name}", args=[made.pk]) for name in ("withdraw", "keep")}
    assert leader.post(pages["withdraw"], {"reason": REASON}).status_code == 302
    assert not queries.usable_for(SimpleNamespace(purchaser_id=made.purchaser_id)).exists()
    assert leader.post(pages["keep"], {"reason": "还要采购（示例）。"}).status_code == 302
    assert leader.post(pages["withdraw"], {"reason": REASON}).status_code == 302
    enter = reverse("notices:withdrawal_enter", args=[made.pk])
    assert enter in clerk.get(made.work_url).content.decode()
    word = clerk.get(reverse("notices:withdrawal_handover", args=[made.pk]))
    assert word.content.startswith(b"PK")
    out = walk.clock.advance(hours=2).astimezone(SHANGHAI)
    typed = {"number": "更正5", "url": f"{SITE}1", "day": out.date(), "time": f"{out:%H:%M}"}
    kept = clerk.post(enter, typed | {"url": "https://example.org/1"})
    assert kept.status_code == 409 and "更正5" in kept.content.decode()
    assert clerk.post(enter, typed).status_code == 302
    assert "这份意向已经撤销" in clerk.get(made.work_url).content.decode()
    assert clerk.get(enter).status_code == 404
