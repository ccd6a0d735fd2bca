"""Items of the central procurement catalogue, and what follows for a purchase, by cases."""

from datetime import date

import pytest

from procurement.projects.terms.rules import central_refusals
from procurement.routing import central, rules
from procurement.routing.central import CentralItem
from tests.procurement.routing.test_rules import facts

BASIS = "《湖南省预算单位政府集中采购目录及标准指引（2025年版）》"


def item(code: str, *, has_framework: bool = False, until: date | None = None) -> CentralItem:
    return CentralItem(code, f"{code}（示例）", has_framework, date(2025, 8, 26), until, BASIS)


def test_the_delivered_table_can_be_read():
    assert all(row.name for row in central.delivered())


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("B0703", date(2026, 3, 2), "B0703"),
        ("B0704", date(2026, 3, 2), "B07"),
        ("A0404", date(2026, 3, 2), None),
        ("B0703", date(2025, 8, 25), None),
        ("B0703", date(2027, 1, 1), "B07"),
        ("", date(2026, 3, 2), None),
    ],
)
def test_the_narrowest_item_in_force_counts(code, on, expected):
    rows = [item("B07"), item("B0703", until=date(2026, 12, 31))]
    found = central.item_of(code, on=on, rows=rows)
    assert (found.code if found else None) == expected


@pytest.mark.article("HN2025；规则 THR-05")
@pytest.mark.parametrize(
    ("amount", "has_framework", "lawful", "needs_body"),
    [
        ("799999.99", False, 7, False),
        ("800000.00", False, 5, True),
        ("2000000.00", False, 1, True),
        ("10000.00", True, 1, True),
        ("2000000.00", True, 1, True),
    ],
)
def test_what_is_in_the_catalogue_goes_to_the_central_body(amount, has_framework, lawful, needs_body):
    route = rules.decide_route(facts(amount, central=item("B07", has_framework=has_framework)))
    assert (len(route.lawful), route.needs_central_body) == (lawful, needs_body)
    said = "集中采购机构" in route.default.needs
    assert said is needs_body
    assert (route.default.method == "framework_agreement") is has_framework


def test_outside_the_catalogue_nobody_has_to_be_asked():
    assert not rules.decide_route(facts("2000000.00")).needs_central_body


@pytest.mark.article("HN2025；规则 THR-05")
@pytest.mark.parametrize(("organisation", "codes"), [("central", []), ("self", ["not_central"])])
def test_the_form_of_organisation_follows_the_catalogue(organisation, codes):
    refusals = central_refusals(organisation, item="示例品目", basis=BASIS)
    assert [refusal.code for refusal in refusals] == codes
