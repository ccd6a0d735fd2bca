"""Tables of cases for each method, up to the published notice, by the delivered figures and calendar."""

from datetime import date
from decimal import Decimal

import pytest

from catalog.policies import citing
from portal.kernel.calendar.rules import Calendar
from portal.kernel.calendar.workflow import DATA, read_days
from procurement import methods
from procurement.methods.declaration import Checker
from procurement.methods.planning import Plan, plan_refusals
from procurement.routing.workflow import delivered

CALENDAR = Calendar.from_rows(
    (2024, 2025, 2026), [(day.date, day.is_workday) for day in read_days(DATA / "days.csv")]
)
ON = date(2026, 3, 2)
day = date.fromisoformat


def figures(category: str) -> dict:
    """The delivered rows in force on the day, the category's own before those for all."""
    rows = [
        row
        for row in delivered()
        if row.category in ("", category)
        and row.effective_from <= ON
        and (row.effective_to is None or row.effective_to >= ON)
    ]
    return {row.code: row for row in sorted(rows, key=lambda row: (bool(row.category), row.effective_from))}


FIGURES = {category: figures(category) for category in ("goods", "services", "works")}


def codes(method: str, **facts) -> list[str]:
    plan = Plan(**facts)
    found = plan_refusals(methods.get(method), plan, figures=FIGURES[plan.category], calendar=CALENDAR)
    assert all(refusal.because and refusal.basis and refusal.remedy for refusal in found)
    return [refusal.code.removeprefix("method_") for refusal in found]


@pytest.mark.article("GPL:29；GPL:30；GPL:31；GPL:32；REG:26；REG:27；O74:3；O74:27；K214:3；O110:3")
@pytest.mark.parametrize(
    ("method", "facts", "refused"),
    [
        ("open_tender", {}, []),
        ("open_tender", {"category": "goods"}, []),
        ("open_tender", {"category": "works"}, ["category"]),
        ("invited_tender", {"case": "limited_range"}, []),
        ("invited_tender", {"case": "costly_tender"}, []),
        ("invited_tender", {}, ["case"]),
        ("invited_tender", {"case": "limited_range", "category": "works"}, ["category"]),
        ("competitive_consultation", {"case": "purchase_of_services"}, []),
        ("competitive_consultation", {"case": "works", "category": "works"}, []),
        ("competitive_consultation", {"case": "我们习惯这样"}, ["case"]),
        ("competitive_negotiation", {"case": "urgent"}, []),
        ("competitive_negotiation", {"case": "failed_tender"}, []),
        ("competitive_negotiation", {}, ["case"]),
        ("inquiry", {"case": "uniform_goods", "category": "goods"}, []),
        ("inquiry", {"case": "uniform_goods"}, ["category"]),
        ("inquiry", {"case": "uniform_goods", "category": "works"}, ["category"]),
        ("single_source", {"case": "only_supplier"}, []),
        ("single_source", {"case": "emergency"}, []),
        ("single_source", {}, ["case"]),
        ("single_source", {"case": "consistency", "addition": Decimal("0.10")}, []),
        ("single_source", {"case": "consistency", "addition": Decimal("0.1001")}, ["addition"]),
        ("framework_agreement", {"case": "chosen_by_users"}, []),
        ("framework_agreement", {"case": "chosen_by_users", "category": "works"}, ["category"]),
    ],
)
def test_when_a_method_may_be_used(method, facts, refused):
    assert codes(method, **facts) == refused


@pytest.mark.article("GPL:27；REG:23；REG:38；O74:38；O74:39；O74:40")
@pytest.mark.parametrize(
    ("method", "case", "approved", "shown", "refused"),
    [
        ("open_tender", "", False, None, []),
        ("competitive_consultation", "purchase_of_services", False, None, ["approval"]),
        ("competitive_consultation", "purchase_of_services", True, None, []),
        ("competitive_negotiation", "urgent", False, None, ["approval"]),
        ("invited_tender", "limited_range", True, None, []),
        ("single_source", "only_supplier", True, 5, []),
        ("single_source", "only_supplier", True, 4, ["publicity"]),
        ("single_source", "only_supplier", False, None, ["publicity", "approval"]),
        ("single_source", "emergency", True, None, []),
        ("single_source", "emergency", False, None, ["approval"]),
    ],
)
def test_what_a_project_at_the_open_tender_figure_needs_first(method, case, approved, shown, refused):
    facts = {"case": case, "is_approved": approved, "shown_workdays": shown}
    assert codes(method, reaches_figure=True, **facts) == refused
    assert codes(method, reaches_figure=False, case=case) == []


