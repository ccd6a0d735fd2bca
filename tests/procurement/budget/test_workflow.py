"""Budget lines: entered by finance, held, spared, contracted; never negative."""

import threading
from collections import defaultdict
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from orgs.bodies.choices import BodyKind
from orgs.people.choices import Role
from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.budget import queries, workflow
from procurement.budget.choices import FundSource, MovementKind
from procurement.budget.models import BudgetLine, BudgetMovement
from procurement.budget.rules import LineFacts, Share
from tests.factories.people import actor, body
from tests.factories.procurement import budget_line
from tests.spine import STARTS_ON

NOW = at_local(STARTS_ON, 9)
NUMBER = "430100-2026-0001"


def facts(of, **changes) -> LineFacts:
    defaults = {
        "body_id": of.pk,
        "fiscal_year": 2026,
        "code": "XM0001",
        "title": "养老服务",
        "fund_source": FundSource.GENERAL,
        "amount": Decimal("600000"),
    }
    return LineFacts(**{**defaults, **changes})


def held(line: BudgetLine) -> tuple[Decimal, Decimal, Decimal]:
    line.refresh_from_db()
    return line.committed_amount, line.contracted_amount, line.available_amount


@pytest.fixture
def finance(db):
    return actor(Role.FINANCE)


@pytest.mark.article("财政部令第102号第十六条")
def test_finance_enters_a_line_of_its_own_budget_level(finance):
    line = workflow.enter_line(facts(body()), by=finance, now=NOW)
    assert line.available_amount == Decimal("600000")
    assert LedgerEntry.objects.about(line).get().verb == "budget.enter_line"


def test_nobody_but_finance_enters_a_line(db):
    purchaser = body()
    handler = actor(Role.PURCHASER_HANDLER, of=purchaser)
    with pytest.raises(NotPermitted):
        workflow.enter_line(facts(purchaser), by=handler, now=NOW)
    assert not BudgetLine.objects.exists()


def test_finance_of_another_budget_level_enters_no_line(finance):
    with pytest.raises(NotPermitted):
        workflow.enter_line(facts(body(division_code="43")), by=finance, now=NOW)
    assert not BudgetLine.objects.exists()


def test_a_supplier_has_no_budget_line(finance):
    with pytest.raises(NotPermitted):
        workflow.enter_line(facts(body(BodyKind.SOCIAL_ORGANISATION)), by=finance, now=NOW)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": Decimal(0)}, "amount_not_positive"),
        ({"amount": Decimal("-1")}, "amount_not_positive"),
        ({"fiscal_year": 2024}, "year_out_of_range"),
        ({"fiscal_year": 2999}, "year_out_of_range"),
    ],
)
def test_an_absurd_line_is_refused(finance, changes, code):
    with pytest.raises(Refused) as refused:
        workflow.enter_line(facts(body(), **changes), by=finance, now=NOW)
    assert refused.value.code == code
    assert not BudgetLine.objects.exists()


def test_a_line_is_entered_once(finance):
    purchaser = body()
    workflow.enter_line(facts(purchaser), by=finance, now=NOW)
    with pytest.raises(Refused) as refused:
        workflow.enter_line(facts(purchaser), by=finance, now=NOW)
    assert refused.value.code == "line_known"
    assert BudgetLine.objects.count() == 1


