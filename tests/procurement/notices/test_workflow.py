"""Drafting, reviewing, publishing and correcting a notice; obtaining the document."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from orgs.bodies.choices import BodyKind
from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox.models import OutboxJob
from procurement.notices import corrections, discarding, sections, todos, workflow
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.corrections import Correction
from procurement.notices.models import DocumentObtained, Notice, ProcurementDocument
from procurement.notices.sections import Texts
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.queries import package_for_update
from procurement.review.choices import SchemeStatus
from procurement.routing.models import RuleParameter
from tests import spine
from tests.factories.law import parameter
from tests.factories.people import actor, body
from tests.scenes import kept
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


@contextmanager
def refused(code: str):
    """The refusal, and that nothing was written."""
    entries = LedgerEntry.objects.count()
    with pytest.raises(Refused) as error, transaction.atomic():
        yield
    assert code in [refusal.code for refusal in error.value.refusals]
    assert LedgerEntry.objects.count() == entries


@kept
def submitted(*amounts: str, **changes) -> tuple[spine.Purchase, Notice]:
    walk = spine.drafted_notice(*amounts, **changes)
    notice = walk.project.notices.get()
    return walk, workflow.submit(notice.pk, by=walk.handler, now=walk.clock.advance(hours=1))


def correct(walk: spine.Purchase, **changes) -> Notice:
    original = walk.project.notices.calls().get()
    texts = replace(corrections.current_texts(walk.project), **changes.pop("texts", {}))
    wish = Correction(texts=texts, reason="供应商询问后发现表述不清", opening_place="", **changes)
    return corrections.draft_correction(original.pk, by=walk.handler, now=walk.clock.now(), correction=wish)


def published(walk: spine.Purchase, notice: Notice) -> Notice:
    workflow.submit(notice.pk, by=walk.handler, now=walk.clock.now())
    return workflow.publish(notice.pk, by=walk.reviewer, now=walk.clock.now())


@pytest.mark.parametrize(("amounts", "is_voluntary"), [(("300000",), True), ((), False)])
def test_a_notice_says_when_its_method_is_voluntary(amounts, is_voluntary):
    notice = spine.drafted_notice(*amounts).project.notices.get()
    facts = dict(sections.Section.from_json(notice.body["sections"][0]).facts)
    assert ("采购性质" in facts) is is_voluntary


def test_publishing_binds_schedule_document_criteria_and_packages():
    walk = spine.announced_package("500000", "480000")
    notice = walk.project.notices.get()
    document = ProcurementDocument.objects.get()
    assert walk.project.status == ProjectStatus.ANNOUNCED
    for package in walk.project.packages.all():
        assert package.status == PackageStatus.ANNOUNCED
        assert package.response_deadline == walk.project.schedule.response_deadline
        assert package.scheme.status == SchemeStatus.FROZEN
        assert package.review.panel_size == 3
    assert document.file.read().startswith(b"%PDF")
    entry = LedgerEntry.objects.about(notice).get(verb="notices.publish")
    assert entry.facts["document_sha256"] == document.sha256
    assert OutboxJob.objects.filter(task="bidding.ensure_opening_keys", args=[walk.project.pk]).exists()


def test_a_notice_holds_the_fields_of_the_official_form():
    walk = spine.announced_package()
    text = str(walk.project.notices.get().body["sections"])
    for words in (
        walk.project.number,
        "竞争性磋商",
        "980,000 元（玖拾捌万元整）",
        "不接受联合体",
        "免费",
        "提交截止时间",
        "开启地点",
        "公告期限",
        "磋商保证金：不收取",
        "何静（示例）",
        "信用",
    ):
        assert words in text


def test_a_published_notice_never_changes():
    walk = spine.announced_package()
    notice = walk.project.notices.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(title="改动")
    with refused("wrong_state"):
        workflow.edit(
            notice.pk,
            by=walk.handler,
            now=walk.clock.now(),
            schedule=spine.schedule_facts(walk),
            texts=Texts(),
        )


def test_only_an_approved_project_is_announced_and_once():
    walk = spine.submitted_project()
    facts = {"by": walk.handler, "now": walk.clock.now(), "schedule": None, "texts": Texts()}
    facts["schedule"] = spine.schedule_facts(walk)
    with refused("project_not_approved"):
        workflow.draft_call(walk.project.pk, **facts)
    walk = spine.drafted_notice()
    with refused("notice_exists"):
        workflow.draft_call(walk.project.pk, **{**facts, "by": walk.handler})


@pytest.mark.article("财库〔2014〕214号第十条")
def test_a_short_period_is_refused_when_sent_and_when_published_later():
    walk = spine.approved_project()
    facts = spine.schedule_facts(walk)
    short = replace(facts, response_deadline=facts.response_deadline - timedelta(days=1))
    notice = workflow.draft_call(
        walk.project.pk, by=walk.handler, now=walk.clock.now(), schedule=short, texts=Texts()
    )
    with refused("preparation_too_short"):
        workflow.submit(notice.pk, by=walk.handler, now=walk.clock.now())
    walk, notice = submitted()
    with refused("preparation_too_short"):
        workflow.publish(notice.pk, by=walk.reviewer, now=walk.clock.advance(days=1))
    notice.refresh_from_db()
    assert notice.status == NoticeStatus.SUBMITTED
    assert walk.package.status == PackageStatus.PLANNED


def test_a_package_without_a_scheme_keeps_the_notice_back():
    walk, notice = submitted()
    walk.project.packages.update(scheme=None)
    with refused("no_scheme"):
        workflow.publish(notice.pk, by=walk.reviewer, now=walk.clock.now())


def test_a_provisional_year_needs_a_confirmation():
    walk, notice = submitted(purchase=spine.people(start=spine.date(2027, 3, 1)))
    with refused("calendar_unavailable"):
        workflow.publish(notice.pk, by=walk.reviewer, now=walk.clock.now())
    made = workflow.publish(notice.pk, by=walk.reviewer, now=walk.clock.now(), provisional_confirmed=True)
    assert made.is_period_provisional


def test_whoever_drafted_does_not_publish():
    walk, notice = submitted()
    double = actor(Role.PURCHASER_HANDLER, Role.PURCHASER_REVIEWER, of=walk.purchaser)
    workflow.return_for_changes(notice.pk, by=walk.reviewer, now=walk.clock.now(), opinion="请改")
    workflow.edit(
        notice.pk,
        by=double,
        now=walk.clock.now(),
        schedule=spine.schedule_facts(walk),
        texts=Texts(),
    )
    workflow.submit(notice.pk, by=double, now=walk.clock.now())
    with refused("separation_of_duties"):
        workflow.publish(notice.pk, by=double, now=walk.clock.now())


@pytest.mark.parametrize("role", [Role.PURCHASER_HANDLER, Role.PURCHASER_REVIEWER, Role.SUPPLIER])
def test_strangers_may_not_touch_a_notice(role):
    walk, notice = submitted()
    stranger = actor(role)
    for verb in (workflow.submit, workflow.publish):
        with pytest.raises(NotPermitted):
            verb(notice.pk, by=stranger, now=walk.clock.now())


def test_a_return_tells_the_drafter_why():
    walk, notice = submitted()
    workflow.return_for_changes(notice.pk, by=walk.reviewer, now=walk.clock.now(), opinion="地点不清")
    assert Message.objects.filter(user_id=walk.handler.user_id, text="地点不清").exists()
    notice.refresh_from_db()
    assert (notice.status, notice.body["returned"]) == (NoticeStatus.DRAFT, "地点不清")


@pytest.mark.article("财库〔2014〕214号第十条")
def test_the_law_pushes_the_deadline_of_a_late_correction():
    walk = spine.obtained()
    before = walk.package.response_deadline
    walk.clock.advance_to(before - timedelta(days=2))
    made = published(walk, correct(walk, texts={"other_matters": "持社会工作者证书的人员计入。"}))
    after = walk.package.response_deadline
    assert after > before
    assert made.body["is_pushed_by_law"]
    assert walk.project.schedule.__class__.objects.get(project=walk.project).response_deadline == after
    assert ProcurementDocument.objects.filter(project=walk.project).count() == 2
    for supplier in walk.suppliers:
        assert Message.objects.filter(user_id=supplier.user_id, subject=made.title).exists()


def test_a_drafted_correction_is_discarded_with_its_reason_and_another_may_follow():
    walk = spine.announced_package()
    before = walk.package.response_deadline
    made = correct(walk, texts={"contact_phone": "0731-0000-0002"})
    facts = {"reason": "电话没有变。", "now": walk.clock.now()}
    assert [r.code for r in discarding.discard_refusals(NoticeType.TENDER)] == ["not_a_correction"]
    for stranger in (walk.leader, actor(Role.PURCHASER_HANDLER)):
        with pytest.raises(NotPermitted):
            discarding.discard(made.pk, by=stranger, **facts)
    url = reverse("notices:discard", args=[made.pk])
    page = client_of(walk.handler).post(url, {"reason": "电话没有变。"}, follow=True).content.decode()
    assert "已作废" in page and "电话没有变。" in page
    assert walk.package.response_deadline == before
    assert todos.todos(walk.handler, now=walk.clock.now()) == []
    published(walk, correct(walk, texts={"contact_phone": "0731-0000-0003"}))
    with refused("wrong_state"):
        workflow.submit(made.pk, by=walk.handler, now=walk.clock.now())


def test_a_correction_of_the_phone_moves_nothing():
    walk = spine.announced_package()
    before = walk.package.response_deadline
    walk.clock.advance_to(before - timedelta(days=1))
    published(walk, correct(walk, texts={"contact_phone": "0731-0000-0002"}))
    assert walk.package.response_deadline == before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"texts": {"specific_qualification": "注册资金五十万元以上"}}, "fixed_by_law"),
        ({"texts": {"accepts_consortium": True}}, "fixed_by_law"),
        ({}, "nothing_changed"),
        ({"asked_deadline": at_local(spine.STARTS_ON, 10)}, "deadline_earlier"),
    ],
)
def test_a_correction_may_not_touch_object_or_qualification(changes, code):
    walk = spine.announced_package()
    with refused(code):
        correct(walk, **changes)


def test_nothing_is_corrected_after_the_deadline():
    walk = spine.announced_package()
    notice = correct(walk, texts={"contact_phone": "0731-0000-0002"})
    workflow.submit(notice.pk, by=walk.handler, now=walk.clock.now())
    walk.clock.advance_to(walk.package.response_deadline)
    with refused("after_deadline"):
        workflow.publish(notice.pk, by=walk.reviewer, now=walk.clock.now())


@pytest.mark.article("财库〔2014〕214号第十条")
@pytest.mark.parametrize(
    ("texts", "moves"), [({"contact_phone": "0731-2"}, False), ({"other_matters": "增"}, True)]
)
def test_one_minute_before_the_deadline_a_correction_still_counts(texts, moves):
    walk = spine.announced_package()
    before = walk.package.response_deadline
    walk.clock.advance_to(before - timedelta(minutes=1))
    published(walk, correct(walk, texts=texts))
    assert (walk.package.response_deadline > before) is moves


def test_a_document_is_obtained_once_and_in_secret():
    walk = spine.obtained(count=1)
    workflow.obtain_document(walk.project.pk, by=walk.suppliers[0], clock=walk.clock)
    assert DocumentObtained.objects.count() == 1
    entry = LedgerEntry.objects.get(verb="notices.obtain_document")
    assert entry.seal
    assert not LedgerEntry.objects.disclosed().filter(pk=entry.pk).exists()


def test_documents_only_inside_the_window():
    walk = spine.announced_package()
    supplier = actor(Role.SUPPLIER)
    with refused("too_early"):
        workflow.obtain_document(walk.project.pk, by=supplier, clock=walk.clock)
    walk.clock.advance_to(at_local(walk.project.schedule.documents_until, 23, 59))
    workflow.obtain_document(walk.project.pk, by=supplier, clock=walk.clock)
    walk.clock.advance(minutes=1)
    with refused("too_late"):
        workflow.obtain_document(walk.project.pk, by=actor(Role.SUPPLIER), clock=walk.clock)
    assert DocumentObtained.objects.count() == 1


@pytest.mark.article("财政部令第102号第八条")
def test_who_may_not_contract_gets_no_document():
    walk = spine.announced_package()
    walk.clock.advance_to(at_local(walk.project.schedule.documents_from, 9))
    institution = body(BodyKind.INSTITUTION_CLASS_ONE)
    with refused("may_not_contract"):
        workflow.obtain_document(walk.project.pk, by=actor(Role.SUPPLIER, of=institution), clock=walk.clock)
    with pytest.raises(NotPermitted):
        workflow.obtain_document(walk.project.pk, by=walk.handler, clock=walk.clock)
    assert not DocumentObtained.objects.exists()


def test_a_termination_tells_everybody_who_obtained_the_document():
    walk = spine.obtained(count=2)
    with transaction.atomic():
        package = package_for_update(walk.package.pk)
        notice = workflow.terminate(
            package, reason="采购任务取消。", basis="依据（示例）", by=walk.handler, now=walk.clock.now()
        )
    assert walk.package.status == PackageStatus.TERMINATED
    assert notice.type == NoticeType.TERMINATION
    assert Message.objects.filter(subject=notice.title).count() == 4


def test_other_notices_are_published_by_the_stages_that_need_them():
    walk = spine.announced_package()
    notice = workflow.publish_notice(
        NoticeType.TERMINATION,
        project=walk.project,
        package=walk.package,
        title="终止公告（示例）",
        notice_sections=sections.termination(walk.package, reason="任务取消。", basis="依据（示例）"),
        by=walk.handler,
        now=walk.clock.now(),
        period_workdays=1,
    )
    assert (notice.status, notice.number) == (NoticeStatus.PUBLISHED, f"{walk.project.number}-02")
    assert notice.period_ends_on > spine.local_date(walk.clock.now())


def test_the_law_of_the_day_of_publication_decides_and_the_page_says_so():
    walk, notice = submitted()
    handed_in_on = walk.project.decided_on
    RuleParameter.objects.filter(code="consult_prep_days").update(effective_to=handed_in_on)
    changed_on = handed_in_on + timedelta(days=1)
    parameter("consult_prep_days", "12", unit="calendar_days", effective_from=changed_on)
    page = client_of(walk.reviewer).get(reverse("notices:work_detail", args=[notice.pk]))
    assert "提交审批以后规则有变化" in page.content.decode() and "12 日" in page.content.decode()
    walk.clock.advance(days=1)
    with refused("preparation_too_short"):
        workflow.publish(notice.pk, by=walk.reviewer, now=walk.clock.now())
    walk.project.refresh_from_db()
    assert walk.project.decided_on == handed_in_on
    workflow.return_for_changes(notice.pk, by=walk.reviewer, now=walk.clock.now(), opinion="请延长")
    schedule = spine.schedule_facts(walk)
    longer = replace(schedule, response_deadline=schedule.response_deadline + timedelta(days=7))
    workflow.edit(notice.pk, by=walk.handler, now=walk.clock.now(), schedule=longer, texts=Texts())
    workflow.submit(notice.pk, by=walk.handler, now=walk.clock.now())
    workflow.publish(notice.pk, by=walk.reviewer, now=walk.clock.now())
    walk.project.refresh_from_db()
    assert walk.project.decided_on == spine.local_date(walk.clock.now())


def test_a_bond_without_a_reason_stops_the_notice_already_when_it_is_handed_in():
    walk = spine.approved_project()
    notice = workflow.draft_call(
        walk.project.pk,
        by=walk.handler,
        now=walk.clock.now(),
        schedule=spine.schedule_facts(walk),
        texts=Texts(bond_required=True, bond_percent="2.5"),
    )
    with refused("bond_without_reason"):
        workflow.submit(notice.pk, by=walk.handler, now=walk.clock.now())
    notice.refresh_from_db()
    assert notice.status == NoticeStatus.DRAFT
