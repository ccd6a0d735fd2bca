"""Later years: planned with the project, declared by the contract, confirmed in January, then begun."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted
from procurement.budget import queries as budget
from procurement.budget.models import BudgetLine
from procurement.budget.rules import Share
from procurement.budget.years import queries, todos, workflow
from procurement.budget.years.models import FutureCommitment
from procurement.contracts import queries as contracts
from procurement.projects import workflow as projects
from tests import spine
from tests.factories.people import actor, body
from tests.factories.procurement import budget_line
from tests.refusals import refused
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
CONTRACT = "430100-2026-0001-1-HT"
DECEMBER, JANUARY = at_local(date(2026, 12, 20), 9), at_local(date(2027, 1, 12), 9)


class Scene:
    """A contract that needs 300,000 of 2027, and what the purchaser has for that year."""

    def __init__(self, amount: str = "500000") -> None:
        self.body = body()
        self.handler = actor(Role.PURCHASER_HANDLER, of=self.body)
        self.finance = actor(Role.FINANCE)
        self.line = budget_line(self.body, amount=amount, fiscal_year=2027)
        self.year = workflow.declare(CONTRACT, self.body.pk, {2027: Decimal(300000)})[0]

    def arranged(self) -> FutureCommitment:
        return workflow.arrange(self.year.pk, self.line.pk, by=self.handler, now=JANUARY)

    def confirmed(self) -> FutureCommitment:
        return workflow.confirm(self.arranged().pk, by=self.finance, now=JANUARY)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_confirmed_year_is_signed_on_its_line(scene):
    found = scene.confirmed()
    line = BudgetLine.objects.get(pk=scene.line.pk)
    assert (line.contracted_amount, line.committed_amount) == (Decimal(300000), 0)
    assert budget.still_contracted(CONTRACT) == [Share(line.pk, Decimal(300000))]
    assert workflow.start(found.pk, by=scene.handler, now=JANUARY).status == "started"


@pytest.mark.article("财政部令第102号第二十四条")
def test_without_the_line_the_contract_year_does_not_start(scene):
    refused(workflow.start, scene.year.pk, by=scene.handler, now=JANUARY, code="year_without_line")
    scene.arranged()
    refused(workflow.start, scene.year.pk, by=scene.handler, now=JANUARY, code="year_without_line")
    scene.year.refresh_from_db()
    assert scene.year.status == "arranged"
    assert scene.year.started_at is None


def test_a_year_is_confirmed_in_its_january_and_not_before(scene):
    facts = {"by": scene.handler, "now": DECEMBER}
    refused(workflow.arrange, scene.year.pk, scene.line.pk, **facts, code="year_not_begun")


def test_a_line_with_too_little_confirms_nothing():
    scene = Scene("299999.99")
    facts = {"by": scene.handler, "now": JANUARY}
    refused(workflow.arrange, scene.year.pk, scene.line.pk, **facts, code="line_exceeded")


def test_a_line_that_was_used_up_meanwhile_confirms_nothing(scene):
    found = scene.arranged()
    taken = budget_line(scene.body, amount="1", fiscal_year=2027)
    assert taken.pk
    from_line = [Share(scene.line.pk, Decimal(200001))]
    workflow.lines.commit(from_line, reference="430100-2027-0009", by=scene.handler, now=JANUARY)
    refused(workflow.confirm, found.pk, by=scene.finance, now=JANUARY, code="line_exceeded")
    assert budget.still_contracted(CONTRACT) == []


def test_it_takes_the_purchaser_and_another_person_of_finance(scene):
    for by in (actor(Role.PURCHASER_HANDLER), scene.finance):
        with pytest.raises(NotPermitted):
            workflow.arrange(scene.year.pk, scene.line.pk, by=by, now=JANUARY)
    found = scene.arranged()
    for by in (scene.handler, actor(Role.FINANCE, of=body(division_code="43"))):
        with pytest.raises(NotPermitted):
            workflow.confirm(found.pk, by=by, now=JANUARY)
    FutureCommitment.objects.filter(pk=found.pk).update(arranged_by_id=scene.finance.user_id)
    refused(workflow.confirm, found.pk, by=scene.finance, now=JANUARY, code="same_person")


def test_the_workbench_tells_of_a_year_once_it_has_come(scene):
    assert todos.todos(scene.handler, now=DECEMBER) == []
    assert [todo.url for todo in todos.todos(scene.handler, now=JANUARY)] == [scene.year.get_absolute_url()]
    scene.arranged()
    assert todos.todos(scene.handler, now=JANUARY) == []
    assert len(todos.todos(scene.finance, now=JANUARY)) == 1


def test_a_project_divides_itself_over_its_years_and_its_contract_follows():
    walk = spine.drafted_project("900000")
    facts = {"by": walk.handler, "now": walk.clock.now()}
    year = walk.project.fiscal_year
    part = [Share(walk.line.pk, Decimal(300000))]
    too_late = {year + 3: Decimal(600000)}
    refused(projects.arrange_funds, walk.project.pk, part, later=too_late, **facts, code="year_out_of_term")
    later = {year + 1: Decimal(300000), year + 2: Decimal(300000)}
    projects.arrange_funds(walk.project.pk, part, later=later, **facts)
    assert queries.planned(walk.project.number) == later
    award = SimpleAward(walk.project, walk.package, Decimal(810000))
    first, rest = contracts.over_years(award)
    assert (first, rest) == (Decimal(270000), {year + 1: Decimal(270000), year + 2: Decimal(270000)})
    projects.arrange_funds(walk.project.pk, part, **facts)
    assert queries.planned(walk.project.number) == {}


class SimpleAward:
    """As much of an award as its money needs."""

    def __init__(self, project, package, amount: Decimal) -> None:
        self.package, self.amount = package, amount
        self.package.project = project


def test_the_pages_carry_a_year_to_its_start(scene):
    handler, finance = client_of(scene.handler), client_of(scene.finance)
    detail = reverse("budget:year_detail", args=[scene.year.pk])
    assert CONTRACT in handler.get(reverse("budget:year_list")).content.decode()
    assert "合同的这一年度不能开始" in handler.get(detail).content.decode()
    assert client_of(actor(Role.PURCHASER_HANDLER)).get(detail).status_code == 404
    scene.confirmed()
    page = finance.get(detail).content.decode()
    assert "已确认" in page
    assert "叁拾万元整" in page
