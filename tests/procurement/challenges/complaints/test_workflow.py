"""A complaint from its letter to the published result: who may, when, and what is refused."""

from datetime import date, timedelta

import pytest

from orgs.people.choices import Role
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.challenges import queries as challenges
from procurement.challenges.complaints import (
    deciding,
    documents,
    investigating,
    lodging,
    papers,
    queries,
)
from procurement.challenges.complaints.choices import ComplaintStatus, Examined, Order, PauseKind
from procurement.challenges.complaints.investigating import Sent
from procurement.challenges.complaints.models import Complaint, DepartmentPaper
from procurement.challenges.letters.choices import PaperKind
from procurement.challenges.models import AnswerCopy, Challenge
from procurement.notices.models import Notice
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import Act
from tests.factories import complaints
from tests.factories.people import actor
from tests.refusals import refused
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(complaints.challenged)


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def today(dispute) -> date:
    return local_date(dispute.now)


@pytest.mark.article("O94:17；O94:6")
def test_a_supplier_complains_online_to_the_department_of_the_level():
    dispute = complaints.lodged()
    made = dispute.fresh()
    assert (made.status, made.department_id) == ("submitted", dispute.officer.body_id)
    assert (made.challenged_on, made.answer_due) == (
        local_date(dispute.challenge.sent_at),
        dispute.challenge.answer_by,
    )
    assert LedgerEntry.objects.get(verb="complaints.lodge").seal == made.seal


def test_only_who_challenged_complains_online():
    dispute = complaints.challenged()
    dispute.complainant = dispute.walk.signatories[1]
    with pytest.raises(NotPermitted):
        complaints.lodged(dispute)
    dispute.complainant = dispute.officer
    with pytest.raises(NotPermitted):
        complaints.lodged(dispute)
    assert not Complaint.objects.exists()


@pytest.mark.article("O94:17；O94:19")
def test_a_complaint_on_the_day_after_its_last_day_is_refused():
    dispute = complaints.challenged()
    until = queries.complain_by(dispute.walk.project, dispute.challenge.answer_by).date
    dispute.clock.advance(days=(until - today(dispute)).days)
    assert today(dispute) == until
    dispute.clock.advance(days=1)
    refused(complaints.lodged, dispute, code="late")
    assert not Complaint.objects.exists()


@pytest.mark.article("O94:20")
def test_what_was_never_challenged_is_not_complained_of():
    dispute = complaints.challenged()
    refused(complaints.lodged, dispute, "new", code="beyond_scope")
    assert complaints.lodged(dispute, "from_answer", "new").complaint.matters.count() == 2


def test_a_challenge_is_complained_of_once_at_a_time():
    refused(complaints.lodged, complaints.lodged(), code="complaint_open")


@pytest.mark.article("O94:42")
def test_a_letter_on_paper_counts_by_its_postmark_and_is_never_refused_at_the_door():
    dispute = complaints.challenged()
    until = queries.complain_by(dispute.walk.project, dispute.challenge.answer_by).date
    dispute.clock.advance(days=(until - today(dispute)).days + 3)
    files = ((PaperKind.SCAN, complaints.scan(dispute)),)
    for sent_on, codes in ((until, []), (until + timedelta(days=1), ["late"])):
        paper = complaints.paper_facts(dispute, written_on=until, sent_on=sent_on)
        said = complaints.lodged_facts(papers=files)
        made = lodging.enter(dispute.walk.package.pk, paper, said, by=dispute.officer, clock=dispute.clock)
        found = complaints.examining.admission.findings(queries.case_of(made))
        assert [finding.code for finding in found] == codes
    said = complaints.lodged_facts()
    refused(
        lodging.enter,
        dispute.walk.package.pk,
        complaints.paper_facts(dispute),
        said,
        by=dispute.officer,
        clock=dispute.clock,
        code="no_scan",
    )


def test_another_level_enters_no_letter_about_it():
    dispute = complaints.challenged()
    other = actor(Role.FINANCE, of=complaints.body("finance_department", division_code="4306"))
    with pytest.raises(NotPermitted):
        lodging.enter(
            dispute.walk.package.pk,
            complaints.paper_facts(dispute),
            complaints.lodged_facts(),
            by=other,
            clock=dispute.clock,
        )