@pytest.mark.article("O87:14；K214:6；O74:12；O74:29；O74:45")
@pytest.mark.parametrize(
    ("method", "case", "category", "found", "invited", "pool", "refused"),
    [
        ("invited_tender", "limited_range", "services", "library", 3, 6, []),
        ("invited_tender", "limited_range", "services", "library", 3, 5, ["pool"]),
        ("invited_tender", "limited_range", "services", "recommended", 4, 7, ["pool"]),
        ("invited_tender", "limited_range", "services", "notice", 3, 3, []),
        ("invited_tender", "limited_range", "services", "library", 2, 6, ["suppliers"]),
        ("competitive_consultation", "purchase_of_services", "services", "library", 3, None, []),
        (
            "competitive_consultation",
            "purchase_of_services",
            "services",
            "recommended",
            2,
            None,
            ["suppliers"],
        ),
        ("competitive_negotiation", "complex", "services", "library", 3, None, []),
        ("competitive_negotiation", "complex", "services", "library", 2, None, ["suppliers"]),
        ("inquiry", "uniform_goods", "goods", "notice", 2, None, ["suppliers"]),
        ("framework_agreement", "chosen_by_users", "services", "closed", 2, None, []),
        ("framework_agreement", "chosen_by_users", "services", "closed", 1, None, ["suppliers"]),
    ],
)
def test_how_many_suppliers_are_asked(method, case, category, found, invited, pool, refused):
    facts = {"case": case, "category": category, "found": found, "invited": invited, "pool": pool}
    assert codes(method, **facts) == refused


@pytest.mark.article("O74:27")
@pytest.mark.parametrize(
    ("method", "case", "is_approved", "invited", "refused"),
    [
        ("competitive_negotiation", "failed_tender", True, 2, []),
        ("competitive_negotiation", "failed_tender", True, 1, ["suppliers"]),
        ("competitive_negotiation", "failed_tender", False, 2, ["suppliers"]),
        ("competitive_negotiation", "complex", True, 2, ["suppliers"]),
    ],
)
def test_two_are_asked_after_a_failed_tender_by_approval_only(method, case, is_approved, invited, refused):
    facts = {"case": case, "found": "recommended", "is_approved": is_approved, "invited": invited}
    assert codes(method, **facts) == refused


@pytest.mark.article("GPL:35；O87:18；K214:10；O74:29；O74:45")
@pytest.mark.parametrize(
    ("method", "case", "category", "until", "deadline", "refused"),
    [
        # Twenty days after Monday 2 March are Sunday 22 March: the next working day.
        ("open_tender", "", "services", "2026-03-09", "2026-03-23", []),
        ("open_tender", "", "services", "2026-03-09", "2026-03-20", ["prep"]),
        ("open_tender", "", "services", "2026-03-06", "2026-03-23", ["obtain"]),
        ("invited_tender", "limited_range", "services", "2026-03-09", "2026-03-20", ["prep"]),
        ("competitive_consultation", "purchase_of_services", "services", "2026-03-09", "2026-03-12", []),
        (
            "competitive_consultation",
            "purchase_of_services",
            "services",
            "2026-03-09",
            "2026-03-11",
            ["prep"],
        ),
        # Three working days, and no period for obtaining the document.
        ("competitive_negotiation", "complex", "services", "2026-03-03", "2026-03-05", []),
        ("competitive_negotiation", "complex", "services", "2026-03-03", "2026-03-04", ["prep"]),
        ("inquiry", "uniform_goods", "goods", "2026-03-03", "2026-03-05", []),
        ("inquiry", "uniform_goods", "goods", "2026-03-03", "2026-03-04", ["prep"]),
        ("single_source", "emergency", "services", "2026-03-02", "2026-03-02", []),
    ],
)
def test_how_long_suppliers_have(method, case, category, until, deadline, refused):
    facts = {"case": case, "category": category, "documents_until": day(until), "deadline_on": day(deadline)}
    assert codes(method, issued_on=ON, **facts) == refused


