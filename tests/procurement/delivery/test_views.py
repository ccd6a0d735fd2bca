"""Who sees which page of an acceptance, and that the whole way works in the browser without scripts."""

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from procurement.delivery import todos as waiting
from procurement.delivery.choices import AcceptanceStatus
from procurement.delivery.models import Acceptance
from tests import after_award as walks
from tests.factories.people import actor
from tests.signed_in import Pages, sign_in

pytestmark = pytest.mark.django_db
page, send = Pages("delivery").page, Pages("delivery").send
LIST_QUERIES = 6  # most of them belong to session, capacity and frame
STEPS = ("acceptance_judge", "acceptance_hear", "acceptance_conclude", "acceptance_publish")


def test_a_visitor_is_sent_to_sign_in(client):
    acceptance = walks.acceptance_of(walks.planned())
    for name in ("detail", "acceptance_pdf", *STEPS):
        assert page(client, name, acceptance.pk).status_code == 302
    assert page(client, "acceptance_list").status_code == 302


@pytest.mark.parametrize("role", [Role.EXPERT, Role.EVALUATOR, Role.OPERATOR])
def test_a_wrong_role_sees_nothing(client, role):
    acceptance = walks.acceptance_of(walks.planned())
    sign_in(client, actor(role))
    assert page(client, "acceptance_list").status_code == 403
    assert page(client, "detail", acceptance.pk).status_code == 403


@pytest.mark.parametrize("role", [Role.PURCHASER_REVIEWER, Role.SUPPLIER, Role.AGENCY_HANDLER])
def test_another_organisation_finds_nothing(client, role):
    acceptance = walks.acceptance_of(walks.accepted())
    sign_in(client, actor(role))
    assert page(client, "detail", acceptance.pk).status_code == 404
    assert "还没有验收" in page(client, "acceptance_list").content.decode()


def test_an_auditor_reads_and_may_nothing(client):
    acceptance = walks.acceptance_of(walks.planned())
    sign_in(client, actor(Role.AUDITOR))
    assert page(client, "detail", acceptance.pk).status_code == 200
    for name in (*STEPS, "acceptance_reopen"):
        assert send(client, name, acceptance.pk).status_code == 403
    assert Acceptance.objects.get().status == AcceptanceStatus.PLANNED


def test_the_supplier_reads_the_opinion_not_what_is_going_on(client):
    walk = walks.planned()
    pk = walks.acceptance_of(walk).pk
    sign_in(client, walk.suppliers[0])
    assert page(client, "detail", pk).status_code == 404
    judgements = {item.pk: walks.Judgement(True) for item in walks.acceptance_of(walk).items.all()}
    now = walk.clock.now()
    walks.delivery.judge(pk, judgements, by=walk.reviewer, now=now)
    walks.delivery.hear(pk, walks.VoiceFacts("张三", True, "好"), by=walk.reviewer, now=now)
    walks.delivery.conclude(pk, passed=True, conclusion="合格", by=walk.reviewer, now=now)
    assert page(client, "detail", pk).status_code == 200


def test_an_acceptance_goes_its_whole_way_by_its_pages(client):
    walk = walks.contracted()
    contract = walks.contract_of(walk)
    sign_in(client, walk.reviewer)
    assert "上门照护" in page(client, "acceptance_plan", contract.pk).content.decode()
    plan = {"plan": "查台账", "requirements": "每月四次\n\n台账完整"}
    assert send(client, "acceptance_plan", contract.pk, **plan).status_code == 302
    acceptance = Acceptance.objects.get()
    judged = {f"item-{item.pk}-passed": "yes" for item in acceptance.items.all()}
    assert len(judged) == 2
    assert send(client, "acceptance_judge", acceptance.pk, **judged).status_code == 302
    voice = {"name": "王五", "is_satisfied": "yes", "opinion": "很好"}
    assert send(client, "acceptance_hear", acceptance.pk, **voice).status_code == 302
    opinion = {"passed": "yes", "conclusion": "合格"}
    assert send(client, "acceptance_conclude", acceptance.pk, **opinion).status_code == 302
    assert send(client, "acceptance_publish", acceptance.pk, number=contract.number).status_code == 302
    acceptance.refresh_from_db()
    assert acceptance.status == AcceptanceStatus.PUBLISHED
    text = page(client, "detail", acceptance.pk).content.decode()
    assert "王某" in text
    assert "王五" not in text
    assert page(client, "acceptance_pdf", acceptance.pk).content.startswith(b"%PDF")


def test_the_signer_sees_why_not(client):
    walk = walks.planned()
    sign_in(client, walk.leader)
    pk = walks.acceptance_of(walk).pk
    assert "您不能办理这次验收" in page(client, "detail", pk).content.decode()
    answer = send(client, "acceptance_hear", pk, name="王五", is_satisfied="yes", opinion="很好")
    assert answer.status_code == 409
    assert "很好" in answer.content.decode()


def test_a_refused_opinion_keeps_what_was_typed(client):
    walk = walks.judged()
    sign_in(client, walk.reviewer)
    pk = walks.acceptance_of(walk).pk
    answer = send(client, "acceptance_conclude", pk, passed="yes", conclusion="全部符合")
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "至少要有 1 名服务对象参加" in text
    assert "全部符合" in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": "", "is_satisfied": "yes", "opinion": "好"}, "请填写服务对象称呼"),
        ({"name": "王五", "is_satisfied": "maybe", "opinion": "好"}, "选择一个有效的选项"),
        ({"name": "王五", "is_satisfied": "yes", "opinion": "好" * 501}, "最多填写 500 个字"),
    ],
)
def test_a_wrong_field_is_named(client, data, words):
    walk = walks.planned()
    sign_in(client, walk.reviewer)
    answer = send(client, "acceptance_hear", walks.acceptance_of(walk).pk, **data)
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_the_list_asks_a_fixed_number_of_questions(client, django_assert_num_queries):
    walk = walks.accepted()
    sign_in(client, walk.reviewer)
    page(client, "acceptance_list")
    with django_assert_num_queries(LIST_QUERIES):
        page(client, "acceptance_list")


def test_what_waits_for_whom():
    walk = walks.contracted()

    def titles(who):
        todos = waiting.todos(who, now=walk.clock.now())
        return [(t.title, bool(t.waiting_for)) for t in todos]

    assert titles(walk.reviewer) == [("组织履约验收", False)]
    assert titles(walk.leader) == [("组织履约验收", True)]
    walks.delivery.plan_acceptance(
        walks.contract_of(walk).pk, walks.plan_facts(), by=walk.reviewer, now=walk.clock.now()
    )
    assert titles(walk.reviewer) == [("逐项查验合同要求", False)]


def test_the_purchase_page_names_the_acceptance(client):
    walk = walks.accepted()
    sign_in(client, walk.handler)
    assert "履约验收" in client.get(reverse("site:purchase", args=[walk.project.number])).content.decode()
