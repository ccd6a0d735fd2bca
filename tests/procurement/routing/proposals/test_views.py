"""Proposals as a finance department and the public meet them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orgs.people.choices import Role
from procurement.routing.models import RuleParameter
from procurement.routing.proposals import todos
from procurement.routing.proposals.models import ParameterProposal
from tests.factories import people
from tests.factories.law import law, proposed
from tests.signed_in import Pages, client_of

pytestmark = pytest.mark.django_db
PAGES = Pages("proposals")
TYPED = {
    "category": "services",
    "value": "600000",
    "legal_basis": "市级限额标准（示例）",
    "confidence": "V1",
    "reason": "市里公布了自己的标准（示例）。",
    "starts_on": "2027-01-01",
}


@pytest.fixture(autouse=True)
def loaded():
    law()


def colleagues():
    of = people.body("finance_department")
    return people.actor(Role.FINANCE, of=of), people.actor(Role.FINANCE, of=of)


def text(response, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()


def test_one_proposes_a_second_approves_and_the_public_reads_who_and_when():
    first, second = colleagues()
    number = reverse("routing:number", args=["dispersed_threshold"])
    assert "提出新数值" in text(client_of(first).get(number))
    assert "300,000 元" in text(client_of(first).get(PAGES_SET))
    page = client_of(first).post(PAGES_SET, TYPED, follow=True)
    assert "等待本级财政部门" in text(page)
    proposal = ParameterProposal.objects.get()
    assert [todo.button for todo in todos.todos(second, now=timezone.now())] == ["核对提议"]
    assert todos.todos(first, now=timezone.now())[0].waiting_for
    assert "市级限额标准" not in text(Client().get(number))
    page = PAGES.send(client_of(second), "proposal_decide", proposal.pk, approve="1", opinion="")
    assert page.status_code == 302
    public = text(Client().get(number))
    assert "600,000 元" in public
    assert proposal.number in public
    assert "提出新数值" not in public
    assert "终止适用" in text(client_of(first).get(number))


PAGES_SET = reverse("proposals:proposal_set", args=["dispersed_threshold"])


def test_the_paper_of_a_proposal_is_read_by_whoever_reads_the_proposal(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    first, second = colleagues()
    client_of(first).post(PAGES_SET, TYPED | {"paper": people.letter("标准.pdf")})
    proposal = ParameterProposal.objects.get()
    assert proposal.paper.name == "标准.pdf"
    address = reverse("proposals:proposal_paper", args=[proposal.pk])
    assert address in text(client_of(second).get(reverse("proposals:proposal_decide", args=[proposal.pk])))
    assert client_of(second).get(address)["Content-Disposition"].startswith("attachment")
    assert client_of(people.actor(Role.SUPPLIER)).get(address).status_code == 403
    wrong = client_of(first).post(PAGES_SET, TYPED | {"paper": people.letter("标准.exe")})
    assert "只能上传以下格式的文件" in text(wrong)


def test_a_threshold_below_the_floor_is_refused_and_what_was_typed_stays():
    page = text(client_of(colleagues()[0]).post(PAGES_SET, TYPED | {"value": "299999.99"}), 409)
    assert "299999.99" in page
    assert "300,000 元" in page
    assert "2025年版" in page
    assert not ParameterProposal.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "600000.12345"},
        {"value": "1" * 16},
        {"value": "NaN"},
        {"value": "六十万"},
        {"starts_on": "2027-02-30"},
        {"legal_basis": ""},
        {"category": "food"},
        {"confidence": "X"},
        {"reason": "长" * 1001},
    ],
)
def test_a_wrong_field_is_named_and_kept(wrong):
    page = text(client_of(colleagues()[0]).post(PAGES_SET, TYPED | wrong))
    assert "error-summary" in page
    assert not ParameterProposal.objects.exists()


def test_the_proposer_withdraws_and_a_second_person_declines_with_a_reason():
    first, second = colleagues()
    proposal = proposed(by=first, now=timezone.now())
    assert "不需要您批准" in text(PAGES.page(client_of(first), "proposal_decide", proposal.pk))
    text(PAGES.send(client_of(second), "proposal_decide", proposal.pk, decline="1", opinion=""), 409)
    PAGES.send(client_of(second), "proposal_decide", proposal.pk, decline="1", opinion="没有公布。")
    assert "没有公布。" in text(PAGES.page(client_of(first), "proposal_detail", proposal.pk))
    again = proposed(by=first, now=timezone.now())
    assert "只有提出人" in text(PAGES.page(client_of(second), "proposal_withdraw", again.pk))
    text(PAGES.send(client_of(first), "proposal_withdraw", again.pk, opinion=""), 409)
    page = PAGES.send(client_of(first), "proposal_withdraw", again.pk, opinion="年份写错了。")
    assert page.status_code == 302


def test_a_row_of_another_level_is_refused_with_the_reason():
    row = RuleParameter.objects.get(code="sign_contract_days")
    first = client_of(colleagues()[0])
    assert 'value="30"' in text(PAGES.page(first, "proposal_correct", row.pk))
    sent = {"value": "30", "legal_basis": "原文", "confidence": "V1", "reason": "核对"}
    assert "不属于本级" in text(PAGES.send(first, "proposal_correct", row.pk, **sent), 409)
    page = PAGES.send(first, "proposal_end", row.pk, reason="终止", ends_on="2027-01-01")
    assert "2027-01-01" in text(page, 409)


@pytest.mark.parametrize("code", ["unknown", "dispersed_floor_citi"])
def test_a_number_that_is_not_there_is_not_found(code):
    assert Client().get(reverse("routing:number", args=[code])).status_code == 404
    set_page = reverse("proposals:proposal_set", args=[code])
    assert client_of(colleagues()[0]).get(set_page).status_code == 404


def test_the_list_and_the_number_need_few_queries(django_assert_max_num_queries):
    first, second = colleagues()
    proposal = proposed(by=first, now=timezone.now())
    PAGES.send(client_of(second), "proposal_decide", proposal.pk, approve="1")
    auditor, visitor = client_of(people.actor(Role.AUDITOR)), Client()
    number = reverse("routing:number", args=["dispersed_threshold"])
    auditor.get(reverse("proposals:proposal_list"))
    with django_assert_max_num_queries(8):
        assert proposal.number in text(PAGES.page(auditor, "proposal_list"))
    with django_assert_max_num_queries(8):
        visitor.get(number)
