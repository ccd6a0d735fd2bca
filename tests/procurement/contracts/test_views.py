"""Who sees which page of a contract, and that the whole way works in the browser without scripts."""

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from orgs.registry import workflow as registry
from portal.kernel import clock
from portal.kernel.actors import SYSTEM
from procurement.contracts import todos as waiting
from procurement.contracts.choices import ContractStatus
from procurement.contracts.models import Contract
from tests import after_award as walks
from tests import spine
from tests.factories import award as awards
from tests.factories.people import actor, body
from tests.factories.registry import SOURCE, listing
from tests.signed_in import Pages, sign_in

pytestmark = pytest.mark.django_db
page = Pages("contracts").page


def test_a_visitor_is_sent_to_sign_in(client):
    walk = walks.drafted_contract()
    contract = walks.contract_of(walk)
    for name in ("detail", "contract_pdf", "contract_edit", "contract_sign", "contract_publish"):
        assert page(client, name, contract.pk).status_code == 302
    assert page(client, "contract_list").status_code == 302


@pytest.mark.parametrize("role", [Role.EXPERT, Role.EVALUATOR, Role.OPERATOR])
def test_a_wrong_role_sees_no_contract(client, role):
    contract = walks.contract_of(walks.drafted_contract())
    sign_in(client, actor(role))
    assert page(client, "contract_list").status_code == 403
    assert page(client, "detail", contract.pk).status_code == 403


@pytest.mark.parametrize(
    "role", [Role.PURCHASER_HANDLER, Role.SUPPLIER, Role.SUPPLIER_SIGNATORY, Role.AGENCY_HANDLER]
)
def test_another_organisation_finds_nothing(client, role):
    contract = walks.contract_of(walks.contracted())
    sign_in(client, actor(role))
    assert page(client, "detail", contract.pk).status_code == 404
    assert page(client, "contract_pdf", contract.pk).status_code == 404
    assert contract.number not in page(client, "contract_list").content.decode()


def test_the_supplier_sees_its_contract_once_it_is_sent(client):
    walk = walks.drafted_contract()
    contract = walks.contract_of(walk)
    sign_in(client, walk.suppliers[0])
    assert page(client, "detail", contract.pk).status_code == 404
    walks.workflow.offer(contract.pk, by=walk.handler, now=walk.clock.now())
    shown = page(client, "detail", contract.pk)
    assert shown.status_code == 200
    assert "资金来源" not in shown.content.decode()


def test_an_auditor_reads_and_may_nothing(client):
    contract = walks.contract_of(walks.supplier_signed())
    sign_in(client, actor(Role.AUDITOR))
    assert page(client, "detail", contract.pk).status_code == 200
    for name in ("contract_offer", "contract_sign", "contract_publish"):
        assert client.post(reverse(f"contracts:{name}", args=[contract.pk])).status_code == 403
    assert Contract.objects.get().status == ContractStatus.SUPPLIER_SIGNED


def form_of(walk, **changes):
    facts = walks.contract_facts(walk)
    data = {
        "starts_on": facts.starts_on.isoformat(),
        "ends_on": facts.ends_on.isoformat(),
        "terms": "第一条 服务内容",
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-0-milestone": "验收合格后",
        "form-0-amount": "935,000.00",
        "form-1-milestone": "",
        "form-1-amount": "",
    }
    return {**data, **changes}


def test_a_contract_goes_its_whole_way_by_its_pages(client, monkeypatch):
    walk = awards.awarded(price="935000")
    monkeypatch.setattr(clock, "now", walk.clock.now)
    award = walks.award_of(walk)
    sign_in(client, walk.handler)
    assert "等待起草合同" in page(client, "contract_list").content.decode()
    draft = reverse("contracts:contract_draft", args=[award.pk])
    assert "第一条 服务内容和要求" in client.get(draft).content.decode()
    assert client.post(draft, form_of(walk)).status_code == 302
    contract = Contract.objects.get()
    assert client.post(reverse("contracts:contract_offer", args=[contract.pk])).status_code == 302
    sign_in(client, walk.signatories[0])
    sign_by_page(client, contract)
    sign_in(client, walk.leader)
    sign_by_page(client, contract)
    sign_in(client, walk.handler)
    publish = reverse("contracts:contract_publish", args=[contract.pk])
    assert client.post(publish, {"number": contract.number}).status_code == 302
    assert Contract.objects.get().status == ContractStatus.PUBLISHED
    assert "合同公告" in page(client, "detail", contract.pk).content.decode()


