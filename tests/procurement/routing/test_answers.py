"""The route decision as page, interface and command give it: one answer, and a sentence for bad input."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.editions import workflow as catalogue
from orgs.regions import workflow as regions
from portal.kernel import clock
from procurement.routing import workflow as routing
from procurement.routing.forms import RouteForm

pytestmark = pytest.mark.django_db
API, PAGE = "/api/v1/routing/decision/", "/procurement/routing/decision/"
DAY = "2026-03-02"


@pytest.fixture(autouse=True)
def reference():
    regions.load_reference(on=clock.local_date(clock.now()))
    catalogue.load_reference()
    routing.load_reference()


def ask(client, **query) -> dict:
    response = client.get(API, {"region": "430000", "date": DAY, **query})
    assert response.status_code == 200, response.content
    return response.json()


@pytest.mark.article("HN2025；规则 THR-01、THR-02")
@pytest.mark.parametrize(
    ("category", "amount", "proposed"),
    [
        ("services", "799999.99", "emall"),
        ("services", "800000", "competitive_consultation"),
        ("services", "1999999.99", "competitive_consultation"),
        ("services", "2000000", "open_tender"),
        ("goods", "499999.99", "emall"),
        ("goods", "500000", "open_tender"),
        ("works", "999999.99", "emall"),
        ("works", "1000000", "competitive_consultation"),
    ],
)
def test_the_proposed_route_stands_first(client, category, amount, proposed):
    routes = ask(client, category=category, amount=amount)["routes"]
    assert (routes[0]["code"], routes[0]["lawful"], routes[0]["default"]) == (proposed, True, True)
    assert [route["lawful"] for route in routes] == sorted((r["lawful"] for r in routes), reverse=True)


def test_every_route_carries_reason_article_figure_and_what_would_change_it(client):
    answer = ask(client, amount="799999.99", item="A0402")
    assert answer["refusals"] == []
    for route in answer["routes"]:
        assert route["reason"] and route["article"] and route["would_change"]
        assert route["compared"]["amount"] == "799999.99"
        assert route["compared"]["figure"] == "800000.00"
        assert route["compared"]["relation"] == "below"
        assert route["compared"]["parameter"]["code"] == "dispersed_threshold"
        assert route["compared"]["parameter"]["effective_from"]
    statutory = {route["code"]: route["statutory"] for route in answer["routes"] if route["lawful"]}
    assert not any(statutory.values())


def test_page_interface_and_command_give_the_same_answer(client):
    query = {"category": "services", "amount": "1999999.99", "region": "长沙市", "item": "A0402", "date": DAY}
    said = StringIO()
    call_command("route", **query, json=True, stdout=said)
    answer = ask(client, **query)
    assert json.loads(said.getvalue()) == answer
    page = client.get(PAGE, query).content.decode()
    assert all(route["name"] in page and route["reason"] in page for route in answer["routes"])


def test_the_command_speaks_to_people_as_well():
    said = StringIO()
    call_command("route", amount="800000", date=DAY, stdout=said)
    assert "可以  竞争性磋商：" in said.getvalue()
    assert "不可  询价：" in said.getvalue()


@pytest.mark.parametrize("region", ["43", "430000", "4301", "430100", "430111", "湖南省", "长沙市", "雨花区"])
def test_a_budget_level_is_named_by_code_or_name(client, region):
    assert ask(client, amount="800000", region=region)["routes"][0]["code"] == "competitive_consultation"


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ({"amount": ""}, "amount", "请填写金额"),
        ({"amount": "1.005"}, "amount", "两位小数"),
        ({"amount": "0"}, "amount", "不能低于"),
        ({"amount": "1000000000000000"}, "amount", "金额过大"),
        ({"amount": "八十万"}, "amount", "请以“元”为单位"),
        ({"amount": "1", "region": "440000"}, "region", "没有找到"),
        ({"amount": "1", "region": "430111001"}, "region", "没有找到"),
        ({"amount": "1", "region": "43\x00"}, "region", ""),
        ({"amount": "1", "date": "2026-02-30"}, "date", ""),
        ({"amount": "1", "category": "people"}, "category", ""),
        ({"amount": "1", "item": "x" * 50}, "item", ""),
    ],
)
def test_bad_input_is_answered_beside_the_field(client, query, field, words):
    asked = {"region": "430000", "date": DAY, **query}
    if query.get("region") != "43\x00":
        response = client.get(API, asked)
        assert response.status_code == 400
        assert words in " ".join(response.json()["fields"][field])
        with pytest.raises(CommandError, match=field):
            call_command("route", **asked)
    assert client.get(PAGE, asked).status_code == 200


@pytest.mark.parametrize("amount", ["1", "800000"])
def test_a_day_before_the_law_is_loaded_is_refused_in_words(client, amount):
    answer = ask(client, amount=amount, date="2018-12-31")
    assert answer["routes"] == []
    assert {refusal["code"] for refusal in answer["refusals"]} == {"parameter_missing"}
    assert "没有施行中的" in client.get(PAGE, {"amount": amount, "date": "2018-12-31"}).content.decode()


@pytest.mark.parametrize(
    ("item", "words"), [("A04", "上级类目"), ("ZZ99", "没有代码"), ("A0402' OR 1=1", "没有代码")]
)
def test_an_item_that_cannot_be_bought_is_said(client, item, words):
    refusals = ask(client, amount="900000", item=item)["refusals"]
    assert [refusal["code"] for refusal in refusals] == ["item_not_in_force"]
    assert words in refusals[0]["because"]


@pytest.mark.parametrize("category", ["goods", "works"])
def test_goods_and_works_are_no_services(client, category):
    refusals = ask(client, amount="600000", category=category)["refusals"]
    assert [refusal["code"] for refusal in refusals] == ["not_a_service"]


def test_a_framework_agreement_comes_before_the_amount(client):
    routes = ask(client, amount="900000", framework="true")["routes"]
    assert [route["code"] for route in routes if route["lawful"]] == ["framework_agreement"]


@pytest.mark.article("HN2025；规则 THR-06")
@pytest.mark.parametrize(("category", "amount"), [("services", "1999999.99"), ("works", "3999999.99")])
def test_a_figure_that_was_not_checked_marks_every_route_between_both(client, category, amount):
    routes = ask(client, category=category, amount=amount, date="2024-01-01")["routes"]
    assert {route["to_be_confirmed"] for route in routes} == {True}
    (also,) = {one["parameter"]["code"] for route in routes for one in route["also_compared"]}
    assert also == ("open_tender_figure" if category == "services" else "works_tender_figure")


def test_a_switch_that_decides_is_shown_with_its_row(client):
    mall = ask(client, amount="799999.99")["routes"][0]
    (switch,) = mall["also_compared"]
    assert (switch["parameter"]["code"], switch["relation"]) == ("emall_required_below_threshold", "on")
    assert mall["to_be_confirmed"] and switch["parameter"]["is_to_be_confirmed"]
    assert mall["compared"]["parameter"]["is_start_to_be_confirmed"]


def test_before_the_law_is_loaded_the_own_category_and_its_first_day_are_named(client):
    (refusal, *_others) = ask(client, amount="900000", date="2018-12-31")["refusals"]
    assert "（服务）" in refusal["because"] and "2019-01-01" in refusal["because"]


@pytest.mark.parametrize(
    ("region", "code", "noted"),
    [
        ("439900", "43", "归入湖南省。"),
        ("430000000", "43", ""),
        ("430100000", "4301", ""),
        ("430111000000", "430111", ""),
        ("430571", "4305", "归入邵阳市（待确认）"),
        ("430371", "4303", "归入湘潭市（待确认）"),
        ("岳阳市屈原管理区", "4306", "归入岳阳市（待确认）"),
        ("城步", "430529", ""),
        ("湘西", "4331", ""),
    ],
)
def test_special_codes_zones_and_short_names_are_understood(client, region, code, noted):
    form = RouteForm({"amount": "900000", "region": region, "date": DAY})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["region"].pk == code
    assert noted in "".join(form.notes) and bool(noted) == bool(form.notes)
    answer = ask(client, amount="900000", region=region)
    assert answer["notes"] == list(form.notes)


def test_a_short_name_of_several_places_lists_them(client):
    assert "长沙县（430121）" in client.get(PAGE, {"amount": "1", "region": "长沙"}).content.decode()