@pytest.mark.article("O94:21；O94:22")
def test_copies_go_out_when_a_second_person_signs_and_only_then_the_purchaser_sees_it():
    dispute = complaints.examined(complaints.lodged())
    assert dispute.fresh().status == ComplaintStatus.ADMITTED
    assert not queries.visible_to(dispute.walk.handler).exists()
    refused(papers.sign, dispute.paper.pk, by=dispute.officer, now=dispute.now, code="same_person")
    complaints.signed(dispute)
    party = dispute.fresh().parties.get()
    assert (dispute.fresh().status, party.body_id) == ("investigating", dispute.walk.purchaser.pk)
    assert party.explain_by == queries.explain_by(dispute.walk.project, told_at=dispute.now).date
    assert queries.visible_to(dispute.walk.handler).exists()
    assert not queries.visible_to(dispute.walk.suppliers[1]).exists()


def test_a_returned_paper_begins_the_examination_again():
    dispute = complaints.examined(complaints.lodged())
    refused(
        papers.send_back, dispute.paper.pk, remark=" ", by=dispute.chief, now=dispute.now, code="no_remark"
    )
    papers.send_back(dispute.paper.pk, remark="请补上依据。", by=dispute.chief, now=dispute.now)
    assert (dispute.fresh().status, dispute.fresh().examined) == ("submitted", "")
    assert complaints.investigated(dispute).fresh().status == ComplaintStatus.INVESTIGATING


@pytest.mark.article("O94:21；O94:27")
def test_a_correction_is_asked_for_once_and_its_time_does_not_count():
    dispute = complaints.lodged(address="")
    until = today(dispute) + timedelta(days=7)
    said = {"text": "请补充地址。", "correct_until": until}
    complaints.signed(complaints.examined(dispute, Examined.CORRECT, **said))
    assert queries.clocks_of(dispute.fresh(), today=today(dispute)).decide.is_stopped
    dispute.clock.advance(days=7)
    lodging.correct(
        dispute.complaint.number, complaints.lodged_facts(), by=dispute.complainant, clock=dispute.clock
    )
    made = dispute.fresh()
    assert (made.status, made.address != "", made.pauses.get().replied_on) == ("submitted", True, until)
    assert not queries.clocks_of(made, today=today(dispute)).decide.is_stopped
    refused(
        complaints.examined, dispute, Examined.CORRECT, reason="还缺一项。", **said, code="corrected_once"
    )


@pytest.mark.article("O94:21")
def test_who_does_not_correct_in_time_is_not_admitted():
    dispute = complaints.lodged(address="")
    until = today(dispute) + timedelta(days=7)
    complaints.signed(complaints.examined(dispute, Examined.CORRECT, text="补充地址。", correct_until=until))
    refused(complaints.examined, dispute, Examined.REFUSE, code="correction_runs")
    dispute.clock.advance(days=8)
    refused(
        lodging.correct,
        dispute.complaint.number,
        complaints.lodged_facts(),
        by=dispute.complainant,
        clock=dispute.clock,
        code="corrected_late",
    )
    refused(complaints.examined, dispute, Examined.ADMIT, code="not_corrected")
    complaints.signed(complaints.examined(dispute, Examined.REFUSE))
    assert dispute.fresh().status == ComplaintStatus.NOT_ADMITTED


@pytest.mark.article("O94:17")
@pytest.mark.parametrize("status", ["received", "prepared", "returned"])
def test_an_answer_that_did_not_come_in_time_is_offered_for_a_complaint_whatever_its_draft(status):
    dispute = complaints.challenged()
    Challenge.objects.filter(pk=dispute.challenge.pk).update(status=status)
    last = dispute.challenge.answer_by
    assert not queries.to_complain_of(dispute.complainant, today=last).exists()
    assert queries.to_complain_of(dispute.complainant, today=last + timedelta(days=1)).exists()


def test_a_complaint_not_admitted_may_be_sent_again_and_an_open_one_not():
    dispute = complaints.lodged(address="")
    assert not queries.to_complain_of(dispute.complainant, today=today(dispute)).exists()
    Complaint.objects.update(status=ComplaintStatus.NOT_ADMITTED)
    assert queries.to_complain_of(dispute.complainant, today=today(dispute)).exists()


@pytest.mark.article("O87:28")
def test_who_was_told_an_answer_about_a_document_is_not_read_before_the_deadline():
    dispute = complaints.challenged()
    sender_id, deadline = dispute.challenge.sender_id, dispute.walk.project.schedule.response_deadline
    AnswerCopy.objects.create(challenge=dispute.challenge, supplier_id=sender_id, sent_at=dispute.now)
    assert not challenges.copies_disclosed(at=deadline - timedelta(seconds=1)).exists()
    assert challenges.copies_disclosed(at=deadline).exists()