def sign_by_page(client, contract):
    shown = page(client, "contract_sign", contract.pk)
    digest = shown.context["form"]["text_sha256"].value()
    answer = client.post(
        reverse("contracts:contract_sign", args=[contract.pk]),
        {"text_sha256": digest, "number": contract.number.lower()},
    )
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"form-0-amount": "-1"}, "金额不能是负数"),
        ({"form-0-amount": "93万"}, "请以“元”为单位"),
        ({"form-0-milestone": ""}, "请填写付款条件"),
        ({"form-0-milestone": "", "form-0-amount": ""}, "请至少填写一期付款"),
        ({"starts_on": "明天"}, "日期"),
        ({"terms": ""}, "请填写合同条款"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_typed_is_lost(client, changes, words):
    walk = awards.awarded(price="935000")
    sign_in(client, walk.handler)
    url = reverse("contracts:contract_draft", args=[walks.award_of(walk).pk])
    answer = client.post(url, form_of(walk, **changes))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert words in text
    assert "第一条 服务内容" in text or "terms" in changes
    assert not Contract.objects.exists()


def test_a_refused_draft_is_shown_again_with_the_reason(client):
    walk = awards.awarded(price="935000")
    sign_in(client, walk.handler)
    url = reverse("contracts:contract_draft", args=[walks.award_of(walk).pk])
    answer = client.post(url, form_of(walk, **{"form-0-amount": "900000"}))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "各期付款合计 900,000 元，合同金额 935,000 元" in text
    assert "验收合格后" in text
    assert not Contract.objects.exists()


def test_a_signature_needs_the_number_typed(client):
    walk = walks.offered()
    contract = walks.contract_of(walk)
    sign_in(client, walk.signatories[0])
    digest = walks.workflow.text_digest(contract)
    url = reverse("contracts:contract_sign", args=[contract.pk])
    answer = client.post(url, {"text_sha256": digest, "number": "123"})
    assert "和合同编号" in answer.content.decode()
    assert Contract.objects.get().status == ContractStatus.OFFERED


def test_a_changed_text_is_shown_as_a_refusal(client):
    walk = walks.offered()
    contract = walks.contract_of(walk)
    sign_in(client, walk.signatories[0])
    url = reverse("contracts:contract_sign", args=[contract.pk])
    answer = client.post(url, {"text_sha256": "0" * 64, "number": contract.number})
    assert answer.status_code == 409
    assert "两方签署的必须是同一份文本" in answer.content.decode()


def test_the_contract_prints_as_pdf(client):
    walk = walks.contracted()
    sign_in(client, walk.suppliers[0])
    answer = page(client, "contract_pdf", walks.contract_of(walk).pk)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


LIST_QUERIES = 9  # most of them belong to session, capacity and frame


def draft_for(walk: spine.Purchase, package) -> None:
    award = awards.award_package(walk, package, price="290000")
    facts = walks.contract_facts(walk, award=award)
    walks.workflow.draft(award.pk, facts, by=walk.handler, now=walk.clock.now())


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_many(client, django_assert_num_queries):
    walk = spine.approved_project(*["300000"] * 5)
    first, *others = walk.project.packages.all()
    draft_for(walk, first)
    awards.award_package(walk, others.pop(), price="290000")
    sign_in(client, walk.handler)
    page(client, "contract_list")
    with django_assert_num_queries(LIST_QUERIES):
        page(client, "contract_list")
    awards.award_package(walk, others.pop(), price="290000")
    for package in others:
        draft_for(walk, package)
    with django_assert_num_queries(LIST_QUERIES):
        assert page(client, "contract_list").content.decode().count("-HT") == 3


def test_everybody_sees_what_waits_for_whom():
    walk = awards.awarded()
    now = walk.clock.now()

    def titles(who):
        return [(t.title, bool(t.waiting_for)) for t in waiting.todos(who, now=now)]

    assert ("起草合同", False) in titles(walk.handler)
    assert ("起草合同", True) in titles(walk.leader)
    walks.offered(walk)
    assert titles(walk.signatories[0]) == [("供应商签署合同", False)]
    assert titles(walk.suppliers[0]) == [("供应商签署合同", True)]
    assert ("供应商签署合同", True) in titles(walk.handler)


@pytest.mark.article("REG:50")
def test_publishing_is_due_two_working_days_after_the_signing():
    walk = walks.signed()
    todo = next(t for t in waiting.todos(walk.handler, now=walk.clock.now()) if t.title == "公告合同")
    signed_on = walk.clock.now().date()
    assert (todo.due_at.date() - signed_on).days >= 2
    assert todo.basis == "政府采购法实施条例第五十条"


def test_the_purchase_page_names_the_contracts_steps(client):
    walk = walks.contracted()
    sign_in(client, walk.handler)
    text = client.get(reverse("site:purchase", args=[walk.project.number])).content.decode()
    assert "签订合同" in text
    assert "公告合同" in text


def test_a_body_without_contracts_sees_why(client):
    sign_in(client, actor(Role.SUPPLIER, of=body("social_organisation")))
    assert "还没有合同" in page(client, "contract_list").content.decode()


def test_before_signing_the_purchaser_sees_the_suppliers_eligibility(client):
    walk = walks.supplier_signed()
    contract = walks.contract_of(walk)
    sign_in(client, walk.leader)
    shown = page(client, "contract_sign", contract.pk).content.decode()
    assert "承接主体今天的资格情况" in shown
    assert "签订合同前，今天的情况" in page(client, "contract_eligibility", contract.pk).content.decode()
    found = listing("serious", cause="two_years")
    registry.enter(contract.supplier_id, found, source=SOURCE, by=SYSTEM, now=clock.now())
    assert "现在不能签署" in page(client, "contract_sign", contract.pk).content.decode()


def test_eligibility_is_kept_as_it_was_when_the_contract_was_signed(client):
    contract = walks.contract_of(walks.signed())
    found = listing("serious", cause="two_years")
    registry.enter(contract.supplier_id, found, source=SOURCE, by=SYSTEM, now=clock.now())
    sign_in(client, actor(Role.AUDITOR))
    shown = page(client, "contract_eligibility", contract.pk).content.decode()
    assert "签订合同时的情况" in shown
    assert "登记信息中没有列入的记录" in shown
    assert "现在：2025-03-01 列入，没有移出" in shown
