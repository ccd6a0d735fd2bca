"""A single source is made public before it is handed in."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse

from orgs.bodies.choices import BodyKind
from orgs.people.choices import Role
from portal.kernel.clock import at_local, local_date
from portal.kernel.errors import NotPermitted, Refused
from procurement.methods import METHODS
from procurement.notices import workflow as notices
from procurement.notices.amending import queries as amendments
from procurement.notices.amending import workflow as amending
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.notices.outside import workflow as outside
from procurement.notices.outside.rules import Publication
from procurement.notices.publicity import todos, workflow
from procurement.notices.publicity.rules import Contacts
from procurement.notices.sections import Texts
from procurement.projects import rules
from procurement.projects import workflow as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.plans import queries as plans
from procurement.projects.plans import workflow as planning
from procurement.projects.plans.rules import PlanFacts
from tests import spine
from tests.factories import making
from tests.factories import plans as factories
from tests.factories.people import actor, body
from tests.refusals import refused
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
CONTACTS = Contacts("财政局（示例）", "0731-0000-0002", "0731-0000-0001")


@pytest.fixture
def walk(monkeypatch):
    """A draft at the open-tender figure with an only supplier."""
    monkeypatch.setattr(rules, "CONDUCTED_METHODS", frozenset(METHODS))
    return planned(spine.drafted_project("2000000"))


def planned(walk, **changes):
    by, now, pk = walk.handler, walk.clock.now(), walk.project.pk
    walk.project = projects.choose_method(pk, "single_source", by=by, now=now)
    facts = PlanFacts(
        case="only_supplier",
        case_reason="只有一家机构能评估和照护一体（示例）。",
        supplier_id=body(BodyKind.SOCIAL_ORGANISATION).pk,
        argument="不可替代（示例）。",
        experts="甲（示例），某大学，教授\n乙（示例），某医院，主任医师",
    )
    planning.set_plan(pk, replace(facts, **changes), by=by, now=now)
    return walk


def publish(walk, by=None) -> Notice:
    return workflow.publish(walk.project.pk, CONTACTS, by=by or walk.leader, now=walk.clock.now())


@pytest.mark.article("REG:38；O74:38")
def test_a_wrong_telephone_of_a_publicity_is_corrected_by_two_people_and_its_supplier_never(walk, client):
    original = publish(walk)
    by, now = walk.handler, walk.clock.advance(hours=1)
    assert amendments.may_amend(original, by)
    for wish in ({"supplier:名称": "另一家（示例）"}, {"reason:": "另一个理由（示例）。"}):
        refused(
            amending.draft, original.pk, wish, reason="写错了。", by=by, now=now, code="decided_elsewhere"
        )
    wish = {"contacts:财政部门电话": "0731-0000-0009"}
    drafted = amending.draft(original.pk, wish, reason="电话写错了（示例）。", by=by, now=now)
    notices.submit(drafted.pk, by=by, now=now)
    notices.publish(drafted.pk, by=walk.leader, now=now)
    page = client.get(original.get_absolute_url()).content.decode()
    assert "0731-0000-0002" in page and "0731-0000-0009" in page
    assert plans.row_of(walk.project).shown_since == local_date(original.published_at)


def against(walk, day) -> list[str]:
    return [refusal.code for refusal in plans.approval_refusals(walk.project, on=day, today=day)]


@pytest.mark.article("REG:38；O74:38")
def test_the_publicity_tells_supplier_reason_experts_and_who_takes_objections(walk, client):
    day = local_date(walk.clock.now())
    assert [r.code for r in plans.submission_refusals(walk.project, on=day)] == ["not_made_public"]
    (waits,) = todos.todos(walk.leader, now=walk.clock.now())
    assert waits.button == "发布公示" and todos.todos(walk.handler, now=walk.clock.now()) == []
    notice = publish(walk)
    assert (notice.type, notice.status, notice.period_workdays) == (
        NoticeType.SINGLE_SOURCE,
        NoticeStatus.PUBLISHED,
        5,
    )
    row = plans.row_of(walk.project)
    assert (row.shown_since, row.shown_until) == (day, notice.period_ends_on)
    assert plans.submission_refusals(walk.project, on=day) == []
    assert "method_publicity" in against(walk, notice.period_ends_on)
    assert "method_publicity" not in against(walk, notice.period_ends_on + timedelta(days=1))
    page = client.get(notice.get_absolute_url()).content.decode()
    for words in (row.supplier.name, "教授", "主任医师", "只能从唯一供应商处采购", "财政局（示例）", "异议"):
        assert words in page
    assert client.get(reverse("notices:pdf", args=[notice.number])).status_code == 200
    assert client.get(reverse("notices:list"), {"q": walk.project.number}).status_code == 200
    assert todos.todos(walk.leader, now=walk.clock.now()) == []
    with pytest.raises(Refused) as refused:
        publish(walk)
    assert refused.value.code == "publicity_not_due"


def test_who_wrote_the_plan_and_strangers_do_not_publish_it(walk):
    for stranger in (walk.handler, actor(Role.PURCHASER_LEADER), actor(Role.AGENCY_HANDLER)):
        with pytest.raises(NotPermitted):
            publish(walk, by=stranger)
    assert not Notice.objects.exists()


def test_below_the_figure_and_in_an_emergency_nothing_is_made_public(walk):
    planned(walk, case="emergency")
    with pytest.raises(Refused) as refused:
        publish(walk)
    assert refused.value.code == "publicity_not_due" and not Notice.objects.exists()


def test_the_days_count_from_the_first_publication_elsewhere(walk, settings):
    settings.SELF_PUBLICATION = False
    notice = publish(walk)
    assert notice.status == NoticeStatus.AWAITING and plans.row_of(walk.project).shown_since is None
    with pytest.raises(Refused) as refused:
        publish(walk)
    assert refused.value.code == "publicity_waiting"
    walk.clock.advance(days=1)
    site = f"https://{settings.OFFICIAL_SITES[0]}/1"
    first = Publication(number="示例-1", url=site, at=walk.clock.now() - timedelta(hours=2))
    outside.enter(notice.pk, first, by=walk.handler, now=walk.clock.now())
    assert plans.row_of(walk.project).shown_since == local_date(first.at)


def test_another_supplier_meanwhile_is_refused(walk, settings):
    settings.SELF_PUBLICATION = False
    notice = publish(walk)
    planned(walk)
    walk.clock.advance(days=1)
    first = Publication(number="示例-1", url=f"https://{settings.OFFICIAL_SITES[0]}/1", at=walk.clock.now())
    with pytest.raises(Refused) as refused:
        outside.enter(notice.pk, first, by=walk.handler, now=walk.clock.now())
    assert refused.value.code == "supplier_changed"
    notice.refresh_from_db()
    assert notice.status == NoticeStatus.AWAITING


def test_the_leader_publishes_on_a_page(walk):
    url = reverse("notices:publicity", args=[walk.project.pk])
    leader = client_of(walk.leader)
    page = leader.get(url).content.decode()
    assert "5 个工作日" in page and "不可替代（示例）" in page
    assert client_of(walk.handler).get(url).status_code == 403
    typed = {"purchaser_phone": "0731-1", "finance_name": "财政局（示例）", "finance_phone": "0731-2"}
    response = leader.post(url, typed)
    assert response.status_code == 302 and Notice.objects.published().exists()
    assert "已经公示" in leader.get(url).content.decode()
    assert leader.post(url, typed).status_code == 409


@pytest.mark.article("GPL:27；REG:23；REG:38")
def test_a_single_source_at_the_figure_goes_from_its_publicity_to_the_invitation(walk):
    notice = publish(walk)
    by, pk = walk.handler, walk.project.pk
    walk.clock.advance_to(at_local(notice.period_ends_on + timedelta(days=1), 9))
    walk.project = projects.submit(pk, outside_negative_list=True, by=by, now=walk.clock.now())
    making.review_demand(walk)
    approve = partial(projects.approve, pk, opinion="同意。", by=walk.leader, now=walk.clock.now())
    with pytest.raises(Refused) as refused:
        approve()
    assert [refusal.code for refusal in refused.value.refusals] == ["method_approval"]
    for kind in ("consent", "approval"):
        factories.approval(walk, walk.project, kind)
    walk.project = approve()
    making.clear_for_notice(walk)
    invitation = call(walk)
    assert (invitation.type, invitation.status) == (NoticeType.INVITATION, NoticeStatus.PUBLISHED)
    assert walk.package.status == PackageStatus.ANNOUNCED
    # The publicity stays public, the invitation is read by the only supplier.
    assert list(Notice.objects.published().filter(is_for_invited=False)) == [notice]


def call(walk) -> Notice:
    """The call of the approved project, drafted by one person and published by another."""
    by, schedule = walk.handler, spine.schedule_facts(walk)
    texts = Texts(other_matters="无。", contact_name="何静（示例）", contact_phone="0731-0000-0001")
    made = notices.draft_call(
        walk.project.pk, by=by, now=walk.clock.advance(hours=1), schedule=schedule, texts=texts
    )
    notices.submit(made.pk, by=by, now=walk.clock.now())
    return notices.publish(made.pk, by=walk.reviewer, now=walk.clock.now(), provisional_confirmed=True)
