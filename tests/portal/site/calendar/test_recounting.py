"""Every running clock that a new year's notice touches: listed before, moved, kept and told afterwards."""

from datetime import date

import pytest

from orgs.accounts.erasure.models import ErasureRequest
from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.calendar import queries, workflow
from portal.kernel.calendar.choices import ClockEffect
from portal.kernel.calendar.models import RecountedClock
from portal.kernel.clock import at_local
from portal.kernel.ledger.models import LedgerEntry
from portal.site.calendar import recounting
from procurement.award import queries as awards
from procurement.award.choices import AwardStatus
from procurement.award.models import Award, AwardLetter
from procurement.notices.models import Schedule
from procurement.notices.questions.models import Question
from procurement.projects.intention.choices import IntentionStatus
from procurement.projects.intention.models import PurchaseIntention
from procurement.review.models import Candidate
from tests.factories.award import awarded
from tests.factories.people import actor
from tests.portal.site.calendar.scenes import NOW, operators, uploaded
from tests.spine import announced_package, people

pytestmark = pytest.mark.django_db
STORY = date(2026, 12, 25)


@pytest.fixture
def walk():
    """A notice published on Christmas Day, whose package (for brevity) already waits for a decision."""
    walk = announced_package(purchase=people(start=STORY))
    walk.award = Award.objects.create(
        package=walk.package,
        status=AwardStatus.WAITING,
        ranking=[],
        received_at=at_local(date(2026, 12, 30), 9),
        decide_by=date(2027, 1, 7),
    )
    ErasureRequest.objects.create(
        number="GR-2026-0001",
        user_id=walk.colleague.user_id,
        asked_at=at_local(STORY, 9),
        due_on=date(2027, 1, 18),
    )
    Question.objects.create(
        project=walk.project,
        supplier=walk.purchaser,
        asked_by_id=walk.colleague.user_id,
        asked_at=at_local(date(2026, 12, 30), 9),
        text="能否联合体投标？",
        answer_by=date(2027, 1, 5),
        is_term_provisional=True,
    )
    intention(walk)
    return walk


def intention(walk) -> PurchaseIntention:
    """Published on 5 December: thirty days later is the first Monday of the year."""
    return PurchaseIntention.objects.create(
        number="YX-示例-1",
        purchaser=walk.purchaser,
        title="社区助老服务（示例）",
        catalogue_item=walk.project.catalogue_item,
        overview="上门探访。",
        budget_amount=900000,
        expected_month=date(2027, 2, 1),
        status=IntentionStatus.PUBLISHED,
        drafted_by_id=walk.handler.user_id,
        drafted_at=at_local(date(2026, 12, 4), 9),
        published_by_id=walk.reviewer.user_id,
        published_at=at_local(date(2026, 12, 5), 9),
    )


@pytest.fixture
def loading(walk):
    one, other = operators()
    number = uploaded(by=one).number
    return workflow.confirm(number, by=other, now=NOW)


def listed() -> dict[str, tuple[str, str, str]]:
    rows = RecountedClock.objects.all()
    return {row.says: (row.before.isoformat(), row.after.isoformat(), row.effect) for row in rows}


@pytest.mark.article("O87:85；规则 10：已公布的日期不动，法定期限重算")
def test_statutory_clocks_move_and_printed_days_stay(walk, loading):
    schedule = Schedule.objects.values().get()
    notice = walk.project.notices.values().get()
    assert recounting.recount(loading.pk, now=NOW) == len(listed())
    found = listed()
    assert found["定标期限"] == ("2027-01-07", "2027-01-09", ClockEffect.MOVED)
    assert found["获取采购文件截止"] == ("2027-01-04", "2027-01-04", ClockEffect.SHORT)
    assert found["提交响应文件截止"] == ("2027-01-05", "2027-01-05", ClockEffect.SHORT)
    assert found["最早可以发布采购公告"] == ("2027-01-04", "2027-01-06", ClockEffect.MOVED)
    assert found["最迟答复日"] == ("2027-01-05", "2027-01-07", ClockEffect.MOVED)
    question = Question.objects.get()
    assert (question.answer_by, question.is_term_provisional) == (date(2027, 1, 7), False)
    assert found["答复期限"][2] == ClockEffect.MOVED
    walk.award.refresh_from_db()
    assert walk.award.decide_by == date(2027, 1, 9)
    assert ErasureRequest.objects.get().due_on.isoformat() == found["答复期限"][1]
    assert Schedule.objects.values().get() == schedule
    assert walk.project.notices.values().get() == notice
    entry = LedgerEntry.objects.get(verb="calendar.recount")
    assert len(entry.facts["clocks"]) == len(found)


