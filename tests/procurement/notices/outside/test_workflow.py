"""A notice that is first published elsewhere: nothing runs before it is entered, then everything from it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refused
from procurement.award import workflow as awards
from procurement.notices import corrections, queries
from procurement.notices import workflow as notices
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.corrections import Correction
from procurement.notices.models import Notice, Schedule
from procurement.notices.outside import exporting, workflow
from procurement.notices.outside.rules import Publication
from procurement.projects.choices import PackageStatus
from tests import spine
from tests.factories.people import actor
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SITE = "https://www.ccgp-hunan.gov.cn/notice"


def publication(walk: spine.Purchase, number: int = 1, **changes) -> Publication:
    facts = {"number": f"湘采{number}号", "url": f"{SITE}/{number}", "at": walk.clock.now()}
    return Publication(**{**facts, **changes})


def handed_over(settings) -> spine.Purchase:
    """Reviewed, and waiting for the official site. Its times are lawful on the site's last day, too."""
    settings.SELF_PUBLICATION = False
    walk = spine.approved_project()
    expected = queries.expected_on(walk.clock.now())
    hints = spine.notice_rules.hints(
        issued_on=expected,
        law=queries.schedule_law(walk.project),
        calendar=spine.calendars.current(),
    )
    facts = spine.schedule_facts(
        walk,
        documents_from=hints.documents_from.date,
        documents_until=hints.documents_until.date,
        response_deadline=spine.at_local(hints.deadline_on.date, 9, 30),
    )
    notice = notices.draft_call(
        walk.project.pk, by=walk.handler, now=walk.clock.now(), schedule=facts, texts=spine.Texts()
    )
    notices.submit(notice.pk, by=walk.handler, now=walk.clock.advance(hours=1))
    notices.publish(notice.pk, by=walk.reviewer, now=walk.clock.advance(hours=1))
    return walk


def out(walk: spine.Purchase) -> Notice:
    """Entered the next day, as of an hour before."""
    entered = publication(walk, at=walk.clock.advance(days=1))
    notice = workflow.enter(
        walk.project.notices.get().pk, entered, by=walk.handler, now=walk.clock.advance(hours=1)
    )
    spine.bidding.ensure_opening_keys(walk.project.pk, now=walk.clock.now())
    walk.project.refresh_from_db()
    return notice


@pytest.mark.article("O101")
def test_until_it_is_entered_nothing_runs_and_nobody_sees_it(settings):
    walk = handed_over(settings)
    notice = walk.project.notices.get()
    assert (notice.status, notice.published_at, notice.period_ends_on) == (NoticeStatus.AWAITING, None, None)
    assert notice.released_at and notice.sha256
    assert not Schedule.objects.exists()
    assert walk.package.status == PackageStatus.PLANNED
    assert Client().get(notice.get_absolute_url()).status_code == 404
    page = client_of(walk.handler).get(reverse("notices:work_detail", args=[notice.pk]))
    assert "待发布" in page.content.decode()


def test_periods_count_from_the_time_that_was_entered(settings):
    walk = handed_over(settings)
    notice = out(walk)
    entered_at = walk.clock.now()
    assert notice.published_at == entered_at - HOUR and notice.shown_at == entered_at
    calendar = spine.calendars.current()
    assert notice.period_ends_on == calendar.add_workdays(local_date(notice.published_at), 3).date
    assert walk.package.status == PackageStatus.ANNOUNCED
    assert "湘采1号" in Client().get(notice.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("changes", "days", "code"),
    [
        ({"at": timedelta(hours=2)}, 0, "publication_to_come"),
        ({"at": -timedelta(hours=2)}, 0, "publication_contradicts"),
        ({"url": "https://example.invalid/1"}, 0, "other_site"),
        ({}, 4, "preparation_too_short"),
        ({"at": -timedelta(days=5)}, 6, "entered_too_late"),
    ],
)
def test_what_contradicts_or_comes_too_late_is_refused_and_nothing_runs(settings, changes, days, code):
    walk = handed_over(settings)
    now = walk.clock.advance(days=days)
    facts = {name: now + value if name == "at" else value for name, value in changes.items()}
    with pytest.raises(Refused) as refused:
        workflow.enter(walk.project.notices.get().pk, publication(walk, **facts), by=walk.handler, now=now)
    assert code in {refusal.code for refusal in refused.value.refusals}
    assert walk.project.notices.get().status == NoticeStatus.AWAITING
    assert not Schedule.objects.exists()


