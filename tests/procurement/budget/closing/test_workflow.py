"""The end of a year: a list proposed by the purchaser, decided by finance; then the money moves, or none."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.budget import queries as budget
from procurement.budget import workflow as lines
from procurement.budget.choices import LineKind
from procurement.budget.closing import queries, todos, workflow
from procurement.budget.closing.models import YearEndList
from procurement.budget.closing.rules import Decision
from procurement.budget.models import BudgetLine
from procurement.budget.rules import Paper, Share
from procurement.budget.years import todos as year_todos
from procurement.budget.years import workflow as years
from procurement.budget.years.models import FutureCommitment
from tests.factories.budget import scanned
from tests.factories.people import actor, body, letter
from tests.factories.procurement import budget_line
from tests.refusals import refused
from tests.signed_in import client_of

NOW = at_local(date(2026, 12, 28), 9)
PAPER = Paper("湘财预〔2026〕88号（示例）", date(2026, 12, 28))
HELD, SIGNED = "430100-2026-0001", "430100-2026-0002-1-HT"


class Scene:
    """A body with 1,000 on a line: 300 held by one purchase, 400 signed by another of which 150 are paid."""

    def __init__(self) -> None:
        self.body = body()
        self.handler = actor(Role.PURCHASER_HANDLER, of=self.body)
        self.finance = actor(Role.FINANCE)
        self.line = budget_line(self.body, amount="1000")
        facts = {"by": self.handler, "now": NOW}
        lines.commit([Share(self.line.pk, Decimal(300))], reference=HELD, **facts)
        lines.commit([Share(self.line.pk, Decimal(400))], reference="430100-2026-0002", **facts)
        lines.convert_to_contract([Share(self.line.pk, Decimal(400))], reference=SIGNED, **facts)
        lines.spend([Share(self.line.pk, Decimal(150))], reference=SIGNED, **facts)

    def drawn(self, now=NOW) -> YearEndList:
        return workflow.draw(2026, by=self.handler, now=now)

    def submitted(self, held: str = "carry", signed: str = "carry", now=NOW) -> YearEndList:
        found = YearEndList.objects.filter(status="draft").first() or self.drawn(now)
        chosen = {HELD: held, SIGNED: signed, "": "carry"}
        decisions = [Decision(item.pk, chosen[item.reference], "年末清理") for item in found.items.all()]
        workflow.choose(found.pk, decisions, by=self.handler, now=now)
        return workflow.submit(found.pk, by=self.handler, now=now)

    def amounts(self) -> tuple[Decimal, ...]:
        self.line.refresh_from_db()
        line = self.line
        return line.available_amount, line.committed_amount, line.contracted_amount, line.spent_amount


BEFORE = (Decimal(300), Decimal(300), Decimal(250), Decimal(150))


@pytest.fixture
def scene(db) -> Scene:
    return Scene()


def test_the_list_names_what_is_held_and_what_is_signed_and_not_paid(scene):
    found = scene.drawn()
    assert [(item.reference, item.account, item.amount) for item in found.items.all()] == [
        (HELD, "committed", Decimal(300)),
        (SIGNED, "contracted", Decimal(250)),
    ]
    assert scene.amounts() == BEFORE
    refused(workflow.draw, 2026, by=scene.handler, now=NOW, code="list_open")


def test_what_is_carried_over_lies_on_a_line_of_the_next_year(scene):
    workflow.approve(scene.submitted().pk, scanned(PAPER), by=scene.finance, now=NOW)
    assert scene.amounts() == (Decimal(300), 0, 0, Decimal(150))
    next_line = BudgetLine.objects.get(carried_from=scene.line)
    assert (next_line.fiscal_year, next_line.kind) == (2027, LineKind.CARRY_OVER)
    assert next_line.document_number == PAPER.number
    assert (next_line.committed_amount, next_line.contracted_amount) == (Decimal(300), Decimal(250))
    assert next_line.amount == Decimal(550)
    assert budget.still_committed(HELD) == [Share(next_line.pk, Decimal(300))]
    assert budget.still_contracted(SIGNED) == [Share(next_line.pk, Decimal(250))]
    assert budget.origins([next_line.pk]) == {next_line.pk: scene.line.pk}
    assert budget.award_refusals(HELD, amount=Decimal(300), year=2027) == []


def test_what_is_released_is_free_and_what_is_recalled_is_gone(scene):
    found = scene.submitted(held="release", signed="recall")
    workflow.approve(found.pk, scanned(PAPER), by=scene.finance, now=NOW)
    assert scene.amounts() == (Decimal(600), 0, 0, Decimal(150))
    assert not BudgetLine.objects.filter(carried_from=scene.line).exists()
    assert scene.line.movements.last().document_number == PAPER.number
    assert scene.line.movements.last().reason == "年末清理"


@pytest.mark.article("财政部令第102号第十六条")
def test_after_new_year_nothing_moves_on_a_line_until_the_list_is_decided(scene):
    january = at_local(date(2027, 1, 4), 9)
    facts = {"by": scene.handler, "now": january, "code": "year_ended"}
    share = [Share(scene.line.pk, Decimal(100))]
    refused(lines.commit, share, reference=HELD, **facts)
    refused(lines.convert_to_contract, share, reference=HELD, **facts)
    refused(lines.spend, share, reference=SIGNED, **facts)
    assert scene.amounts() == BEFORE
    found = budget.award_refusals(HELD, amount=Decimal(300), year=2027)
    assert [refusal.code for refusal in found] == ["year_ended"]
    workflow.approve(scene.submitted().pk, scanned(PAPER), by=scene.finance, now=january)
    carried = [Share(BudgetLine.objects.get(carried_from=scene.line).pk, Decimal(100))]
    lines.convert_to_contract(carried, reference=HELD, by=scene.handler, now=january)
    lines.spend(carried, reference=SIGNED, by=scene.handler, now=january)


def test_what_is_recalled_from_a_contract_it_needs_of_the_next_year(scene):
    workflow.approve(scene.submitted(signed="recall").pk, scanned(PAPER), by=scene.finance, now=NOW)
    owed = FutureCommitment.objects.get()
    assert (owed.reference, owed.fiscal_year, owed.amount) == (SIGNED, 2027, Decimal(250))
    january = at_local(date(2027, 1, 11), 9)
    assert [todo.url for todo in year_todos.todos(scene.handler, now=january)] == [owed.get_absolute_url()]
    line = budget_line(scene.body, amount="250", fiscal_year=2027)
    years.arrange(owed.pk, line.pk, by=scene.handler, now=january)
    years.confirm(owed.pk, by=scene.finance, now=january)
    assert budget.still_contracted(SIGNED) == [Share(line.pk, Decimal(250))]


def test_a_year_that_is_settled_takes_nothing_back(scene):
    FutureCommitment.objects.create(
        body=scene.body, reference=SIGNED, fiscal_year=2027, amount=Decimal(9), status="confirmed"
    )
    with pytest.raises(Refused) as found:
        scene.submitted(signed="recall")
    assert found.value.code == "year_settled"
    FutureCommitment.objects.update(status="arranged")
    workflow.approve(scene.submitted(signed="recall").pk, scanned(PAPER), by=scene.finance, now=NOW)
    assert FutureCommitment.objects.get().amount == Decimal(259)
    assert FutureCommitment.objects.get().status == "declared"


JANUARY = at_local(date(2027, 1, 4), 9)


def test_after_new_year_what_is_released_is_free_on_a_line_of_the_new_year(scene):
    found = scene.submitted(held="release", now=JANUARY)
    workflow.approve(found.pk, scanned(PAPER), by=scene.finance, now=JANUARY)
    assert scene.amounts() == (0, 0, 0, Decimal(150))
    carried = BudgetLine.objects.get(carried_from=scene.line)
    assert (carried.fiscal_year, carried.contracted_amount) == (2027, Decimal(250))
    assert carried.available_amount == Decimal(600)  # 300 released, 300 that nobody held
    assert budget.still_taken(HELD) == []


def test_a_list_of_long_ago_carries_over_into_the_current_year(scene):
    later = at_local(date(2028, 2, 1), 9)
    workflow.approve(scene.submitted(now=later).pk, scanned(PAPER), by=scene.finance, now=later)
    assert BudgetLine.objects.get(carried_from=scene.line).fiscal_year == 2028


@pytest.mark.parametrize(
    ("on", "years"),
    [(date(2026, 11, 30), []), (date(2026, 12, 1), [2026]), (date(2027, 1, 4), [2026])],
)
def test_whoever_has_no_list_is_told_and_named(scene, on, years):
    now = at_local(on, 9)
    urls = [todo.url for todo in todos.todos(scene.handler, now=now)]
    assert urls == [reverse("budget:closing_draw")] * len(years)
    assert [todo.url for todo in todos.todos(scene.finance, now=now)] == [
        reverse("budget:closing_list") for _year in years
    ]
    found = queries.undecided(scene.finance, on=on)
    assert [(one.body_name, one.fiscal_year) for one in found] == [(scene.body.name, year) for year in years]
    if years:
        workflow.draw(2026, by=scene.handler, now=now)
        assert queries.undecided(scene.finance, on=on) == []


def test_what_was_carried_over_once_is_carried_over_again(scene):
    workflow.approve(scene.submitted().pk, scanned(PAPER), by=scene.finance, now=NOW)
    later = at_local(date(2027, 12, 28), 9)
    found = workflow.draw(2027, by=scene.handler, now=later)
    decisions = [Decision(item.pk, "carry") for item in found.items.all()]
    workflow.choose(found.pk, decisions, by=scene.handler, now=later)
    workflow.submit(found.pk, by=scene.handler, now=later)
    workflow.approve(
        found.pk, scanned(Paper("湘财预〔2027〕90号", date(2027, 12, 28))), by=scene.finance, now=later
    )
    last = BudgetLine.objects.get(fiscal_year=2028)
    assert budget.origins([last.pk]) == {last.pk: scene.line.pk}
    assert budget.still_contracted(SIGNED) == [Share(last.pk, Decimal(250))]


def test_two_lines_of_one_project_code_are_carried_over_apart(scene):
    twin = budget_line(scene.body, amount="50", code=scene.line.code, kind=LineKind.TRANSFER)
    lines.commit([Share(twin.pk, Decimal(50))], reference=HELD, by=scene.handler, now=NOW)
    found = scene.drawn()
    decisions = [Decision(item.pk, "carry") for item in found.items.all()]
    workflow.choose(found.pk, decisions, by=scene.handler, now=NOW)
    workflow.submit(found.pk, by=scene.handler, now=NOW)
    workflow.approve(found.pk, scanned(PAPER), by=scene.finance, now=NOW)
    carried = BudgetLine.objects.filter(fiscal_year=2027).order_by("pk")
    assert {line.carried_from_id for line in carried} == {scene.line.pk, twin.pk}


def test_an_incomplete_list_is_not_submitted(scene):
    found = scene.drawn()
    refused(workflow.submit, found.pk, by=scene.handler, now=NOW, code="choice_missing")


def test_a_purchase_that_moved_on_holds_everything_up(scene):
    found = scene.submitted(held="recall", signed="recall")
    lines.spend([Share(scene.line.pk, Decimal(1))], reference=SIGNED, by=scene.handler, now=NOW)
    refused(workflow.approve, found.pk, scanned(PAPER), by=scene.finance, now=NOW, code="commitment_changed")
    assert scene.amounts() == (Decimal(300), Decimal(300), Decimal(249), Decimal(151))


def test_it_takes_two_people_and_the_right_ones(scene):
    found = scene.submitted()
    both = actor(Role.FINANCE)
    YearEndList.objects.filter(pk=found.pk).update(proposed_by_id=both.user_id)
    refused(workflow.approve, found.pk, scanned(PAPER), by=both, now=NOW, code="same_person")
    for by in (scene.handler, actor(Role.FINANCE, of=body(division_code="43"))):
        with pytest.raises(NotPermitted):
            workflow.approve(found.pk, scanned(PAPER), by=by, now=NOW)
    with pytest.raises(NotPermitted):
        workflow.draw(2026, by=scene.finance, now=NOW)
    assert scene.amounts() == BEFORE


def test_a_returned_list_is_changed_and_submitted_again(scene):
    found = scene.submitted()
    workflow.return_list(found.pk, opinion="请收回合同余款。", by=scene.finance, now=NOW)
    assert workflow.submit(found.pk, by=scene.handler, now=NOW).status == "submitted"
    assert LedgerEntry.objects.about(found).count() == 5


def test_a_list_that_was_given_up_makes_room(scene):
    workflow.abandon(scene.drawn().pk, by=scene.handler, now=NOW)
    assert scene.drawn().status == "draft"


def test_both_sides_are_told_what_to_do(scene):
    found = scene.drawn()
    assert [todo.url for todo in todos.todos(scene.handler, now=NOW)] == [found.get_absolute_url()]
    assert todos.todos(scene.finance, now=NOW) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_decide_once():
    scene = Scene()
    found, start, results = scene.submitted(), threading.Barrier(2), []

    def decide(by) -> None:
        start.wait()
        try:
            workflow.approve(found.pk, scanned(PAPER), by=by, now=NOW)
            results.append("approved")
        except Refused as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    people = [scene.finance, actor(Role.FINANCE)]
    threads = [threading.Thread(target=decide, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["approved", "wrong_state"]
    assert scene.amounts() == (Decimal(300), 0, 0, Decimal(150))


def test_the_pages_carry_a_list_from_one_side_to_the_other(scene):
    client, finance = client_of(scene.handler), client_of(scene.finance)
    assert client.get(reverse("budget:closing_draw")).status_code == 200
    found = scene.drawn()
    url = {name: reverse(f"budget:closing_{name}", args=[found.pk]) for name in PAGES}
    items = {item.reference: item.pk for item in found.items.all()}
    typed = {
        f"choice_{items[HELD]}": "release",
        f"reason_{items[HELD]}": "",
        f"choice_{items[SIGNED]}": "carry",
    }
    client.post(url["choose"], typed)
    response = client.post(url["submit"])
    assert response.status_code == 409
    assert "须写明原因" in response.content.decode()
    client.post(url["choose"], typed | {f"reason_{items[HELD]}": "项目取消"})
    client.post(url["submit"])
    assert "批准清单" in finance.get(url["detail"]).content.decode()
    paper = {"document_number": PAPER.number, "document_on": "2026-12-28", "document": letter()}
    assert "已决定" in finance.post(url["approve"], paper, follow=True).content.decode()
    assert scene.amounts() == (Decimal(600), 0, 0, Decimal(150))
    stranger = client_of(actor(Role.PURCHASER_HANDLER))
    assert stranger.get(url["detail"]).status_code == 404


PAGES = ("detail", "choose", "submit", "approve")
