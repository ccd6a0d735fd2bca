"""What counts towards the year's total of an item, and where the drafter sees it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from portal.kernel.clock import at_local
from portal.kernel.errors import Refused
from portal.kernel.uploads import Upload
from procurement.budget.rules import Share
from procurement.projects import queries, workflow, yearly
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import workflow as plans
from procurement.projects.plans.choices import ApprovalKind
from procurement.projects.plans.workflow import ApprovalFacts
from procurement.projects.rules import evasion_refusals
from tests import spine
from tests.factories.procurement import budget_line
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
CONSULTATION = "competitive_consultation"


def submitted(project: ProcurementProject) -> ProcurementProject:
    """As if it had been handed in."""
    ProcurementProject.objects.filter(pk=project.pk).update(status=ProjectStatus.SUBMITTED)
    return project


def second(walk, amount: str, *shares: Share) -> ProcurementProject:
    """Another draft of the same people and item, with its own funds."""
    now = walk.clock.now()
    project = workflow.draft(spine.project_facts(), by=walk.handler, now=now)
    workflow.arrange_packages(project.pk, spine.package_facts(amount), by=walk.handler, now=now)
    if shares:
        workflow.arrange_funds(project.pk, shares, by=walk.handler, now=now)
    return ProcurementProject.objects.get(pk=project.pk)


@pytest.mark.article("《政府采购法实施条例》第二十八条")
def test_of_a_project_on_two_budget_projects_only_the_common_part_counts():
    walk = spine.people(budget="9000000")
    strange = budget_line(walk.purchaser, code="B2", fiscal_year=2026, amount="9000000")
    first = second(walk, "1500000", Share(walk.line.pk, Decimal(500_000)), Share(strange.pk, Decimal(10**6)))
    submitted(first)
    mine = second(walk, "900000", Share(walk.line.pk, Decimal(900_000)))
    year = yearly.year_of(mine, amount=Decimal(900_000))
    assert (year.bought, year.mine, year.code) == (Decimal(500_000), Decimal(900_000), walk.line.code)
    assert [(other.number, other.amount) for other in year.others] == [(first.number, Decimal(500_000))]
    halved = yearly.year_of(
        mine, amount=Decimal(900_000), parts={walk.line.code: Decimal(1), strange.code: Decimal(1)}
    )
    assert (halved.code, halved.mine, halved.total) == ("B2", Decimal(450_000), Decimal(1_450_000))


def test_drafts_ended_packages_and_open_tenders_do_not_count():
    walk = spine.people(budget="9000000")
    first = second(walk, "700000", Share(walk.line.pk, Decimal(700_000)))
    mine = second(walk, "900000", Share(walk.line.pk, Decimal(900_000)))

    def bought() -> Decimal:
        return yearly.year_of(mine, amount=Decimal(900_000)).bought

    assert bought() == 0
    submitted(first)
    assert bought() == 700_000
    ProcurementProject.objects.filter(pk=first.pk).update(method="open_tender")
    assert bought() == 0
    ProcurementProject.objects.filter(pk=first.pk).update(method=CONSULTATION)
    first.packages.update(status=PackageStatus.TERMINATED)
    assert bought() == 0


def test_before_funds_are_arranged_the_fullest_budget_project_is_looked_at():
    walk = spine.people(budget="9000000")
    submitted(second(walk, "700000", Share(walk.line.pk, Decimal(700_000))))
    year = yearly.year_of(second(walk, "900000"), amount=Decimal(900_000))
    assert (year.total, year.is_arranged) == (Decimal(1_600_000), False)


def approve(walk, project: ProcurementProject) -> None:
    """Both papers for another method than open tender; of the paper only its row is kept."""
    now, by = walk.clock.now(), walk.handler
    paper = Upload.objects.create(
        name="批复.pdf",
        size=1,
        content_type="application/pdf",
        sha256="0" * 64,
        file="uploads/approval.pdf",
        created_at=now,
        owner_id=by.user_id,
    )
    for kind in ApprovalKind.values:
        facts = ApprovalFacts(kind, "财政局（示例）", "示例〔2026〕1号", spine.STARTS_ON)
        plans.keep_approval(project.pk, facts, paper=paper, by=by, now=now)


def test_splitting_is_refused_when_the_project_is_handed_in_unless_it_was_approved():
    walk = spine.people(budget="9000000")
    submitted(second(walk, "1200000", Share(walk.line.pk, Decimal(1_200_000))))
    mine = second(walk, "900000", Share(walk.line.pk, Decimal(900_000)))
    mine = workflow.choose_method(mine.pk, CONSULTATION, by=walk.handler, now=walk.clock.now())
    with pytest.raises(Refused) as refused:
        workflow.submit(mine.pk, outside_negative_list=True, by=walk.handler, now=walk.clock.now())
    assert "splitting" in [refusal.code for refusal in refused.value.refusals]
    route = queries.route_of(mine, on=spine.STARTS_ON)
    assert [refusal.code for refusal in evasion_refusals(CONSULTATION, route)] == ["splitting"]
    assert evasion_refusals("open_tender", route) == []
    approve(walk, mine)
    assert evasion_refusals(CONSULTATION, queries.route_of(mine, on=spine.STARTS_ON)) == []
    submitted(mine)
    assert yearly.year_of(second(walk, "900000"), amount=Decimal(900_000)).bought == 1_200_000


def test_no_method_is_chosen_for_a_year_that_is_over():
    walk = spine.people()
    project = second(walk, "900000")
    late = at_local(date(2027, 1, 4), 9)
    with pytest.raises(Refused) as refused:
        workflow.choose_method(project.pk, CONSULTATION, by=walk.handler, now=late)
    assert refused.value.code == "year_out_of_range"


def test_the_pages_of_amounts_and_funds_count_while_they_are_typed():
    walk = spine.people(budget="9000000")
    first = submitted(second(walk, "1200000", Share(walk.line.pk, Decimal(1_200_000))))
    mine = second(walk, "700000")
    client = client_of(walk.handler)
    typed = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-title": "", "count": "1"}
    packages = reverse("projects:project_packages", args=[mine.pk])
    page = client.post(packages, {**typed, "form-0-budget_amount": "850,000"}).content.decode()
    assert first.number in page
    assert "2,050,000" in page
    assert "化整为零" in page
    assert mine.packages.get().budget_amount == Decimal(700_000)
    funds = reverse("projects:project_funds", args=[mine.pk])
    page = client.post(funds, {"count": "1", f"line_{walk.line.pk}": "700000"}).content.decode()
    assert first.number in page
    assert "1,900,000" in page
    assert not mine.funds.exists()
    assert "先按累计最多的预算项目计算" in client.get(funds).content.decode()