def test_a_party_explains_and_nobody_else():
    dispute = complaints.investigated()
    number = dispute.complaint.number
    party = investigating.explain(
        number, "评分项依法设置。", file=None, by=dispute.walk.handler, now=dispute.now
    )
    assert party.explained_by_id == dispute.walk.handler.user_id
    with pytest.raises(NotPermitted):
        investigating.explain(number, "我也说。", file=None, by=dispute.walk.suppliers[1], now=dispute.now)


@pytest.mark.article("O94:27")
def test_the_clock_stops_for_an_expert_review_and_nothing_is_decided_meanwhile():
    dispute = complaints.investigated()
    number, sent_on = dispute.complaint.number, today(dispute)
    sent = Sent(PauseKind.EXPERTS, "省级评审专家组（示例）", sent_on)
    pause = investigating.stop_clock(number, sent, by=dispute.officer, now=dispute.now)
    refused(investigating.stop_clock, number, sent, by=dispute.officer, now=dispute.now, code="pause_open")
    refused(complaints.prepared, dispute, code="pause_open")
    early = {"replied_on": sent_on - timedelta(days=1), "by": dispute.officer, "now": dispute.now}
    refused(investigating.take_reply, pause.pk, **early, code="reply_day")
    investigating.take_reply(pause.pk, sent_on, by=dispute.officer, now=dispute.now)
    assert not queries.clocks_of(dispute.fresh(), today=today(dispute)).decide.is_stopped


@pytest.mark.article("O94:28")
def test_a_suspension_stops_everything_for_at_most_thirty_days_in_all():
    dispute = complaints.investigated()
    number, last = dispute.complaint.number, today(dispute) + timedelta(days=30)
    said = {"text": "请立即中止采购活动。", "by": dispute.officer, "now": dispute.now}
    refused(
        investigating.propose_suspension,
        number,
        until=last + timedelta(days=1),
        **said,
        code="suspended_too_long",
    )
    dispute.paper = investigating.propose_suspension(number, until=last - timedelta(days=10), **said)
    package_id = dispute.walk.package.pk
    assert suspensions.refusals(package_id, Act.OPEN, on=today(dispute)) == []
    complaints.signed(dispute)
    assert [r.code for r in suspensions.refusals(package_id, Act.OPEN, on=today(dispute))] == ["suspended"]
    dispute.clock.advance(days=5)
    dispute.paper = investigating.propose_resumption(
        number, text="可以继续。", by=dispute.officer, now=dispute.now
    )
    complaints.signed(dispute)
    assert suspensions.refusals(package_id, Act.OPEN, on=today(dispute)) == []
    said["now"] = dispute.now
    late = today(dispute) + timedelta(days=26)
    refused(investigating.propose_suspension, number, until=late, **said, code="suspended_too_long")
    assert investigating.propose_suspension(number, until=late - timedelta(days=1), **said).pk


@pytest.mark.article("O94:28")
def test_a_suspension_that_ran_out_may_be_ordered_again_for_the_days_that_are_left():
    dispute = complaints.investigated()
    number, package_id = dispute.complaint.number, dispute.walk.package.pk
    said = {"text": "请立即中止采购活动。", "by": dispute.officer}
    until = today(dispute) + timedelta(days=10)
    dispute.paper = investigating.propose_suspension(number, until=until, now=dispute.now, **said)
    complaints.signed(dispute)
    dispute.clock.advance(days=10)
    again = {"until": until + timedelta(days=20), **said}
    refused(investigating.propose_suspension, number, now=dispute.now, **again, code="suspended")
    dispute.clock.advance(days=1)
    refused(investigating.propose_resumption, number, now=dispute.now, **said, code="not_suspended")
    dispute.paper = investigating.propose_suspension(number, now=dispute.now, **again)
    complaints.signed(dispute)
    assert [r.code for r in suspensions.refusals(package_id, Act.OPEN, on=today(dispute))] == ["suspended"]
    assert queries.suspensions_of(dispute.fresh()).count() == 2


@pytest.mark.article("O94:22")
def test_nothing_is_decided_while_somebody_may_still_explain():
    dispute = complaints.investigated()
    facts = complaints.decision_facts(dispute)
    number = dispute.complaint.number
    refused(deciding.decide, number, facts, by=dispute.officer, now=dispute.now, code="explanation_awaited")


