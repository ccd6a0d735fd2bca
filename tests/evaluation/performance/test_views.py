"""Who sees which page of an evaluation; the short link on a phone without scripts and without an account."""

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluation.performance import todos as waiting
from evaluation.performance.choices import EvaluationStatus
from evaluation.performance.indicators import framework
from evaluation.performance.models import PerformanceEvaluation, SatisfactionAnswer
from orgs.people.choices import Role
from portal.kernel.clock import local_date
from tests import after_award as walks
from tests.factories.people import actor
from tests.signed_in import Pages, sign_in

pytestmark = pytest.mark.django_db
page, send = Pages("performance").page, Pages("performance").send
LIST_QUERIES = 6  # most of them belong to session, capacity and frame
PUBLIC_QUERIES = 8
STEPS = ("evaluation_opinion", "evaluation_compute", "evaluation_publish")


def test_a_visitor_is_sent_to_sign_in(client):
    evaluation = walks.evaluation_of(walks.opened_evaluation())
    for name in ("detail", "evaluation_poster", *STEPS):
        assert page(client, name, evaluation.pk).status_code == 302
    assert page(client, "evaluation_list").status_code == 302


@pytest.mark.parametrize("role", [Role.EXPERT, Role.OPERATOR])
def test_a_wrong_role_sees_nothing(client, role):
    evaluation = walks.evaluation_of(walks.opened_evaluation())
    sign_in(client, actor(role))
    assert page(client, "evaluation_list").status_code == 403
    assert page(client, "detail", evaluation.pk).status_code == 403


@pytest.mark.parametrize("role", [Role.PURCHASER_HANDLER, Role.SUPPLIER, Role.EVALUATOR])
def test_another_organisation_finds_nothing(client, role):
    evaluation = walks.evaluation_of(walks.evaluated())
    sign_in(client, actor(role))
    assert page(client, "detail", evaluation.pk).status_code == 404
    assert "还没有绩效评价" in page(client, "evaluation_list").content.decode()


def test_the_supplier_reads_its_result_when_it_is_published(client):
    walk = walks.computed()
    evaluation = walks.evaluation_of(walk)
    sign_in(client, walk.suppliers[0])
    assert page(client, "detail", evaluation.pk).status_code == 404
    walks.performance.publish(evaluation.pk, by=walk.leader, now=walk.clock.now())
    assert page(client, "detail", evaluation.pk).status_code == 200


def test_one_voice_does_not_see_the_others_points_before_the_total(client):
    walk = walks.opened_evaluation()
    pk = walks.evaluation_of(walk).pk
    walks.performance.give_opinion(pk, walks.opinion_facts("71.5"), by=walk.handler, now=walk.clock.now())
    sign_in(client, walk.third)
    text = page(client, "detail", pk).content.decode()
    assert "71.5" not in text
    assert "已提交" in text
    sign_in(client, walk.handler)
    assert "71.5" in page(client, "detail", pk).content.decode()


def test_an_auditor_reads_and_may_nothing(client):
    evaluation = walks.evaluation_of(walks.spoken())
    sign_in(client, actor(Role.AUDITOR))
    assert page(client, "detail", evaluation.pk).status_code == 200
    for name in (*STEPS, "evaluation_reopen"):
        assert send(client, name, evaluation.pk).status_code == 403
    assert walks.PerformanceEvaluation.objects.get().status == EvaluationStatus.GATHERING


def opinion_form() -> dict:
    return {one.code: str(one.points) for one in framework()} | {"text": "很好"}


def test_an_evaluation_goes_its_whole_way_by_its_pages(client):
    walk = walks.accepted()
    contract, third = walks.contract_of(walk), walks.evaluator()
    sign_in(client, walk.handler)
    facts = {
        "institution": third.body_id,
        "purchaser": "40",
        "recipients": "20",
        "third_party": "40",
        "link_closes_on": local_date(timezone.now()).isoformat(),
    }
    assert send(client, "evaluation_open", contract.pk, **facts).status_code == 302
    evaluation = PerformanceEvaluation.objects.get()
    assert evaluation.link_path in page(client, "detail", evaluation.pk).content.decode()
    assert page(client, "evaluation_poster", evaluation.pk).status_code == 200
    assert send(client, "evaluation_opinion", evaluation.pk, **opinion_form()).status_code == 302
    sign_in(client, third)
    assert send(client, "evaluation_opinion", evaluation.pk, **opinion_form()).status_code == 302
    client.logout()
    client.get(evaluation.link_path)
    assert client.post(evaluation.link_path, {"stars": "5", "comment": "好"}).status_code == 302
    sign_in(client, walk.handler)
    assert send(client, "evaluation_compute", evaluation.pk).status_code == 302
    sign_in(client, walk.leader)
    assert send(client, "evaluation_publish", evaluation.pk, number=contract.number).status_code == 302
    client.logout()
    text = page(client, "result", contract.number).content.decode()
    assert "100.00" in text
    assert "回答满意度调查的人较少" in text
    supplier = client.get(contract.supplier.get_absolute_url()).content.decode()
    assert "100.00" in supplier


