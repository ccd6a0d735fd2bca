"""The award: received, prepared, approved by another, published with a letter to everybody."""

import json
import re
from datetime import date

import pytest

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.actors import SYSTEM
from portal.kernel.calendar import queries as calendars
from portal.kernel.calendar.rules import Calendar
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.award import letters, queries, rules, workflow
from procurement.award.choices import AwardStatus
from procurement.award.models import Award, AwardLetter
from procurement.budget import adjusting
from procurement.budget.choices import LineKind
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from procurement.projects.choices import PackageStatus
from procurement.review import workflow as review
from tests import spine
from tests.factories.budget import scanned
from tests.factories.people import actor
from tests.factories.procurement import budget_line
from tests.refusals import refused
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(spine.reported)
MINUTES = "三月三十日党组会议研究，同意按排序确定。"


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def place(walk, rank: int) -> int:
    return walk.award.ranking[rank - 1]["candidate"]


def test_the_report_freezes_the_ranking_and_starts_the_clock():
    walk = spine.reported()
    assert [p["rank"] for p in walk.award.ranking] == [1, 2, 3]
    assert walk.package.status == PackageStatus.REVIEWED
    assert walk.award.decide_by == queries.workdays_after(walk.clock.now().date(), 5).date


def test_receiving_twice_is_once():
    walk = spine.reported()
    workflow.receive_report(walk.package.pk, by=SYSTEM, now=walk.clock.now())
    assert Award.objects.count() == 1


def test_there_is_no_award_without_a_report():
    walk = spine.examined()
    assert workflow.receive_report(walk.package.pk, by=SYSTEM, now=walk.clock.now()) is None


def test_the_second_place_is_not_chosen():
    walk = spine.reported()
    refused(
        workflow.prepare,
        walk.award.pk,
        place(walk, 2),
        minutes=MINUTES,
        by=walk.handler,
        now=walk.clock.now(),
        code="not_in_rank_order",
    )
    walk.award.refresh_from_db()
    assert (walk.award.status, walk.award.winner) == (AwardStatus.WAITING, None)


@pytest.mark.article("O74:36")
def test_an_award_without_minutes_is_refused():
    walk = spine.reported()
    refused(
        workflow.prepare,
        walk.award.pk,
        place(walk, 1),
        minutes="同意",
        by=walk.handler,
        now=walk.clock.now(),
        code="no_minutes",
    )


@pytest.mark.parametrize(
    ("is_provisional", "is_confirmed", "codes"),
    [
        (False, False, []),
        (True, True, []),
        (True, False, ["calendar_unavailable"]),
    ],
)
def test_a_result_binds_to_provisional_days_only_when_somebody_confirmed_them(
    is_provisional, is_confirmed, codes
):
    found = rules.provisional_refusals(
        date(2027, 1, 12), is_provisional=is_provisional, is_confirmed=is_confirmed
    )
    assert [refusal.code for refusal in found] == codes


def test_the_verb_itself_asks_for_the_confirmation(monkeypatch):
    walk = spine.decided()
    monkeypatch.setattr(calendars, "current", lambda: Calendar(frozenset()))
    publish = {"by": walk.handler, "now": walk.clock.now()}
    refused(workflow.publish_result, walk.award.pk, code="calendar_unavailable", **publish)
    assert not Notice.objects.filter(type=NoticeType.AWARD_RESULT).exists()
    assert workflow.publish_result(walk.award.pk, provisional_confirmed=True, **publish).number


@pytest.mark.article("REG:43")
def test_whoever_prepared_does_not_approve():
    walk = spine.reported()
    workflow.prepare(walk.award.pk, place(walk, 1), minutes=MINUTES, by=walk.reviewer, now=walk.clock.now())
    refused(
        workflow.approve,
        walk.award.pk,
        by=walk.reviewer,
        now=walk.clock.now(),
        code="separation_of_duties",
    )
    walk.award.refresh_from_db()
    assert (walk.award.status, walk.award.approved_by) == (AwardStatus.PREPARED, None)
    assert walk.package.status == PackageStatus.REVIEWED


def test_a_handler_does_not_approve():
    walk = spine.reported()
    workflow.prepare(walk.award.pk, place(walk, 1), minutes=MINUTES, by=walk.handler, now=walk.clock.now())
    with pytest.raises(NotPermitted):
        workflow.approve(walk.award.pk, by=walk.colleague, now=walk.clock.now())


def test_another_purchaser_decides_nothing():
    walk = spine.reported()
    stranger = actor(Role.PURCHASER_HANDLER)
    with pytest.raises(NotPermitted):
        workflow.prepare(walk.award.pk, place(walk, 1), minutes=MINUTES, by=stranger, now=walk.clock.now())


def test_a_returned_award_is_prepared_again():
    walk = spine.reported()
    workflow.prepare(walk.award.pk, place(walk, 1), minutes=MINUTES, by=walk.handler, now=walk.clock.now())
    refused(
        workflow.return_award,
        walk.award.pk,
        opinion=" ",
        by=walk.leader,
        now=walk.clock.now(),
        code="no_opinion",
    )
    workflow.return_award(walk.award.pk, opinion="补充参会人", by=walk.leader, now=walk.clock.now())
    again = workflow.prepare(
        walk.award.pk, place(walk, 1), minutes=MINUTES, by=walk.handler, now=walk.clock.now()
    )
    assert again.status == AwardStatus.PREPARED