def test_a_notice_can_be_taken_back_changed_and_handed_over_again(settings):
    walk = handed_over(settings)
    notice = walk.project.notices.get()
    taken = workflow.take_back(notice.pk, reason="网站延误", by=walk.handler, now=walk.clock.now())
    assert (taken.status, taken.released_at, taken.sha256) == (NoticeStatus.DRAFT, None, "")
    notices.submit(notice.pk, by=walk.handler, now=walk.clock.now())
    again = notices.publish(notice.pk, by=walk.reviewer, now=walk.clock.now())
    assert again.status == NoticeStatus.AWAITING
    with pytest.raises(NotPermitted):
        workflow.take_back(notice.pk, reason="", by=actor(Role.PURCHASER_HANDLER), now=walk.clock.now())


def test_a_correction_counts_from_its_own_first_publication(settings):
    walk = handed_over(settings)
    original = out(walk)
    schedule = Schedule.objects.get()
    walk.clock.advance_to(schedule.response_deadline - timedelta(days=2))
    texts = corrections.current_texts(walk.project)
    wish = Correction(
        texts=corrections.replace(texts, other_matters="增加说明。"),
        reason="补充说明",
        opening_place=schedule.opening_place,
    )
    drafted = corrections.draft_correction(
        original.pk, by=walk.handler, now=walk.clock.now(), correction=wish
    )
    notices.submit(drafted.pk, by=walk.handler, now=walk.clock.now())
    notices.publish(drafted.pk, by=walk.reviewer, now=walk.clock.now(), provisional_confirmed=True)
    assert Schedule.objects.get().response_deadline == schedule.response_deadline
    twice = publication(walk, 1, at=walk.clock.now())
    with pytest.raises(Refused) as refused:
        workflow.enter(drafted.pk, twice, by=walk.handler, now=walk.clock.now())
    assert refused.value.code == "number_taken"
    entered = workflow.enter(
        drafted.pk, publication(walk, 2), by=walk.handler, now=walk.clock.advance(hours=1)
    )
    moved = Schedule.objects.get().response_deadline
    assert entered.type == NoticeType.CORRECTION and moved > schedule.response_deadline
    assert walk.package.response_deadline == moved


def test_a_result_that_is_not_out_tells_nobody_and_lets_no_contract_begin(settings):
    walk = spine.decided()
    settings.SELF_PUBLICATION = False
    notice = awards.publish_result(walk.award.pk, by=walk.handler, now=walk.clock.advance(hours=1))
    walk.award.refresh_from_db()
    assert notice.status == NoticeStatus.AWAITING
    assert (walk.award.status, walk.award.letters.count()) == ("approved", 0)
    with pytest.raises(Refused) as refused:
        awards.publish_result(walk.award.pk, by=walk.handler, now=walk.clock.now())
    assert refused.value.code == "awaits_publication"
    workflow.enter(notice.pk, publication(walk), by=walk.handler, now=walk.clock.now())
    for _delivery in range(2):
        awards.result_out(notice.pk, by=spine.SYSTEM, now=walk.clock.now())
    walk.award.refresh_from_db()
    assert (walk.award.status, walk.award.letters.count()) == ("published", 3)
    assert walk.package.status == PackageStatus.RESULT_PUBLISHED


def test_the_export_holds_every_field_and_no_markup_of_others(settings):
    walk = handed_over(settings)
    notice = walk.project.notices.get()
    notice.body["sections"][0]["paragraphs"] = ["<script>示例</script>"]
    fields = exporting.as_fields(notice)
    assert [name for name, value in fields.items() if not value] == ["代理机构", "原公告编号"]
    assert "<script>" not in fields["正文"] and "<h3>六、公告期限</h3>" in fields["正文"]


def test_the_pages_of_a_waiting_notice(settings):
    walk = handed_over(settings)
    notice = walk.project.notices.get()
    client = client_of(walk.handler)
    enter, back, export = (
        reverse(f"notices:{name}", args=[notice.pk]) for name in ("enter", "take_back", "export")
    )
    assert client.get(export).json()["项目编号"] == walk.project.number
    assert client.get(back).status_code == client.get(enter).status_code == 200
    typed = {"number": "湘采9号", "url": "https://example.invalid/9", "day": "2026-03-02", "time": "09:00"}
    page = client.post(enter, typed)
    assert page.status_code == 409 and "湘采9号" in page.content.decode()
    assert client.post(back, {"reason": "网站延误"}).status_code == 302
    assert client.get(enter).status_code == 404
    assert client_of(actor(Role.SUPPLIER)).get(export).status_code in (403, 404)