def test_points_above_the_full_mark_are_named_and_nothing_is_lost(client):
    walk = walks.opened_evaluation()
    sign_in(client, walk.third)
    pk = walks.evaluation_of(walk).pk
    answer = send(client, "evaluation_opinion", pk, **{**opinion_form(), "D1": "99", "text": "说明"})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "小于或等于" in text
    assert "说明" in text


def test_weights_that_do_not_close_are_refused_on_the_page(client):
    walk = walks.accepted()
    sign_in(client, walk.handler)
    facts = {
        "institution": walks.evaluator().body_id,
        "purchaser": "40",
        "recipients": "20",
        "third_party": "30",
        "link_closes_on": local_date(timezone.now()).isoformat(),
    }
    answer = send(client, "evaluation_open", walks.contract_of(walk).pk, **facts)
    assert answer.status_code == 409
    assert "三方权重合计 90%，必须等于 100%" in answer.content.decode()


def opened_now(client) -> PerformanceEvaluation:
    """An evaluation whose window is open on the real day."""
    walk = walks.opened_evaluation()
    today = local_date(timezone.now())
    PerformanceEvaluation.objects.update(link_closes_on=today)
    return walks.evaluation_of(walk)


def test_a_recipient_answers_without_an_account_once_a_phone(client):
    evaluation = opened_now(client)
    shown = client.get(evaluation.link_path)
    assert shown.status_code == 200
    assert "这项服务，您满意吗" in shown.content.decode()
    assert shown.cookies["portal_device"]["httponly"]
    thanks = client.post(evaluation.link_path, {"stars": "4", "comment": "能不能上午来"}, follow=True)
    assert "谢谢，已经收到您的评价" in thanks.content.decode()
    given = SatisfactionAnswer.objects.get()
    assert (given.stars, given.comment, len(given.device)) == (4, "能不能上午来", 64)
    again = client.post(evaluation.link_path, {"stars": "1"})
    assert again.status_code == 409
    assert "每部手机只能评价一次" in again.content.decode()
    assert "每部手机只能评价一次" in client.get(evaluation.link_path).content.decode()


def test_an_answer_without_the_devices_mark_is_not_taken(client):
    evaluation = opened_now(client)
    for cookie in ("", "forged", "forged:1:2"):
        client.cookies["portal_device"] = cookie
        answer = client.post(evaluation.link_path, {"stars": "5"})
        assert "没有收到您的评价" in answer.content.decode()
    assert not SatisfactionAnswer.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "请从五个选项里选一个"),
        ({"stars": "6"}, "选择一个有效的选项"),
        ({"stars": "5", "comment": "长" * 301}, "最多填写 300 个字"),
    ],
)
def test_a_wrong_answer_is_named(client, data, words):
    evaluation = opened_now(client)
    client.get(evaluation.link_path)
    assert words in client.post(evaluation.link_path, data).content.decode()
    assert not SatisfactionAnswer.objects.exists()


def test_a_closed_window_says_so(client):
    evaluation = walks.evaluation_of(walks.opened_evaluation())
    PerformanceEvaluation.objects.update(link_closes_on="2020-01-01")
    assert "已在 2020-01-01 结束" in client.get(evaluation.link_path).content.decode()
    answer = client.post(evaluation.link_path, {"stars": "5"})
    assert answer.status_code == 409
    assert not SatisfactionAnswer.objects.exists()


@pytest.mark.parametrize("code", ["aaaaaaaaaa", "x", "0-0"])
def test_a_wrong_code_is_answered_with_a_sentence(client, code):
    answer = client.get(reverse("rate:answer", args=[code]))
    assert answer.status_code == 404
    assert "没有找到这个评价链接" in answer.content.decode()


def test_an_unpublished_result_is_not_public(client):
    walk = walks.computed()
    assert page(client, "result", walks.contract_of(walk).number).status_code == 404


def test_the_public_result_asks_few_questions(client, django_assert_max_num_queries):
    walk = walks.evaluated()
    number = walks.contract_of(walk).number
    with django_assert_max_num_queries(PUBLIC_QUERIES):
        page(client, "result", number)


def test_the_list_asks_a_fixed_number_of_questions(client, django_assert_num_queries):
    walk = walks.evaluated()
    sign_in(client, walk.handler)
    page(client, "evaluation_list")
    with django_assert_num_queries(LIST_QUERIES):
        page(client, "evaluation_list")


def test_what_waits_for_whom():
    walk = walks.accepted()

    def titles(who):
        todos = waiting.todos(who, now=walk.clock.now())
        return [(t.title, bool(t.waiting_for)) for t in todos]

    assert titles(walk.handler) == [("发起绩效评价", False)]
    assert titles(walk.leader) == [("发起绩效评价", True)]


def test_the_purchase_page_names_the_evaluation(client):
    walk = walks.evaluated()
    sign_in(client, walk.handler)
    text = client.get(reverse("site:purchase", args=[walk.project.number])).content.decode()
    assert "绩效评价" in text
    assert "87.28 良" in text