def test_money_is_held_then_contracted_then_the_rest_is_spared(finance):
    line = budget_line(amount="1000000")
    workflow.commit([Share(line.pk, Decimal("600000"))], reference=NUMBER, by=finance, now=NOW)
    assert held(line) == (Decimal("600000"), Decimal(0), Decimal("400000"))
    workflow.convert_to_contract(
        [Share(line.pk, Decimal("550000"))], reference=f"{NUMBER}-1", by=finance, now=NOW
    )
    assert held(line) == (Decimal("50000"), Decimal("550000"), Decimal("400000"))
    assert queries.still_committed(NUMBER) == [Share(line.pk, Decimal("50000"))]
    workflow.release([Share(line.pk, Decimal("50000"))], reference=f"{NUMBER}-1", by=finance, now=NOW)
    assert held(line) == (Decimal(0), Decimal("550000"), Decimal("450000"))
    assert queries.still_committed(NUMBER) == []
    kinds = list(line.movements.values_list("kind", flat=True))
    assert kinds == [
        MovementKind.ARRANGE, MovementKind.COMMIT, MovementKind.CONTRACT, MovementKind.RELEASE
    ]  # fmt: skip
    assert LedgerEntry.objects.about(line).count() == 3


@pytest.mark.article("财政部令第102号第十六条")
def test_a_line_carries_no_more_than_it_has_left_and_says_how_much_is_missing(finance):
    line, other = budget_line(amount="480000"), budget_line(amount="900000")
    shares = [Share(other.pk, Decimal("1")), Share(line.pk, Decimal("600000"))]
    with pytest.raises(Refused) as refused:
        workflow.commit(shares, reference=NUMBER, by=finance, now=NOW)
    because = refused.value.refusals[0].because
    assert "480,000" in because
    assert "600,000" in because
    assert "120,000" in because
    assert held(other) == (Decimal(0), Decimal(0), Decimal("900000"))
    assert not BudgetMovement.objects.exclude(kind=MovementKind.ARRANGE).exists()


@pytest.mark.parametrize("verb", [workflow.release, workflow.convert_to_contract])
def test_no_more_than_what_is_held_is_spared_or_contracted(finance, verb):
    line = budget_line(amount="900000")
    workflow.commit([Share(line.pk, Decimal("100"))], reference=NUMBER, by=finance, now=NOW)
    with pytest.raises(Refused) as refused:
        verb([Share(line.pk, Decimal("100.01"))], reference=NUMBER, by=finance, now=NOW)
    assert refused.value.code == "commitment_exceeded"
    assert held(line) == (Decimal("100"), Decimal(0), Decimal("899900"))


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_nothing_or_less_is_not_moved(finance, amount):
    line = budget_line()
    with pytest.raises(Refused) as refused:
        workflow.commit([Share(line.pk, Decimal(amount))], reference=NUMBER, by=finance, now=NOW)
    assert refused.value.code == "amount_not_positive"


def test_the_number_of_another_project_is_not_taken_for_ones_own(finance):
    line = budget_line()
    workflow.commit([Share(line.pk, Decimal("7"))], reference="430100-2026-10001", by=finance, now=NOW)
    assert queries.still_committed("430100-2026-1000") == []


def test_signed_money_is_paid_and_no_more_than_was_signed(finance):
    line = budget_line(amount="1000")
    workflow.commit([Share(line.pk, Decimal(900))], reference=NUMBER, by=finance, now=NOW)
    workflow.convert_to_contract([Share(line.pk, Decimal(800))], reference=f"{NUMBER}-1", by=finance, now=NOW)
    workflow.spend([Share(line.pk, Decimal(300))], reference=f"{NUMBER}-1", by=finance, now=NOW)
    assert held(line) == (Decimal(100), Decimal(500), Decimal(100))
    assert line.spent_amount == Decimal(300)
    with pytest.raises(Refused) as refused:
        workflow.spend([Share(line.pk, Decimal("500.01"))], reference=f"{NUMBER}-1", by=finance, now=NOW)
    assert refused.value.code == "contract_exceeded"
    assert queries.still_contracted(NUMBER) == [Share(line.pk, Decimal(500))]
    assert queries.still_taken(NUMBER) == [Share(line.pk, Decimal(900))]