@pytest.mark.article("O87:47；K214:14；O74:7")
@pytest.mark.parametrize(
    ("method", "case", "big", "size", "experts", "refused"),
    [
        ("open_tender", "", False, 5, 4, []),
        ("open_tender", "", False, 5, 3, ["experts"]),
        ("open_tender", "", False, 3, 2, ["panel"]),
        ("open_tender", "", False, 6, 4, ["panel"]),
        ("open_tender", "", True, 5, 4, ["panel"]),
        ("open_tender", "", True, 7, 5, []),
        ("competitive_consultation", "purchase_of_services", False, 3, 2, []),
        ("competitive_consultation", "purchase_of_services", False, 3, 1, ["experts"]),
        ("competitive_consultation", "purchase_of_services", True, 3, 2, []),
        ("competitive_negotiation", "complex", False, 3, 2, []),
        ("competitive_negotiation", "complex", True, 3, 2, ["panel"]),
        ("competitive_negotiation", "complex", True, 5, 4, []),
    ],
)
def test_who_sits_on_the_panel(method, case, big, size, experts, refused):
    assert codes(method, case=case, is_big=big, panel=size, experts=experts) == refused


@pytest.mark.article("O87:55；K214:24；O74:35；O74:48")
@pytest.mark.parametrize(
    ("method", "case", "category", "weight", "refused"),
    [
        ("open_tender", "", "services", "0.10", []),
        ("open_tender", "", "services", "0.09", ["weight"]),
        ("open_tender", "", "goods", "0.29", ["weight"]),
        ("open_tender", "", "goods", "0.30", []),
        ("competitive_consultation", "purchase_of_services", "services", "0.10", []),
        ("competitive_consultation", "purchase_of_services", "services", "0.30", []),
        ("competitive_consultation", "purchase_of_services", "services", "0.31", ["weight"]),
        ("competitive_consultation", "complex", "goods", "0.60", []),
        ("competitive_consultation", "complex", "goods", "0.61", ["weight"]),
        ("competitive_negotiation", "complex", "services", "1", []),
        ("competitive_negotiation", "complex", "services", "0.3", ["weight"]),
        ("inquiry", "uniform_goods", "goods", "0.3", ["weight"]),
    ],
)
def test_what_the_price_weighs(method, case, category, weight, refused):
    assert codes(method, case=case, category=category, price_weight=Decimal(weight)) == refused


@pytest.mark.article(
    "GPL:36；GPL:37；REG:21；O87:13；O87:21；O87:28；O87:41；O87:43；O87:44；O87:57；O87:68；K214:21；K214:25；"
    "O74:37；O74:41；O74:42；O74:43；O74:47；O74:50；O110:27；O110:29；O110:30；O110:32；O110:35；O110:39；O110:40；"
    "财库〔2015〕124号"
)
@pytest.mark.parametrize("method", methods.all(), ids=lambda method: method.code)
def test_a_declaration_reads_like_the_regulation(method):
    assert all(clause.says and clause.article for clause in method.clauses())
    assert all(citing.articles_in(clause.article) for clause in method.clauses())
    assert method.ranking and method.failure and method.sights and method.found_by and method.qualification
    assert {number.parameter for number in method.numbers().values()} <= {row.code for row in delivered()}


@pytest.mark.parametrize(
    ("code", "checked_by", "confirms"),
    [
        ("open_tender", Checker.PURCHASER, False),
        ("invited_tender", Checker.PURCHASER, False),
        ("competitive_consultation", Checker.PANEL, False),
        ("competitive_negotiation", Checker.PANEL, True),
        ("inquiry", Checker.PANEL, True),
        ("single_source", Checker.STAFF, False),
        ("framework_agreement", Checker.PURCHASER, False),
    ],
)
def test_who_checks_and_who_confirms_the_document(code, checked_by, confirms):
    method = methods.get(code)
    assert (method.checked_by, bool(method.panel_confirms)) == (checked_by, confirms)


def test_the_framework_agreement_has_three_ways_in_its_second_phase():
    phases = [phase.code for phase in methods.get("framework_agreement").phases if phase.code]
    assert phases == ["direct_choice", "second_competition", "rotation"]
    assert [way.code for way in methods.get("framework_agreement").found_by] == ["closed", "open"]