def test_what_a_result_binds_suppliers_to_is_provisional_until_the_notice_is_loaded(walk):
    told = awards.told_days(walk.award, on=date(2026, 12, 28))
    assert (told.ends_on.isoformat(), told.is_provisional) == ("2026-12-29", True)
    assert not awards.told_days(walk.award, on=date(2026, 12, 1)).is_provisional
    one, other = operators()
    workflow.confirm(uploaded(by=one).number, by=other, now=NOW)
    settled = awards.told_days(walk.award, on=date(2026, 12, 28))
    assert (settled.is_provisional, settled.challenge_until > told.challenge_until) == (False, True)


def test_those_concerned_are_told_once_and_nobody_else(walk, loading):
    recounting.recount(loading.pk, now=NOW)
    moved = Message.objects.filter(subject__contains="有期限变化")
    told = dict(moved.values_list("user_id", "text"))
    assert "请发布更正公告" in told[walk.handler.user_id]
    assert "2027-01-07 改为 2027-01-09" in told[walk.leader.user_id]
    assert loading.uploaded_by not in told
    done = Message.objects.filter(subject="2027 年放假安排已载入").values_list("user_id", flat=True)
    assert set(done) == {loading.uploaded_by, loading.decided_by}


def test_a_job_that_comes_twice_changes_and_tells_nothing(walk, loading):
    recounting.recount(loading.pk, now=NOW)
    before = (listed(), Message.objects.count(), LedgerEntry.objects.count())
    assert recounting.recount(loading.pk, now=NOW) == 0
    assert (listed(), Message.objects.count(), LedgerEntry.objects.count()) == before


def test_the_preview_lists_what_the_confirmation_will_touch(walk):
    one, other = operators()
    waiting = uploaded(by=one)
    before, after = queries.around(waiting)
    foreseen = recounting.touched(before=before, after=after, today=NOW.date())
    assert not RecountedClock.objects.exists()
    workflow.confirm(waiting.number, by=other, now=NOW)
    recounting.recount(waiting.pk, now=NOW)
    rows = RecountedClock.objects.values_list("key", "after", "effect")
    assert {(c.clock.key, c.after, c.effect) for c in foreseen} == set(rows)


def test_a_term_told_to_a_supplier_gets_longer_and_never_shorter():
    awarded(purchase=people(start=date(2026, 12, 1)))
    loser = actor(Role.SUPPLIER)
    letter = letter_to(loser, AwardLetter.objects.get().award)
    one, other = operators()
    first = workflow.confirm(uploaded(by=one).number, by=other, now=NOW)
    recounting.recount(first.pk, now=NOW)
    key = f"award.challenge:{letter.award_id}"
    assert queries.kept_until(key, date(2027, 1, 6)) == date(2027, 1, 8)
    told = Message.objects.filter(user_id=loser.user_id).latest("pk")
    assert "提出质疑的最后一天：2027-01-06 改为 2027-01-08" in told.text
    shorter = workflow.NoticeFacts(2027, "更正通知（示例）", uploaded_days(first)[:1])
    second = workflow.confirm(uploaded(by=one, facts=shorter).number, by=other, now=NOW)
    recounting.recount(second.pk, now=NOW)
    assert queries.kept_until(key, date(2027, 1, 6)) == date(2027, 1, 8)


def letter_to(supplier, award) -> AwardLetter:
    """A further candidate's letter, with the last day for a challenge."""
    candidate = Candidate.objects.get()
    candidate.pk, candidate.supplier_id = None, supplier.body_id
    candidate.reference, candidate.rank = "HZ-示例", 2
    candidate.save()
    content = {
        "project_number": award.package.project.number,
        "notice": "示例",
        "notice_ends_on": "2026-12-25",
        "challenge_until": "2027-01-06",
        "challenge_days": 7,
        "is_statutory": True,
    }
    return AwardLetter.objects.create(
        award=award,
        supplier_id=candidate.supplier_id,
        candidate=candidate,
        is_winner=False,
        content=content,
        sent_at=NOW,
    )


def uploaded_days(loading) -> tuple:
    return tuple(queries.days_of_loading(loading))