def test_the_choice_stays_sealed_until_the_result():
    walk = spine.decided()
    assert not LedgerEntry.objects.disclosed().filter(verb="award.approve").exists()
    workflow.publish_result(walk.award.pk, by=walk.handler, now=walk.clock.now())
    assert LedgerEntry.objects.disclosed().filter(verb="award.approve").exists()


def test_nothing_is_published_before_the_approval():
    walk = spine.reported()
    refused(workflow.publish_result, walk.award.pk, by=walk.handler, now=walk.clock.now(), code="wrong_state")
    assert not Notice.objects.filter(type=NoticeType.AWARD_RESULT).exists()


@pytest.mark.article("O87:69；REG:43")
def test_the_result_notice_says_what_the_law_asks_and_no_more():
    walk = spine.awarded()
    notice = Notice.objects.get(type=NoticeType.AWARD_RESULT)
    text = json.dumps(notice.body, ensure_ascii=False)
    assert "936,000 元" in text
    lawful = [walk.award.winner.supplier.name, walk.purchaser.name, *[m.name for m in walk.room.panel]]
    for name in lawful:
        assert name in text
        text = text.replace(name, "")
    for secret in ("950,000", "898,000", *(rival.body_name for rival in walk.suppliers[1:])):
        assert secret not in text
    # A digest may hold any digits; a score stands by itself.
    assert {"55", "45.5"}.isdisjoint(re.findall(r"(?<![0-9a-z])[0-9.,]+(?![0-9a-z])", text))
    assert walk.package.status == PackageStatus.RESULT_PUBLISHED


def test_every_supplier_has_a_letter_and_a_message():
    walk = spine.awarded()
    assert AwardLetter.objects.count() == 3
    for supplier in walk.suppliers:
        assert Message.objects.filter(user_id=supplier.user_id, subject__startswith="采购结果通知").exists()


def test_a_letter_holds_nothing_of_a_rival():
    walk = spine.awarded()
    rows = {
        letter.candidate.supplier_id: letter for letter in AwardLetter.objects.select_related("candidate")
    }
    for supplier in walk.suppliers:
        letter = rows[supplier.body_id]
        text = json.dumps(letter.content, ensure_ascii=False)
        for rival in walk.suppliers:
            if rival is supplier or rows[rival.body_id].is_winner:
                continue
            theirs = rows[rival.body_id].candidate
            for secret in (rival.body_name, str(theirs.final_quote), str(theirs.total_points)):
                assert secret not in text
        winner = rows[walk.award.winner.supplier_id].candidate
        if winner.supplier_id != supplier.body_id:
            assert str(winner.total_points) not in text
            assert str(winner.technical_points) not in text


def test_a_letter_gives_own_scores_rank_reason_and_the_last_day_of_challenge():
    walk = spine.awarded()
    letter = AwardLetter.objects.get(candidate__supplier_id=walk.suppliers[1].body_id)
    told = letter.content
    assert (told["rank"], told["technical_points"], told["own_quote"]) == (2, "60.50", "950000.00")
    notice = Notice.objects.get(type=NoticeType.AWARD_RESULT)
    expected = queries.workdays_after(notice.period_ends_on, 7).date
    assert date.fromisoformat(told["challenge_until"]) == expected
    assert letters.document(letter).render().startswith(b"%PDF")


@pytest.mark.article("O87:69")
def test_the_panels_names_are_disclosed_with_the_result():
    walk = spine.decided()
    assert not LedgerEntry.objects.disclosed().filter(verb="review.name_panel").exists()
    workflow.publish_result(walk.award.pk, by=walk.handler, now=walk.clock.now())
    assert LedgerEntry.objects.disclosed().filter(verb="review.name_panel").exists()


def test_a_review_that_ended_is_announced_once_with_its_reason():
    walk = spine.examined()
    stated = {"because": "采购任务取消", "cause": "cancelled"}
    review.terminate(walk.package.review_id, **stated, by=walk.handler, now=walk.clock.now())
    notice = workflow.publish_termination(walk.package.pk, by=SYSTEM, now=walk.clock.now())
    assert notice.type == NoticeType.TERMINATION
    assert "采购任务取消" in json.dumps(notice.body, ensure_ascii=False)
    assert walk.package.status == PackageStatus.TERMINATED
    assert walk.package.ended_because == "cancelled"
    assert workflow.publish_termination(walk.package.pk, by=SYSTEM, now=walk.clock.now()) is None


def test_the_sweep_finds_what_a_lost_message_missed():
    walk = spine.examined()
    review.terminate(walk.package.review_id, because="采购任务取消", by=walk.handler, now=walk.clock.now())
    assert list(queries.terminated_without_notice()) == [walk.package]


def test_an_advance_notice_carries_the_preparation_and_no_award():
    people = spine.people()
    people.line = budget_line(people.purchaser, kind=LineKind.ADVANCE, fiscal_year=spine.STARTS_ON.year)
    walk = spine.reported(purchase=people)
    facts = {"minutes": MINUTES, "by": walk.handler, "now": walk.clock.now()}
    refused(workflow.prepare, walk.award.pk, place(walk, 1), code="line_not_settled", **facts)
    walk.award.refresh_from_db()
    assert walk.award.winner is None
    adjusting.confirm(people.line.pk, scanned(), by=actor(Role.FINANCE), now=walk.clock.now())
    assert workflow.prepare(walk.award.pk, place(walk, 1), **facts).winner_id
