"""Lines changed by a paper: supplemented, reduced, shifted, an advance notice confirmed."""

from decimal import Decimal

import pytest

from orgs.people.choices import Role
from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.budget import adjusting, queries, workflow
from procurement.budget.adjusting import Adjustment
from procurement.budget.choices import FundSource, LineKind, MovementKind
from procurement.budget.models import BudgetMovement
from procurement.budget.rules import LineFacts, Share
from tests.factories.budget import PAPER, scanned
from tests.factories.people import actor, body
from tests.factories.procurement import budget_line
from tests.refusals import refused
from tests.spine import STARTS_ON

NOW = at_local(STARTS_ON, 9)


@pytest.fixture
def finance(db):
    return actor(Role.FINANCE)


def change(kind: MovementKind, amount: str, **facts) -> Adjustment:
    return Adjustment(kind=kind, amount=Decimal(amount), paper=scanned(), **facts)


def amounts(*lines) -> list[Decimal]:
    for line in lines:
        line.refresh_from_db()
    return [line.available_amount for line in lines]


def test_a_supplement_and_a_reduction_keep_their_paper(finance):
    line = budget_line(amount="1000")
    adjusting.adjust(line.pk, change(MovementKind.SUPPLEMENT, "500.50"), by=finance, now=NOW)
    adjusting.adjust(line.pk, change(MovementKind.REDUCE, "200"), by=finance, now=NOW)
    assert amounts(line) == [Decimal("1300.50")]
    last = queries.movements_of(line).last()
    assert (last.document_number, last.document_on) == (PAPER.number, PAPER.dated_on)
    assert LedgerEntry.objects.about(line).count() == 2


def test_money_shifted_leaves_one_line_and_arrives_at_the_other_in_one_entry(finance):
    of = body()
    line, other = budget_line(of, amount="1000"), budget_line(of, amount="10")
    adjusting.adjust(line.pk, change(MovementKind.SHIFT, "400", to_line_id=other.pk), by=finance, now=NOW)
    assert amounts(line, other) == [Decimal(600), Decimal(410)]
    moved = BudgetMovement.objects.get(kind=MovementKind.SHIFT)
    assert queries.effect_on_available(moved, line) == Decimal(-400)
    assert queries.effect_on_available(moved, other) == Decimal(400)


@pytest.mark.parametrize("kind", [MovementKind.REDUCE, MovementKind.SHIFT])
def test_money_that_a_purchase_holds_stays(finance, kind):
    of = body()
    line, other = budget_line(of, amount="1000"), budget_line(of, amount="10")
    workflow.commit([Share(line.pk, Decimal(900))], reference="430100-2026-0001", by=finance, now=NOW)
    with pytest.raises(Refused) as refused:
        adjusting.adjust(line.pk, change(kind, "100.01", to_line_id=other.pk), by=finance, now=NOW)
    assert refused.value.code == "line_exceeded"
    assert amounts(line, other) == [Decimal(100), Decimal(10)]


@pytest.mark.parametrize(
    "facts", [{"fiscal_year": 2027}, {"fund_source": FundSource.LOTTERY}], ids=["year", "source"]
)
def test_money_is_not_shifted_to_an_unlike_line(finance, facts):
    line, other = budget_line(amount="1000"), budget_line(amount="10", **facts)
    with pytest.raises(Refused) as refused:
        adjusting.adjust(line.pk, change(MovementKind.SHIFT, "1", to_line_id=other.pk), by=finance, now=NOW)
    assert refused.value.code == "shift_between_unlike"
    assert amounts(line, other) == [Decimal(1000), Decimal(10)]


def test_money_is_not_shifted_to_the_same_line_or_to_none(finance):
    line = budget_line(amount="1000")
    for target in (line.pk, None):
        with pytest.raises(Refused):
            adjusting.adjust(line.pk, change(MovementKind.SHIFT, "1", to_line_id=target), by=finance, now=NOW)
    assert amounts(line) == [Decimal(1000)]


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_a_supplement_of_nothing_is_refused(finance, amount):
    with pytest.raises(Refused) as refused:
        adjusting.adjust(budget_line().pk, change(MovementKind.SUPPLEMENT, amount), by=finance, now=NOW)
    assert refused.value.code == "amount_not_positive"


def test_only_finance_of_the_own_level_changes_a_line(finance):
    line = budget_line(body(division_code="43"), amount="1000")
    for by in (finance, actor(Role.PURCHASER_HANDLER, of=line.body)):
        with pytest.raises(NotPermitted):
            adjusting.adjust(line.pk, change(MovementKind.SUPPLEMENT, "1"), by=by, now=NOW)
    assert amounts(line) == [Decimal(1000)]


def test_an_advance_notice_is_settled_by_the_paper_that_gives_the_budget(finance):
    line = budget_line(kind=LineKind.ADVANCE)
    assert not line.is_settled
    line = adjusting.confirm(line.pk, scanned(), by=finance, now=NOW)
    assert line.is_settled
    assert line.confirmed_number == PAPER.number
    with pytest.raises(Refused) as refused:
        adjusting.confirm(line.pk, scanned(), by=finance, now=NOW)
    assert refused.value.code == "line_settled"


def test_a_line_of_the_year_needs_no_confirmation(finance):
    with pytest.raises(Refused):
        adjusting.confirm(budget_line().pk, scanned(), by=finance, now=NOW)


@pytest.mark.article("财政部令第102号第十六条")
def test_no_budget_changes_without_a_scan_of_its_paper(finance):
    line, advance = budget_line(amount="1000"), budget_line(kind=LineKind.ADVANCE)
    bare = Adjustment(kind=MovementKind.SUPPLEMENT, amount=Decimal(1), paper=PAPER)
    refused(adjusting.adjust, line.pk, bare, by=finance, now=NOW, code="scan_missing")
    refused(adjusting.confirm, advance.pk, PAPER, by=finance, now=NOW, code="scan_missing")
    facts = {
        "body_id": line.body_id,
        "fiscal_year": 2026,
        "code": "XM",
        "title": "补助",
        "amount": Decimal(1),
    }
    facts |= {"fund_source": FundSource.GENERAL, "document_number": "湘财社〔2026〕3号"}
    given = LineFacts(**facts, kind=LineKind.TRANSFER, document_on=PAPER.dated_on)
    refused(workflow.enter_line, given, by=finance, now=NOW, code="scan_missing")
    assert amounts(line) == [Decimal(1000)]
    assert workflow.enter_line(given, by=finance, now=NOW, upload_id=scanned().upload_id).amount == 1
