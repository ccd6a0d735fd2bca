"""The one question about how many obtained the document, and the period that may be made longer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.notices import corrections, obtaining, queries, workflow
from procurement.notices.corrections import Correction
from procurement.notices.models import Notice, ObtainInquiry, Schedule
from tests import spine
from tests.factories.people import actor
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


def ended(count: int) -> spine.Purchase:
    """The documents' period is over, the deadline is not."""
    walk = spine.obtained(count=count)
    walk.clock.advance_to(at_local(walk.project.schedule.documents_until + timedelta(days=1), 9))
    return walk


def inquire(walk: spine.Purchase, by=None) -> ObtainInquiry:
    return obtaining.ask_whether_fewer(walk.project.pk, by=by or walk.handler, clock=walk.clock)


def correction(walk: spine.Purchase, **changes) -> Correction:
    schedule = Schedule.objects.get(project=walk.project)
    facts = {
        "texts": corrections.current_texts(walk.project),
        "reason": "延长获取期限",
        "opening_place": schedule.opening_place,
    }
    return Correction(**{**facts, **changes})


@pytest.mark.article("财政部令第87号第十八条")
@pytest.mark.parametrize(("count", "fewer"), [(2, True), (3, False)])
def test_the_answer_is_yes_or_no_once_and_on_record(count, fewer):
    walk = ended(count)
    assert inquire(walk).is_fewer is fewer
    entry = LedgerEntry.objects.get(verb="notices.ask_whether_fewer")
    assert entry.seal and not LedgerEntry.objects.disclosed().filter(pk=entry.pk).exists()
    with pytest.raises(Refused) as refused:
        inquire(walk)
    assert refused.value.code == "asked_already"
    assert ObtainInquiry.objects.count() == 1


@pytest.mark.article("财政部令第87号第二十八条")
def test_not_while_the_period_runs_not_after_the_deadline_and_not_for_others():
    walk = spine.obtained(count=1)
    for by in (walk.reviewer, walk.suppliers[0], actor(Role.PURCHASER_HANDLER)):
        with pytest.raises(NotPermitted):
            inquire(walk, by)
    for moment, code in (
        (at_local(walk.project.schedule.documents_until, 23, 59), "period_runs"),
        (walk.package.response_deadline, "after_deadline"),
    ):
        walk.clock.advance_to(moment)
        with pytest.raises(Refused) as refused:
            inquire(walk)
        assert refused.value.code == code
    assert not ObtainInquiry.objects.exists()


def test_too_few_lets_the_period_be_made_longer_and_asked_about_again():
    walk = ended(2)
    inquire(walk)
    schedule = Schedule.objects.get()
    later = spine.calendars.current().add_workdays(schedule.response_deadline.date(), 2).date
    deadline = at_local(spine.calendars.current().add_workdays(later, 1).date, 9, 30)
    with pytest.raises(Refused) as refused:
        wish = correction(walk, asked_until=schedule.documents_until - timedelta(days=1))
        corrections.draft_correction(
            queries.original_of(walk.project.pk).pk, by=walk.handler, now=walk.clock.now(), correction=wish
        )
    assert "obtaining_shortened" in {refusal.code for refusal in refused.value.refusals}
    with pytest.raises(Refused) as refused:
        wish = correction(walk, asked_until=later)
        corrections.draft_correction(
            queries.original_of(walk.project.pk).pk, by=walk.handler, now=walk.clock.now(), correction=wish
        )
    assert refused.value.code == "obtaining_outlasts_deadline"
    wish = correction(walk, asked_until=later, asked_deadline=deadline)
    drafted = corrections.draft_correction(
        queries.original_of(walk.project.pk).pk, by=walk.handler, now=walk.clock.now(), correction=wish
    )
    workflow.submit(drafted.pk, by=walk.handler, now=walk.clock.now())
    workflow.publish(drafted.pk, by=walk.reviewer, now=walk.clock.now(), clock=walk.clock)
    assert Schedule.objects.get().documents_until == later
    workflow.obtain_document(walk.project.pk, by=actor(Role.SUPPLIER), clock=walk.clock)
    walk.clock.advance_to(at_local(later + timedelta(days=1), 1))
    assert inquire(walk).is_fewer is False


def test_a_correction_one_minute_before_the_deadline_counts_and_one_that_waited_too_long_does_not():
    walk = spine.obtained(count=1)
    deadline = walk.package.response_deadline
    walk.clock.advance_to(deadline - timedelta(minutes=1))
    texts = corrections.replace(corrections.current_texts(walk.project), other_matters="增加说明。")
    drafted = corrections.draft_correction(
        queries.original_of(walk.project.pk).pk,
        by=walk.handler,
        now=walk.clock.now(),
        correction=correction(walk, texts=texts),
    )
    workflow.submit(drafted.pk, by=walk.handler, now=walk.clock.now())
    begun_at = walk.clock.now()
    with pytest.raises(Refused) as refused:
        workflow.publish(
            drafted.pk, by=walk.reviewer, now=begun_at, provisional_confirmed=True, clock=lambda: deadline
        )
    assert refused.value.code == "after_deadline"
    assert walk.package.response_deadline == deadline
    workflow.publish(drafted.pk, by=walk.reviewer, now=begun_at, provisional_confirmed=True, clock=walk.clock)
    assert walk.package.response_deadline >= deadline + timedelta(days=5)


def test_a_second_correction_waits_for_the_first_which_can_be_changed():
    walk = spine.announced_package(purchase=spine.people_now())
    original = queries.original_of(walk.project.pk)
    texts = corrections.replace(corrections.current_texts(walk.project), contact_phone="0731-0000-0003")
    wish = correction(walk, texts=texts)
    facts = {"by": walk.handler, "now": walk.clock.now(), "correction": wish}
    drafted = corrections.draft_correction(original.pk, **facts)
    with pytest.raises(Refused) as refused:
        corrections.draft_correction(original.pk, **facts)
    assert refused.value.code == "correction_in_progress"
    client = client_of(walk.handler)
    edit = reverse("notices:correction_edit", args=[drafted.pk])
    assert "0731-0000-0003" in client.get(edit).content.decode()
    data = {"reason": "号码有误", "opening_place": wish.opening_place, "contact_phone": "0731-0000-0004"}
    assert client.post(edit, data).status_code == 302
    assert Notice.objects.get(pk=drafted.pk).body["texts"]["contact_phone"] == "0731-0000-0004"
    workflow.submit(drafted.pk, by=walk.handler, now=walk.clock.now())
    assert client.get(edit).status_code == 404


def test_the_clerk_alone_reads_the_answer_on_the_page_of_the_notice():
    walk = ended(2)
    notice = queries.original_of(walk.project.pk)
    page, sentence = reverse("notices:work_detail", args=[notice.pk]), "可以发布更正公告，延长获取期限"
    assert sentence not in client_of(walk.handler).get(page).content.decode()
    inquire(walk)
    assert sentence in client_of(walk.handler).get(page).content.decode()
    assert sentence not in client_of(actor(Role.AUDITOR)).get(page).content.decode()
    again = client_of(walk.handler).post(reverse("notices:inquire", args=[notice.pk]))
    assert again.status_code == 409