@pytest.mark.article("O94:31；O94:33；O94:34")
def test_a_founded_complaint_orders_what_the_law_says_and_is_published():
    dispute = complaints.decided()
    made = dispute.fresh()
    assert (made.status, made.decision.orders) == ("decided", [Order.RESTART])
    assert suspensions.refusals(dispute.walk.package.pk, Act.OPEN, on=today(dispute))
    text = str(documents.as_values(documents.page_of(dispute.paper)))
    assert all(word in text for word in ("行政复议", "60 日", "行政诉讼", "6 个月", made.sender_name))
    notice = deciding.publish(made.number, by=dispute.officer, now=dispute.now)
    assert (dispute.fresh().status, notice.status) == ("published", "published")
    assert LedgerEntry.objects.disclosed().filter(verb="complaints.lodge").exists()
    refused(deciding.publish, made.number, by=dispute.officer, now=dispute.now, code="wrong_state")


@pytest.mark.article("O94:29")
def test_a_dismissed_complaint_lets_the_purchase_go_on():
    facts = {"ground": "no_facts", "law": "《政府采购质疑和投诉办法》（财政部令第94号）第二十九条"}
    dispute = complaints.decided(None, "unfounded", **facts)
    assert (dispute.fresh().decision.outcome, dispute.fresh().decision.orders) == ("dismissed", [])
    assert suspensions.refusals(dispute.walk.package.pk, Act.OPEN, on=today(dispute)) == []


def test_every_matter_is_found_with_its_reason():
    dispute = complaints.investigated(complaints.lodged(None, "challenged", "challenged"))
    refused(complaints.prepared, dispute, "effect", "", code="matter_open")
    assert not DepartmentPaper.objects.filter(kind="decision").exists()


def test_a_returned_decision_is_prepared_anew():
    dispute = complaints.prepared()
    papers.send_back(dispute.paper.pk, remark="请写明依据。", by=dispute.chief, now=dispute.now)
    assert dispute.fresh().status == ComplaintStatus.INVESTIGATING
    assert complaints.decided(dispute).fresh().status == ComplaintStatus.DECIDED


@pytest.mark.article("O94:34")
def test_where_the_official_site_comes_first_the_result_waits_for_it(settings):
    dispute = complaints.decided()
    settings.SELF_PUBLICATION = False
    number = dispute.complaint.number
    refused(deciding.publish, number, by=dispute.officer, now=dispute.now, code="not_published_elsewhere")
    at = dispute.clock.advance(hours=1)
    first = deciding.Publication("2026-TS-1", "https://www.ccgp-hunan.gov.cn/ts/1", at)
    deciding.publish(number, publication=first, by=dispute.officer, now=dispute.clock.advance(hours=1))
    assert Notice.objects.get(type="complaint_result").outside_number == "2026-TS-1"


@pytest.mark.article("O94:30")
def test_a_withdrawn_complaint_ends_and_what_stood_still_goes_on():
    dispute = complaints.investigated()
    number = dispute.complaint.number
    said = {"text": "请中止。", "by": dispute.officer, "now": dispute.now}
    dispute.paper = investigating.propose_suspension(number, until=today(dispute) + timedelta(9), **said)
    complaints.signed(dispute)
    with pytest.raises(NotPermitted):
        lodging.withdraw(number, reason="不投诉了。", by=dispute.walk.suppliers[1], now=dispute.now)
    lodging.withdraw(number, reason="问题已经解决。", by=dispute.complainant, now=dispute.now)
    assert dispute.fresh().status == ComplaintStatus.WITHDRAWN
    assert suspensions.refusals(dispute.walk.package.pk, Act.OPEN, on=today(dispute)) == []
    ending = lodging.propose_ending(number, text="处理终止。", by=dispute.officer, now=dispute.now)
    assert papers.sign(ending.pk, by=dispute.chief, now=dispute.now).status == "sent"


def test_a_decided_complaint_is_not_withdrawn():
    dispute = complaints.decided()
    refused(
        lodging.withdraw,
        dispute.complaint.number,
        reason="算了。",
        by=dispute.complainant,
        now=dispute.now,
        code="wrong_state",
    )


def test_every_paper_becomes_a_document():
    dispute = complaints.decided()
    for paper in dispute.fresh().documents.all():
        assert documents.page_of(paper).render().startswith(b"%PDF")
