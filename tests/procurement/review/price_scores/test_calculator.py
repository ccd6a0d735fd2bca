"""The score calculator: page, interface and command give the same figures."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from orgs.people.models import User
from procurement.review.price_scores.forms import PriceScoreForm
from procurement.routing import workflow as routing
from tests.factories import review as rooms

pytestmark = pytest.mark.django_db
API, PAGE = "/api/v1/review/price-scores/", "/procurement/review/price-scores/"
CONSULTATION = "competitive_consultation"
FOUR = {"甲": "880000", "乙": "950000", "丙": "820000", "丁": "1050000"}


@pytest.fixture(autouse=True)
def law():
    routing.load_reference()


def ask(client, status: int = 200, **question) -> dict:
    question = {"method": CONSULTATION, "weight": "10", **question}
    response = client.post(API, question, content_type="application/json")
    assert response.status_code == status, response.content
    return response.json()


@pytest.mark.article("O87:55；K214:24")
def test_the_example_of_the_rules(client):
    scores = {"甲": "9.32", "乙": "8.63", "丙": "10.00", "丁": "7.81"}
    assert ask(client, bids=FOUR) == {"base": "820000", "scores": scores}


@pytest.mark.parametrize(
    ("question", "base", "scores"),
    [
        ({"bids": {"甲": "500000"}}, "500000", {"甲": "10.00"}),
        ({"bids": {"甲": "500000", "乙": "500000"}}, "500000", {"甲": "10.00", "乙": "10.00"}),
        ({"bids": {"甲": "0.01", "乙": "100"}}, "0.01", {"甲": "10.00", "乙": "0.00"}),
        ({"bids": {"甲": "0.01", "乙": "0.03"}, "weight": "30"}, "0.01", {"甲": "30.00", "乙": "10.00"}),
        (
            {"method": "open_tender", "weight": "12.5", "bids": {"甲": 100, "乙": 80.0}},
            "80",
            {"甲": "10.00", "乙": "12.50"},
        ),
        (
            {"bids": {"甲": "1000", "乙": "950"}, "deductions": {"甲": "10"}},
            "900",
            {"甲": "10.00", "乙": "9.47"},
        ),
    ],
    ids=["one bid", "two equal bids", "one cent", "one cent and three", "tender", "small enterprise"],
)
def test_points_for_price(client, question, base, scores):
    assert ask(client, **question) == {"base": base, "scores": scores}


@pytest.mark.article("O74:35")
def test_a_negotiation_compares_the_lowest_price(client):
    found = ask(client, method="competitive_negotiation", bids={"甲": "90", "乙": "80", "丙": "80.00"})
    assert found == {"base": "80", "scores": {}, "places": {"甲": 3, "乙": 1, "丙": 1}}


@pytest.mark.article("O87:63")
def test_a_price_over_the_ceiling_moves_the_base(client):
    found = ask(client, bids={"甲": "100", "乙": "90"}, ceiling="95")
    assert (found["base"], found["scores"]) == ("90", {"乙": "10.00"})
    assert "超过最高限价" in found["invalid"]["甲"]
    nobody = ask(client, bids={"甲": "100"}, ceiling="95")
    assert (nobody["base"], nobody["scores"]) == (None, {})


def test_an_unusual_weight_is_computed_and_remarked_upon(client):
    found = ask(client, weight="40", bids=FOUR)
    assert found["scores"]["丙"] == "40.00"
    assert "10% 至 30%" in found["notes"][0]


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"bids": {}}, "bids", "请至少填写一家报价"),
        ({"bids": {"甲": "0"}}, "bids", "第 1 家的报价应当大于零"),
        ({"bids": {"甲": "-1"}}, "bids", "第 1 家：金额不能是负数"),
        ({"bids": {"甲": "1.001"}}, "bids", "最多保留两位小数"),
        ({"bids": {"甲": "很多"}}, "bids", "只能填写数字"),
        ({"bids": {"甲": True}}, "bids", "没有读懂"),
        ({"bids": {" ": "1"}}, "bids", "都要有名称"),
        ({"bids": "，\n："}, "bids", "至少填写一家"),
        ({"bids": [1, 2]}, "bids", ""),
        ({"bids": {str(n): "1" for n in range(101)}}, "bids", "最多填写 100 家"),
        ({"bids": FOUR, "weight": "0"}, "weight", "大于 0"),
        ({"bids": FOUR, "weight": "101"}, "weight", "不超过 100"),
        ({"bids": FOUR, "weight": "NaN"}, "weight", "不超过 100"),
        ({"bids": FOUR, "weight": "9.999"}, "weight", "最多两位小数"),
        ({"bids": FOUR, "weight": ""}, "weight", "不超过 100"),
        ({"bids": FOUR, "method": "lottery"}, "method", ""),
        ({"bids": FOUR, "method": "inquiry"}, "method", ""),
        ({"bids": FOUR, "deductions": {"戊": "10"}}, "deductions", "有一家没有报价"),
        ({"bids": FOUR, "deductions": {"甲": "百分之十"}}, "deductions", "百分数"),
    ],
    ids=str.split(
        "none zero negative mil words truth nameless commas list many "
        "weightless heavy nan fine unweighed method goods stranger share"
    ),
)
def test_what_cannot_be_computed_is_said_in_a_sentence(wrong, field, says):
    form = PriceScoreForm({"method": CONSULTATION, "weight": "10", **wrong})
    assert not form.is_valid()
    assert says in " ".join(form.errors[field])


def test_bad_input_is_answered_with_the_field(client):
    assert "不能是负数" in ask(client, status=400, bids={"甲": "-1"})["fields"]["bids"][0]
    assert client.post(API, "[]", content_type="application/json").status_code == 400


@pytest.mark.article("K46:9")
@pytest.mark.parametrize("name", ["weight", "date", "ceiling", "method", "deductions"])
def test_a_program_that_sends_something_else_is_told_so(client, name):
    ask(client, status=400, bids=FOUR, **{name: {"a": [1]}})


def test_a_name_keeps_its_own_signs():
    form = PriceScoreForm(
        {"method": CONSULTATION, "weight": "10", "bids": "甲，乙联合体：示例， 880000\n丙 9"}
    )
    assert form.is_valid()
    assert list(form.question().bids) == ["甲，乙联合体：示例", "丙"]


def test_a_deduction_is_within_the_law_and_alike_for_all(client):
    outside = ask(client, status=409, bids=FOUR, deductions={"甲": "21"})
    assert (outside["code"], "2022〕19号" in outside["basis"]) == ("deduction_out_of_range", True)
    unequal = ask(client, status=409, bids=FOUR, deductions={"甲": "10", "乙": "12"})
    assert unequal["code"] == "unequal_deduction"


def test_the_page_shows_the_points_and_keeps_what_was_typed(client):
    typed = {
        "method": CONSULTATION,
        "weight": "10",
        "bids": "甲 880,000\n乙，950000\n丙　820000元\n丁 1050000",
    }
    page = client.get(PAGE, typed).content.decode()
    assert all(points in page for points in ("9.32", "8.63", "10.00", "7.81"))
    wrong = client.get(PAGE, {**typed, "weight": "150"}).content.decode()
    assert "价格分满分填写大于 0" in wrong
    assert "乙，950000" in wrong


def test_a_signed_report_is_recomputed_by_who_may_read_it(client, settings, tmp_path):
    settings.SECOND_FACTOR_OPTIONAL, settings.MEDIA_ROOT = True, tmp_path
    room = rooms.reported()
    url = f"/procurement/review/{room.session.pk}/price-scores/"
    client.force_login(User.objects.get(pk=room.chair.user_id))
    rows = client.get(url).context["rows"]
    assert [(line.points, said) for line, said in rows] == [(line.points, line.points) for line, said in rows]
    assert len(rows) == len(room.fresh().report["candidates"])
    client.force_login(User.objects.get(pk=room.suppliers[0].user_id))
    assert client.get(url).status_code == 404


def said(question: object, monkeypatch, *options: str) -> str:
    monkeypatch.setattr(
        "sys.stdin", io.StringIO(question if isinstance(question, str) else json.dumps(question))
    )
    out = io.StringIO()
    call_command("price_scores", *options, stdout=out)
    return out.getvalue()


def test_the_command_answers_as_the_interface(client, monkeypatch):
    question = {"method": CONSULTATION, "weight": "10", "bids": FOUR}
    assert json.loads(said(question, monkeypatch, "--json")) == ask(client, bids=FOUR)
    assert "基准价 820000 元" in said(question, monkeypatch)


@pytest.mark.parametrize("text", ["", "[]", '{"bids": {"甲": "1", "甲": "2"}}', '{"method": "x"}'])
def test_the_command_says_what_is_wrong(monkeypatch, text):
    with pytest.raises(CommandError, match=r"[一-鿿]"):
        said(text, monkeypatch)
