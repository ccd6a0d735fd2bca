"""A published intention is one of the notices."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox.models import OutboxJob
from portal.site import disclosure
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.intents import workflow
from procurement.notices.intents.tasks import tell_intention
from procurement.notices.models import Notice
from procurement.notices.official.reading import form_of
from procurement.notices.official.rules import missing
from procurement.notices.sections import Section
from procurement.projects.intention import workflow as intentions
from tests import spine
from tests.procurement.projects.intention.test_workflow import published

pytestmark = pytest.mark.django_db


def told(walk: spine.Purchase) -> Notice:
    """The notice of a published intention of the walk's purchaser."""
    return workflow.tell(published(walk).pk, now=walk.clock.now())


@pytest.mark.article("财库〔2020〕10号")
def test_a_published_intention_is_found_among_the_notices_with_its_proof():
    walk, visitor = spine.people(), Client()
    notice = told(walk)
    assert (notice.type, notice.status) == (NoticeType.INTENT, NoticeStatus.PUBLISHED)
    assert (notice.published_at, notice.number) == (notice.intention.published_at, notice.intention.number)
    assert missing(form_of("intent"), [Section.from_json(one) for one in notice.body["sections"]]) == []
    region = walk.purchaser.division.code[:4]
    for narrowed in ({"type": "intent"}, {"q": notice.title[:2]}, {"region": region}, {"amount_from": "1"}):
        for name in ("list", "feed"):
            page = visitor.get(reverse(f"notices:{name}"), narrowed).content.decode()
            assert notice.title in page, (name, narrowed)
    assert notice.title not in visitor.get(reverse("notices:list"), {"state": "open"}).content.decode()
    page = visitor.get(notice.get_absolute_url()).content.decode()
    assert "这份公告的存证" in page and notice.intention.get_absolute_url() in page
    assert notice.get_absolute_url() in visitor.get(notice.intention.get_absolute_url()).content.decode()
    assert notice.title in visitor.get(reverse("site:search"), {"q": notice.title}).content.decode()
    answer = visitor.get(f"/api/v1/notices/{notice.number}/").json()
    assert (answer["project_number"], answer["purchaser"]["name"]) == ("", walk.purchaser.name)
    for name, start in (("pdf", b"%PDF"), ("word", b"PK")):
        assert visitor.get(reverse(f"notices:{name}", args=[notice.number])).content.startswith(start)
    assert visitor.get(reverse("notices:deadlines"), {"q": notice.title}).status_code == 200
    assert disclosure.may_read(LedgerEntry.objects.about(notice).get(), None)


def test_a_withdrawn_intention_keeps_its_notice_and_gets_a_linked_correction():
    walk, visitor = spine.people(), Client()
    notice = told(walk)
    now = walk.clock.advance(days=2)
    intentions.withdraw(notice.intention_id, reason="预算调整，不再采购（示例）。", by=walk.leader, now=now)
    tell_intention(notice.intention_id)
    tell_intention(notice.intention_id)
    correction = Notice.objects.get(type=NoticeType.CORRECTION)
    assert (correction.corrects, correction.published_at) == (notice, now)
    assert missing(form_of("correction"), [Section.from_json(s) for s in correction.body["sections"]]) == []
    page = visitor.get(notice.get_absolute_url()).content.decode()
    assert "已撤销" in page and "预算调整" in page
    assert visitor.get(correction.get_absolute_url()).status_code == 200
    assert correction.title in visitor.get(reverse("notices:list")).content.decode()


def test_publishing_and_withdrawing_ask_for_the_notice_and_a_draft_gets_none():
    walk = spine.people()
    made = published(walk)
    jobs = OutboxJob.objects.filter(task="notices.tell_intention", args=[made.pk])
    assert jobs.count() == 1
    type(made).objects.filter(pk=made.pk).update(status="submitted")
    assert workflow.tell(made.pk, now=walk.clock.now()) is None
    assert not Notice.objects.exists()


def test_what_was_public_long_ago_is_no_news():
    walk = spine.people()
    made = published(walk)
    notice = workflow.tell(made.pk, now=walk.clock.advance(days=3))
    assert notice.shown_at == made.published_at


def test_a_notice_is_of_a_purchase_or_of_a_body_that_issues_it():
    walk = spine.approved_project()
    notice = told(walk)
    both = {"project": walk.project, "issuer": walk.purchaser, "intention": notice.intention}
    for facts in (both, {"issuer": walk.purchaser}, {"project": walk.project}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.create(number="1", type=NoticeType.INTENT, title="意向", body={}, **facts)