@pytest.mark.parametrize(
    "change", [{"committed_amount": 1}, {"amount": 11}, {"contracted_amount": 1}, {"spent_amount": 1}]
)
def test_the_database_changes_a_line_by_its_movements_only(finance, change):
    line = budget_line(amount="10")
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.filter(pk=line.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.create(body=line.body, fiscal_year=2026, code="X", fund_source="general", **change)
    assert held(line) == (Decimal(0), Decimal(0), Decimal(10))


@pytest.mark.parametrize(
    ("kind", "source", "target", "amount"),
    [
        ("commit", "available", "committed", "10.01"),
        ("release", "committed", "available", "0.01"),
        ("contract", "committed", "contracted", "0.01"),
        ("spend", "contracted", "spent", "0.01"),
        ("reduce", "available", "outside", "10.01"),
        ("recall", "spent", "outside", "0.01"),
        ("arrange", "outside", "available", "-1"),
        ("release", "committed", "committed", "1"),
    ],
)
def test_the_database_refuses_an_entry_that_takes_more_than_lies_there(finance, kind, source, target, amount):
    line = budget_line(amount="10")
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetMovement.objects.create(
            line=line, kind=kind, source=source, target=target, amount=Decimal(amount), at=NOW
        )
    assert held(line) == (Decimal(0), Decimal(0), Decimal(10))


def test_an_entry_is_never_changed_or_deleted(finance):
    movement = budget_line(amount="10").movements.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetMovement.objects.filter(pk=movement.pk).update(amount=11)
    with pytest.raises(IntegrityError), transaction.atomic():
        movement.delete()


def sums_of_entries(line: BudgetLine) -> dict[str, Decimal]:
    """What lies in each account by the rows alone."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for movement in queries.movements_of(line):
        if (movement.to_line_id or movement.line_id) == line.pk:
            sums[movement.target] += movement.amount
        if movement.line_id == line.pk:
            sums[movement.source] -= movement.amount
    return sums


@pytest.mark.django_db(transaction=True)
def test_entries_written_at_once_without_any_rule_never_sum_below_zero():
    """Twelve connections write past the rules and the locks: the database alone keeps the line whole."""
    line = budget_line(amount="1000")
    start, written = threading.Barrier(12), []

    def write(index: int) -> None:
        start.wait()
        try:
            with transaction.atomic():
                BudgetMovement.objects.create(
                    line=line,
                    kind=MovementKind.COMMIT,
                    source="available",
                    target="committed",
                    amount=Decimal(150),
                    reference=f"{NUMBER}-{index}",
                    at=NOW,
                )
            written.append(index)
        except IntegrityError:
            pass
        finally:
            connection.close()

    together(write, 12)
    assert len(written) == 6
    assert held(line) == (Decimal(900), Decimal(0), Decimal(100))
    sums = sums_of_entries(line)
    assert (sums["outside"], sums["available"], sums["committed"]) == (-1000, 100, 900)


def together(work, count: int) -> None:
    """Run the work in so many threads and wait for all."""
    threads = [threading.Thread(target=work, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_do_not_take_more_than_the_line_has():
    """Eight connections each ask for 300 of 1,000 over two lines named in opposite orders: three get it."""
    finance = actor(Role.FINANCE)
    first, second = budget_line(amount="1000"), budget_line(amount="1000")
    start, results = threading.Barrier(8), []

    def ask(index: int) -> None:
        shares = [Share(first.pk, Decimal(300)), Share(second.pk, Decimal(300))]
        start.wait()
        try:
            workflow.commit(
                shares if index % 2 else shares[::-1],
                reference=f"430100-2026-{index:04d}",
                by=finance,
                now=NOW,
            )
            results.append("held")
        except Refused as refused:
            results.append(refused.code)
        finally:
            connection.close()

    together(ask, 8)
    assert sorted(results) == ["held"] * 3 + ["line_exceeded"] * 5
    for line in (first, second):
        assert held(line) == (Decimal(900), Decimal(0), Decimal(100))
        assert line.movements.filter(kind=MovementKind.COMMIT).count() == 3
        assert sums_of_entries(line)["committed"] == Decimal(900)
