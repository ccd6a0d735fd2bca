"""From the draft to the approval: who may, what is refused, what is held."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from orgs.bodies.choices import BodyKind
from orgs.inbox.models import Message
from orgs.people.choices import Role
from orgs.people.models import AgencyMandate
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.budget.rules import Share
from procurement.projects import queries, workflow
from procurement.projects.choices import ContentKind, ProjectStatus
from procurement.projects.models import Handling, ProcurementProject, RouteDecision
from procurement.projects.plans import queries as plans
from procurement.projects.rules import PackageFacts
from tests import spine
from tests.factories.people import actor, body, user
from tests.factories.procurement import budget_line, catalogue_item, scheme

pytestmark = pytest.mark.django_db
CONSULTATION = "competitive_consultation"


def test_a_project_gets_its_number_from_budget_level_and_year():
    walk = spine.people()
    numbers = [
        workflow.draft(spine.project_facts(), by=walk.handler, now=walk.clock.now()).number for _ in "ab"
    ]
    assert numbers == ["430100-2026-0001", "430100-2026-0002"]


@pytest.mark.parametrize(
    ("code", "kind"), [("A0404", ContentKind.PUBLIC_SERVICE), ("B0703", ContentKind.ADMIN_AUXILIARY)]
)
def test_the_catalogue_says_what_kind_of_service_it_is(code, kind):
    walk = spine.people()
    facts = spine.project_facts(catalogue_item_id=catalogue_item(code).pk)
    assert workflow.draft(facts, by=walk.handler, now=walk.clock.now()).content_kind == kind


@pytest.mark.parametrize("role", [Role.PURCHASER_LEADER, Role.SUPPLIER, Role.FINANCE, Role.AUDITOR])
def test_nobody_but_a_purchasers_handler_drafts(role):
    walk = spine.people()
    with pytest.raises(NotPermitted):
        workflow.draft(spine.project_facts(), by=actor(role), now=walk.clock.now())
    assert not ProcurementProject.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"term_months": 37}, "term_too_long"),
        ({"term_months": 0}, "term_too_long"),
        ({"fiscal_year": 2025}, "year_out_of_range"),
        ({"catalogue_item_id": 0}, "item_not_purchasable"),
    ],
)
def test_facts_that_the_law_excludes_are_refused(changes, code):
    walk = spine.people()
    with pytest.raises(Refused) as refused:
        workflow.draft(spine.project_facts(**changes), by=walk.handler, now=walk.clock.now())
    assert refused.value.code == code
    assert not ProcurementProject.objects.exists()


def test_an_approved_project_holds_its_money_and_names_who_did_what():
    walk = spine.approved_project("980000", "760000")
    project = walk.project
    assert project.status == ProjectStatus.APPROVED
    assert walk.line.committed_amount == Decimal("1740000")
    assert walk.line.movements.get(kind="commit").reference == project.number
    assert [p.number for p in project.packages.all()] == [f"{project.number}-1", f"{project.number}-2"]
    assert set(Handling.objects.values_list("user_id", "duty")) == {
        (walk.handler.user_id, "demand_draft"),
        (walk.leader.user_id, "demand_review"),
    }
    verbs = LedgerEntry.objects.about(project).values_list("verb", flat=True)
    names = [verb.removeprefix("projects.") for verb in verbs]
    assert names[:4] == ["draft", "packages", "funds", "choose_method"]
    assert names[4:9] == ["terms", "demand.survey", "demand.execution", "demand.heard_elsewhere", "submit"]
    assert names[9:12] == ["decisions.minutes", "demand.review", "approve"]
    assert names[12:] == ["decisions.minutes", "intention.except", "demand.legal_review"]
    assert Message.objects.filter(user_id=walk.handler.user_id).count() == 1
    assert Message.objects.filter(user_id=walk.leader.user_id).count() == 1


def test_the_submission_fixes_the_day_and_keeps_the_route_in_words():
    walk = spine.submitted_project()
    decision = RouteDecision.objects.get()
    assert walk.project.decided_on == decision.decided_on == spine.STARTS_ON
    assert decision.amount == Decimal("980000")
    assert decision.chosen_method == CONSULTATION
    assert [row["what"] for row in decision.explanation["comparisons"]]
    assert decision.explanation["what_would_change"]


@pytest.mark.article("政府采购法第二十六条")
@pytest.mark.parametrize(
    ("amounts", "refused"),
    [
        (("799999.99",), False),
        (("800000",), False),
        (("400000", "400000"), False),
        (("1999999.99",), False),
        (("2000000",), True),
        (("1000000", "1000000"), True),
    ],
)
def test_the_route_follows_the_sum_of_all_packages(amounts, refused):
    walk = spine.people(budget="9000000")
    project = workflow.draft(spine.project_facts(), by=walk.handler, now=walk.clock.now())
    workflow.arrange_packages(
        project.pk, spine.package_facts(*amounts), by=walk.handler, now=walk.clock.now()
    )
    route = queries.route_of(project, on=spine.STARTS_ON)
    assert route.allows(CONSULTATION) is not refused
    assert [option.method for option in route.lawful] == ["open_tender"] or not refused
    why = {"reason": spine.WHY_NOT_THE_MALL, "by": walk.handler, "now": walk.clock.now()}
    chosen = workflow.choose_method(project.pk, CONSULTATION, **why)
    assert chosen.method == CONSULTATION
    assert plans.plan_of(chosen, on=route.on).reaches_figure is refused


@pytest.mark.parametrize(("amount", "is_statutory"), [("799999.99", False), ("800000", True)])
def test_a_method_of_the_law_is_voluntary_below_the_threshold(amount, is_statutory):
    project = spine.submitted_project(amount).project
    assert queries.is_statutory(project) is is_statutory


def test_an_inquiry_is_refused_for_services():
    walk = spine.drafted_project()
    with pytest.raises(Refused) as refused:
        workflow.choose_method(walk.project.pk, "inquiry", by=walk.handler, now=walk.clock.now())
    assert refused.value.code == "route_refused"


def test_new_packages_make_the_method_be_chosen_anew():
    walk = spine.drafted_project()
    workflow.arrange_packages(
        walk.project.pk, spine.package_facts("2500000"), by=walk.handler, now=walk.clock.now()
    )
    walk.project.refresh_from_db()
    assert walk.project.method == ""
    assert refused_codes(walk) == {"funds_do_not_close", "no_method"}


def test_fewer_packages_leave_no_package_behind_and_keep_the_first_ones_scheme():
    walk = spine.drafted_project("900000", "800000")
    chosen = walk.package.scheme_id
    workflow.arrange_packages(
        walk.project.pk, spine.package_facts("900000"), by=walk.handler, now=walk.clock.now()
    )
    assert [p.scheme_id for p in walk.project.packages.all()] == [chosen]


@pytest.mark.article("财政部令第87号第十二条")
def test_a_ceiling_above_the_budget_is_refused():
    walk = spine.drafted_project()
    packages = [PackageFacts("包", "内容", Decimal("900000"), Decimal("900000.01"))]
    with pytest.raises(Refused) as refused:
        workflow.arrange_packages(walk.project.pk, packages, by=walk.handler, now=walk.clock.now())
    assert refused.value.code == "ceiling_above_budget"
    assert walk.package.budget_amount == Decimal("980000")


def test_a_line_of_another_body_or_year_carries_nothing():
    walk = spine.drafted_project()
    for line in (budget_line(body()), budget_line(walk.purchaser, fiscal_year=2025)):
        with pytest.raises(Refused) as refused:
            workflow.arrange_funds(
                walk.project.pk, [Share(line.pk, Decimal(1))], by=walk.handler, now=walk.clock.now()
            )
        assert refused.value.code == "line_of_another"
    assert walk.project.funds.get().line_id == walk.line.pk


def test_a_scheme_of_another_body_is_not_found():
    walk = spine.drafted_project()
    with pytest.raises(Exception, match="does not exist"):
        workflow.choose_scheme(walk.package.pk, scheme(body()).pk, by=walk.handler, now=walk.clock.now())


def refused_codes(walk) -> set[str]:
    with pytest.raises(Refused) as refused:
        workflow.submit(walk.project.pk, outside_negative_list=True, by=walk.handler, now=walk.clock.now())
    walk.project.refresh_from_db()
    assert walk.project.status == ProjectStatus.DRAFT
    assert not RouteDecision.objects.exists()
    return {refusal.code for refusal in refused.value.refusals}


def test_an_empty_draft_is_told_everything_that_is_missing():
    walk = spine.people()
    walk.project = workflow.draft(spine.project_facts(), by=walk.handler, now=walk.clock.now())
    assert refused_codes(walk) == {
        "no_package",
        "no_funds",
        "no_method",
        "no_survey",
        "no_execution_plan",
        "not_heard",
    }


@pytest.mark.article("财政部令第102号第十六条")
def test_no_budget_no_purchase():
    walk = spine.drafted_project(purchase=spine.people(budget="979999.99"))
    assert refused_codes(walk) == {"line_exceeded"}


@pytest.mark.article("政府采购法实施条例第二十八条")
def test_the_years_total_of_one_item_may_not_evade_open_tender():
    walk = spine.people(budget="5000000")
    spine.approved_project("1200000", purchase=walk)
    with pytest.raises(Refused) as refused:
        spine.submitted_project("800000.01", purchase=walk)
    refusal = next(one for one in refused.value.refusals if one.code == "splitting")
    assert "2,000,000.01" in refusal.because


@pytest.mark.article("财库〔2021〕22号第二十九条至第三十三条")
def test_who_drafted_may_not_approve():
    purchase = spine.people()
    both = user()
    purchase.handler = actor(
        Role.PURCHASER_HANDLER, Role.PURCHASER_LEADER, of=purchase.purchaser, person=both
    )
    walk = spine.submitted_project(purchase=purchase)
    with pytest.raises(Refused) as refused:
        workflow.approve(walk.project.pk, opinion="", by=walk.handler, now=walk.clock.now())
    assert refused.value.code == "separation_of_duties"
    walk.project.refresh_from_db()
    walk.line.refresh_from_db()
    assert walk.project.status == ProjectStatus.SUBMITTED
    assert walk.line.committed_amount == 0


def test_a_handler_and_a_leader_of_another_body_may_not_approve():
    walk = spine.submitted_project()
    for by in (walk.colleague, actor(Role.PURCHASER_LEADER), actor(Role.FINANCE)):
        with pytest.raises(NotPermitted):
            workflow.approve(walk.project.pk, opinion="", by=by, now=walk.clock.now())
    walk.project.refresh_from_db()
    assert walk.project.status == ProjectStatus.SUBMITTED
    assert not Handling.objects.filter(duty="demand_review").exists()


def test_money_that_was_taken_meanwhile_keeps_a_project_from_approval():
    walk = spine.people(budget="1900000")
    first = spine.reviewed_project("1000000", purchase=walk).project
    other = spine.reviewed_project("950000", purchase=walk, item="A0402").project
    workflow.approve(first.pk, opinion="", by=walk.leader, now=walk.clock.now())
    with pytest.raises(Refused) as refused:
        workflow.approve(other.pk, opinion="", by=walk.leader, now=walk.clock.now())
    assert "900,000" in refused.value.refusals[0].because
    assert "50,000" in refused.value.refusals[0].because
    other.refresh_from_db()
    assert other.status == ProjectStatus.SUBMITTED


def test_a_project_is_approved_once():
    walk = spine.approved_project()
    with pytest.raises(Refused) as refused:
        workflow.approve(walk.project.pk, opinion="", by=walk.reviewer, now=walk.clock.now())
    assert refused.value.code == "wrong_state"
    assert walk.line.movements.filter(kind="commit").count() == 1


def test_a_return_says_why_and_the_draft_can_be_changed_again():
    walk = spine.submitted_project()
    with pytest.raises(Refused) as refused:
        workflow.return_for_changes(walk.project.pk, opinion=" ", by=walk.reviewer, now=walk.clock.now())
    assert refused.value.code == "opinion_missing"
    workflow.return_for_changes(
        walk.project.pk, opinion="请写明服务次数。", by=walk.reviewer, now=walk.clock.now()
    )
    workflow.edit(
        walk.project.pk, spine.project_facts(demand="每周两次。"), by=walk.handler, now=walk.clock.now()
    )
    again = workflow.submit(
        walk.project.pk, outside_negative_list=True, by=walk.handler, now=walk.clock.now()
    )
    assert again.status == ProjectStatus.SUBMITTED
    assert again.demand == "每周两次。"
    assert RouteDecision.objects.count() == 2


@pytest.mark.parametrize("verb", ["edit", "arrange_packages", "arrange_funds", "choose_method", "submit"])
def test_a_submitted_project_is_not_changed(verb):
    walk = spine.submitted_project()
    facts = {
        "edit": [spine.project_facts()],
        "arrange_packages": [spine.package_facts("1")],
        "arrange_funds": [[]],
        "choose_method": [CONSULTATION],
        "submit": [],
    }[verb]
    extra = {"outside_negative_list": True} if verb == "submit" else {}
    with pytest.raises(Refused) as refused:
        getattr(workflow, verb)(walk.project.pk, *facts, **extra, by=walk.handler, now=walk.clock.now())
    assert refused.value.code == "wrong_state"


def test_a_handler_of_another_body_changes_nothing():
    walk = spine.drafted_project()
    stranger = actor(Role.PURCHASER_HANDLER)
    with pytest.raises(NotPermitted):
        workflow.edit(walk.project.pk, spine.project_facts(title="改名"), by=stranger, now=walk.clock.now())
    with pytest.raises(NotPermitted):
        workflow.choose_scheme(walk.package.pk, walk.package.scheme_id, by=stranger, now=walk.clock.now())
    walk.project.refresh_from_db()
    assert walk.project.title != "改名"


@pytest.mark.django_db(transaction=True)
def test_two_leaders_who_approve_at_once_hold_the_money_once():
    """Two connections approve two projects over one line that has money for one."""
    walk = spine.people(budget="1500000")
    first = spine.reviewed_project("1000000", purchase=walk).project
    other = spine.reviewed_project("900000", purchase=walk, item="A0402").project
    outcomes = at_once([(first.pk, walk.leader), (other.pk, walk.reviewer)], at=walk.clock.now())
    assert sorted(outcomes) == ["approved", "line_exceeded"]
    walk.line.refresh_from_db()
    assert walk.line.committed_amount in (Decimal("1000000"), Decimal("900000"))
    assert walk.line.movements.filter(kind="commit").count() == 1
    statuses = ProcurementProject.objects.order_by("status").values_list("status", flat=True)
    assert list(statuses) == [ProjectStatus.APPROVED, ProjectStatus.SUBMITTED]


@pytest.mark.django_db(transaction=True)
def test_two_leaders_who_approve_one_project_at_once_approve_it_once():
    walk = spine.reviewed_project()
    outcomes = at_once(
        [(walk.project.pk, walk.leader), (walk.project.pk, walk.reviewer)], at=walk.clock.now()
    )
    assert sorted(outcomes) == ["approved", "wrong_state"]
    assert walk.line.movements.filter(kind="commit").count() == 1
    assert walk.project.approvals.count() == 1


def at_once(attempts, *, at) -> list[str]:
    """Each attempt in a thread and a connection of its own, all started together."""
    start, outcomes = threading.Barrier(len(attempts)), []

    def attempt(project_id, by) -> None:
        start.wait()
        try:
            workflow.approve(project_id, opinion="", by=by, now=at)
            outcomes.append("approved")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=pair) for pair in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.article("政府采购法第二十条")
def test_an_agency_conducts_only_under_a_mandate_of_this_purchaser_in_force():
    walk = spine.people()
    agency = body(BodyKind.AGENCY)
    own, ended, foreign = (
        AgencyMandate.objects.create(
            purchaser=of, agency=agency, paper="委托协议（示例）", starts_on=date(2026, 1, 1), ends_on=until
        )
        for of, until in (
            (walk.purchaser, date(2026, 12, 31)),
            (walk.purchaser, date(2026, 2, 1)),
            (body(), date(2026, 12, 31)),
        )
    )
    for mandate in (ended, foreign):
        facts = spine.project_facts(agency_mandate_id=mandate.pk)
        with pytest.raises(Refused) as refused:
            workflow.draft(facts, by=walk.handler, now=walk.clock.now())
        assert refused.value.code == "mandate_not_in_force"
    facts = spine.project_facts(agency_mandate_id=own.pk)
    project = workflow.draft(facts, by=walk.handler, now=walk.clock.now())
    handler = actor(Role.AGENCY_HANDLER, of=agency)
    assert queries.organised_by(handler).get() == project
    assert not queries.organised_by(actor(Role.AGENCY_HANDLER)).exists()
