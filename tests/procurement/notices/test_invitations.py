"""An invitation reaches the invited and nobody else."""

from dataclasses import replace

import pytest
from django.urls import reverse

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted
from procurement.notices import calls, corrections, queries, workflow
from procurement.notices.choices import NoticeType
from procurement.notices.corrections import Correction
from procurement.notices.models import Notice
from procurement.projects.choices import PackageStatus
from procurement.projects.plans import workflow as plans
from procurement.projects.plans.rules import PlanFacts
from tests import spine
from tests.factories import making
from tests.factories.people import actor, body
from tests.factories.plans import invited
from tests.signed_in import client_of


@pytest.mark.parametrize(
    ("method", "found", "kind"),
    [
        ("competitive_consultation", "notice", NoticeType.CONSULTATION),
        ("competitive_consultation", "library", NoticeType.INVITATION),
        ("competitive_negotiation", "recommended", NoticeType.INVITATION),
        ("invited_tender", "library", NoticeType.INVITATION),
        ("invited_tender", "notice", NoticeType.INVITATION),
        ("single_source", "", NoticeType.INVITATION),
        ("framework_agreement", "closed", NoticeType.FRAMEWORK),
    ],
)
def test_suppliers_that_were_chosen_are_invited(method, found, kind):
    assert calls.call_type_of(method, found) == kind


@pytest.fixture
def drawn(monkeypatch):
    """A consultation whose three suppliers were drawn from the library."""

    def say_why(walk):
        facts = PlanFacts("purchase_of_services", "抽取（示例）。", "library", pool=6)
        plans.set_plan(walk.project.pk, facts, by=walk.handler, now=walk.clock.now())
        for _number in range(3):
            invited(walk, walk.project)

    monkeypatch.setattr(making, "say_why", say_why)
    return spine.announced_package(purchase=spine.people_now())


@pytest.fixture
def single(monkeypatch):
    """A single source below the open-tender figure."""

    def say_why(walk):
        only = body(BodyKind.SOCIAL_ORGANISATION)
        facts = PlanFacts(
            "only_supplier",
            "只有一家具备条件（示例）。",
            supplier_id=only.pk,
            argument="三名专业人员一致认为只有一家（示例）。",
            experts="王专家（示例），某大学，教授",
        )
        plans.set_plan(walk.project.pk, facts, by=walk.handler, now=walk.clock.now())

    monkeypatch.setattr(making, "say_why", say_why)
    return spine.announced_package(purchase=spine.people_now(method="single_source"))


def of_invited(walk) -> list:
    rows = walk.project.method_plan.invited.all()
    return [actor(Role.SUPPLIER, of=row.supplier) for row in rows]


@pytest.mark.article("K214:6")
@pytest.mark.django_db
def test_an_invitation_is_read_and_answered_by_the_invited_alone(drawn, client):
    notice = drawn.project.notices.get()
    assert (notice.type, notice.is_for_invited) == (NoticeType.INVITATION, True)
    assert notice.title.endswith("采购邀请书")
    assert "公告期限" not in str(notice.body["sections"])
    assert drawn.package.status == PackageStatus.ANNOUNCED
    assert not Notice.objects.published().exists()
    first, *_others = of_invited(drawn)
    url, asked = notice.get_absolute_url(), client_of(first)
    assert "只有受邀的供应商能看到" in asked.get(url).content.decode()
    stranger = actor(Role.SUPPLIER)
    for name in ("detail", "pdf", "word", "calendar"):
        address = reverse(f"notices:{name}", args=[notice.number])
        assert client.get(address).status_code == 404
        assert client_of(stranger).get(address).status_code == 404
    for page in (reverse("notices:list"), reverse("site:home"), reverse("notices:feed")):
        assert notice.title not in client.get(page).content.decode()
    drawn.clock.advance_to(at_local(drawn.project.schedule.documents_from, 10))
    with pytest.raises(NotPermitted):
        workflow.obtain_document(drawn.project.pk, by=stranger, clock=drawn.clock)
    workflow.obtain_document(drawn.project.pk, by=first, clock=drawn.clock)


@pytest.mark.django_db
def test_each_of_the_invited_is_told_and_nobody_reads_who_the_others_are(drawn):
    notice = drawn.project.notices.get()
    rows = drawn.project.method_plan.invited.select_related("supplier")
    names = [row.supplier.name for row in rows]
    people = of_invited(drawn)
    page = client_of(people[0]).get(notice.get_absolute_url()).content.decode()
    assert not any(name in page for name in names[1:])
    printed = str(notice.body) + str(drawn.project.documents.get().content)
    assert not any(name in printed for name in names)


@pytest.mark.django_db
def test_the_invited_get_a_message_each(monkeypatch):
    asked = []

    def say_why(walk):
        facts = PlanFacts("purchase_of_services", "抽取（示例）。", "library", pool=6)
        plans.set_plan(walk.project.pk, facts, by=walk.handler, now=walk.clock.now())
        asked.extend(actor(Role.SUPPLIER, of=invited(walk, walk.project).supplier) for _number in range(3))

    monkeypatch.setattr(making, "say_why", say_why)
    walk = spine.announced_package()
    told = Message.objects.filter(url=walk.project.notices.get().get_absolute_url())
    assert set(told.values_list("user_id", flat=True)) == {one.user_id for one in asked}
    names = Body.objects.filter(pk__in=[one.body_id for one in asked]).values_list("name", flat=True)
    assert not any(name in text for name in names for text in told.values_list("text", flat=True))


@pytest.mark.django_db
def test_a_correction_of_an_invitation_stays_among_the_invited(drawn, client):
    notice, by, now = drawn.project.notices.get(), drawn.handler, drawn.clock.now()
    texts = replace(corrections.current_texts(drawn.project), contact_phone="0731-0000-0009")
    wish = Correction(texts=texts, reason="电话有误", opening_place="")
    made = corrections.draft_correction(notice.pk, by=by, now=now, correction=wish)
    workflow.submit(made.pk, by=by, now=now)
    made = workflow.publish(made.pk, by=drawn.reviewer, now=now, provisional_confirmed=True)
    assert made.is_for_invited
    assert client.get(made.get_absolute_url()).status_code == 404
    assert client_of(of_invited(drawn)[0]).get(made.get_absolute_url()).status_code == 200


@pytest.mark.article("GPL:31")
@pytest.mark.django_db
def test_a_single_source_is_invited_without_criteria_or_panel(single):
    notice = single.project.notices.get()
    assert notice.is_for_invited and single.package.review_id is None
    only = actor(Role.SUPPLIER, of=single.project.method_plan.supplier)
    page = client_of(only).get(notice.get_absolute_url())
    assert page.status_code == 200 and "采购邀请书" in page.content.decode()
    assert queries.siblings(notice) == [notice]
