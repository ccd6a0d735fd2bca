"""What a project says about its method, from the draft to what the approval asks."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from orgs.bodies.choices import BodyKind
from orgs.people.choices import Role
from portal.kernel import uploads
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import at_local, local_date
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.methods import METHODS
from procurement.projects import queries as project_queries
from procurement.projects import readiness, rules
from procurement.projects import workflow as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.plans import clocks, queries, todos, workflow
from procurement.projects.plans import rules as plan_rules
from procurement.projects.plans.models import MethodPlan
from procurement.projects.plans.rules import PlanFacts
from procurement.projects.plans.workflow import ApprovalFacts, InvitedFacts, ObjectionFacts
from tests import spine
from tests.factories import making, plans
from tests.factories.people import actor, body, letter
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
REASON = "只有少数机构具备失能评估资质（示例）。"
USUAL = PlanFacts(case="purchase_of_services", found="notice")
DRAWN = PlanFacts(case="purchase_of_services", found="library")


@pytest.fixture(autouse=True)
def every_method(monkeypatch, settings, tmp_path):
    """The plan of a method is judged before the portal conducts it."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(rules, "CONDUCTED_METHODS", frozenset(METHODS))
    monkeypatch.setattr(plan_rules, "CONDUCTED_FOUND", frozenset({"notice", "library", "recommended"}))


def planned(walk, facts: PlanFacts, method: str = "") -> MethodPlan:
    by, now = walk.handler, walk.clock.now()
    if method:
        walk.project = projects.choose_method(walk.project.pk, method, by=by, now=now)
    return workflow.set_plan(walk.project.pk, facts, by=by, now=now)


def paper(walk):
    return uploads.store(letter("抽取记录.pdf"), owner_id=walk.handler.user_id, now=walk.clock.now())


def supplier(**facts):
    return body(BodyKind.SOCIAL_ORGANISATION, **facts)


def invite(walk, chosen_by: str = "library", of=None, reason: str = ""):
    facts = InvitedFacts((of or supplier()).pk, chosen_by, reason)
    return workflow.invite(walk.project.pk, facts, paper=paper(walk), by=walk.handler, now=walk.clock.now())


def stands_against(walk, *, on=None) -> list[str]:
    found = queries.submission_refusals(walk.project, on=on or local_date(walk.clock.now()))
    return [refusal.code.removeprefix("method_") for refusal in found]


def code_of(verb, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        verb(*args, **facts)
    return refused.value.code


def test_the_usual_purchase_says_nothing_more():
    walk = spine.drafted_project()
    assert not MethodPlan.objects.exists()
    plan = queries.plan_of(walk.project, on=spine.STARTS_ON)
    assert (plan.case, plan.found, plan.reaches_figure) == ("purchase_of_services", "notice", False)
    assert not queries.is_asked(walk.project) and stands_against(walk) == []
    assert ("供应商的产生", "发布磋商公告") in queries.public_facts(walk.project)


@pytest.mark.article("K214:6")
def test_the_invited_are_as_many_as_the_law_wants_and_their_names_are_secret():
    walk = spine.drafted_project()
    planned(walk, DRAWN)
    assert stands_against(walk) == ["suppliers"]
    asked = [invite(walk) for _number in range(3)]
    assert stands_against(walk) == []
    assert queries.plan_of(walk.project, on=spine.STARTS_ON).invited == 3
    assert queries.is_invited(walk.project, asked[0].supplier_id)
    assert not queries.is_invited(walk.project, walk.purchaser.pk)
    assert code_of(invite, walk, of=asked[0].supplier) == "invited_twice"
    assert code_of(invite, walk, "purchaser") == "chosen_otherwise"
    shown = LedgerEntry.objects.about(walk.project).disclosed().filter(verb="plans.invite")
    assert not shown.exists()
    workflow.drop(asked[0].pk, by=walk.handler, now=walk.clock.now())
    assert stands_against(walk) == ["suppliers"]
    planned(walk, USUAL)
    assert stands_against(walk) == [] and not queries.invited_of(walk.project).exists()


def test_nobody_is_invited_while_the_portal_sends_no_invitations(monkeypatch):
    monkeypatch.setattr(plan_rules, "CONDUCTED_FOUND", frozenset({"notice"}))
    walk = spine.drafted_project()
    page = client_of(walk.handler).get(reverse("projects:project_plan", args=[walk.project.pk]))
    assert "发布磋商公告" in page.content.decode() and "随机抽取" not in page.content.decode()
    planned(walk, DRAWN)
    assert "found_not_conducted" in stands_against(walk)


def test_the_invited_are_judged_again_when_the_project_goes_on_and_stay_unnamed():
    walk = spine.drafted_project()
    planned(walk, DRAWN)
    _first, gone, _third = [invite(walk).supplier for _number in range(3)]
    on = local_date(walk.clock.now())
    assert queries.invited_refusals(walk.project, on=on) == []
    gone.registration.deregistered_on = on - timedelta(days=1)
    gone.registration.save(update_fields=["deregistered_on"])
    submission = project_queries.submission_of(walk.project, on=on)
    for found in (
        readiness.submission_refusals(walk.project, submission, on=on),
        readiness.announcement_refusals(walk.project, on=on),
    ):
        (barred,) = [refusal for refusal in found if refusal.code.startswith("eligibility_")]
        assert "名单上的第2家" in barred.because and gone.name not in barred.because


def test_who_may_not_contract_is_not_invited():
    walk = spine.drafted_project()
    planned(walk, DRAWN)
    assert code_of(invite, walk, of=body(BodyKind.STATE_ORGAN)) == "may_not_contract"
    assert code_of(invite, walk, of=walk.purchaser) == "may_not_contract"
    gone = supplier()
    gone.registration.deregistered_on = spine.STARTS_ON - timedelta(days=1)
    gone.registration.save(update_fields=["deregistered_on"])
    assert code_of(invite, walk, of=gone).startswith("eligibility_")
    assert not queries.invited_of(walk.project).exists()


def test_another_method_begins_with_an_empty_plan():
    walk = spine.drafted_project()
    planned(walk, PlanFacts(case="complex", case_reason=REASON, found="notice"))
    walk.project = projects.choose_method(
        walk.project.pk, "competitive_negotiation", by=walk.handler, now=walk.clock.now()
    )
    assert queries.row_of(walk.project) is None
    assert "case" in stands_against(walk) and queries.is_asked(walk.project)
    planned(walk, PlanFacts(case="urgent", case_reason=REASON, found="notice"))
    # A lowest price knows no other points, so the scheme that was chosen for the consultation is in the way.
    assert stands_against(walk) == ["weight"]


@pytest.mark.article("GPL:31")
def test_an_addition_keeps_within_the_share_of_the_earlier_contract():
    walk = spine.drafted_project()
    facts = PlanFacts(
        case="consistency",
        case_reason=REASON,
        supplier_id=supplier().pk,
        earlier_number="HT-2025-1",
        earlier_amount=Decimal("9800000"),
    )
    planned(walk, facts, "single_source")
    assert stands_against(walk) == []
    planned(walk, PlanFacts(**vars(facts) | {"earlier_added": Decimal(100)}))
    assert stands_against(walk) == ["addition"]


@pytest.mark.article("REG:38；O74:38；O74:39；O74:40")
def test_objections_to_a_single_source_are_answered_and_a_founded_one_ends_it():
    walk = spine.drafted_project()
    only = PlanFacts(
        case="only_supplier",
        case_reason=REASON,
        supplier_id=supplier().pk,
        argument="不可替代。",
        experts="某",
    )
    planned(walk, only, "single_source")
    pk, by, now = walk.project.pk, walk.handler, walk.clock.now()
    today = local_date(now)
    heard = ObjectionFacts("某社会组织（示例）", today, "本单位也能承接。")
    assert code_of(workflow.object_to, pk, heard, by=by, now=now) == "objection_out_of_time"
    until = calendars.current().add_workdays(today, 5).date
    workflow.shown(pk, since=today, until=until, by=walk.leader, now=now)
    assert queries.plan_of(walk.project, on=until).shown_workdays == 4
    assert queries.plan_of(walk.project, on=until + timedelta(days=1)).shown_workdays == 5
    first = workflow.object_to(pk, heard, by=by, now=now)
    assert stands_against(walk) == ["objection_open"]
    (waits,) = todos.todos(walk.handler, now=now)
    due = calendars.current().add_workdays(until, 5).date
    assert (waits.button, waits.due_at) == ("登记答复", at_local(due + timedelta(days=1)))
    (limit,) = clocks.running(today=today, before=calendars.current())
    assert limit.count(calendars.current()).date == due
    workflow.answer_objection(first.pk, "论证认为不成立。", is_founded=False, by=by, now=now)
    assert stands_against(walk) == [] and not list(clocks.running(today=today, before=calendars.current()))
    second = workflow.object_to(pk, heard, by=by, now=now)
    workflow.answer_objection(second.pk, "成立。", is_founded=True, by=by, now=now)
    assert stands_against(walk) == ["objection_founded"]
    planned(walk, USUAL, "competitive_consultation")
    assert stands_against(walk) == []


def test_another_supplier_is_made_public_anew():
    walk = spine.drafted_project()
    only = PlanFacts(
        case="only_supplier",
        case_reason=REASON,
        supplier_id=supplier().pk,
        argument="不可替代。",
        experts="某",
    )
    planned(walk, only, "single_source")
    pk, now, day = walk.project.pk, walk.clock.now(), local_date(walk.clock.now())
    workflow.shown(pk, since=day, until=day + timedelta(days=7), by=walk.leader, now=now)
    planned(walk, PlanFacts(**vars(only) | {"case_reason": "改写的理由（示例）。"}))
    assert queries.row_of(walk.project).shown_since == day
    planned(walk, PlanFacts(**vars(only) | {"supplier_id": supplier().pk}))
    assert queries.row_of(walk.project).shown_since is None


def test_papers_of_others_hold_for_one_method_and_may_follow_the_submission():
    walk = spine.submitted_project()
    pk, now = walk.project.pk, walk.clock.now()
    day = local_date(now)
    ahead = ApprovalFacts("consent", "省民政厅（示例）", "示例〔2026〕1号", day + timedelta(days=1))
    kept = paper(walk)
    assert code_of(workflow.keep_approval, pk, ahead, paper=kept, by=walk.handler, now=now) == "paper_ahead"
    for kind in ("consent", "approval"):
        assert not queries.is_approved(walk.project)
        facts = ApprovalFacts(kind, "省民政厅（示例）", "示例〔2026〕1号", day)
        workflow.keep_approval(pk, facts, paper=kept, by=walk.handler, now=now)
    assert queries.is_approved(walk.project)
    walk.project.method = "open_tender"
    assert not queries.is_approved(walk.project)
    with pytest.raises(NotPermitted):
        workflow.keep_approval(pk, facts, paper=kept, by=actor(Role.PURCHASER_HANDLER), now=now)


def test_a_submission_is_refused_while_too_few_are_invited():
    walk = spine.drafted_project()
    planned(walk, DRAWN)
    with pytest.raises(Refused) as refused:
        projects.submit(walk.project.pk, outside_negative_list=True, by=walk.handler, now=walk.clock.now())
    assert "method_suppliers" in {refusal.code for refusal in refused.value.refusals}
    for _number in range(3):
        invite(walk)
    walk.project = projects.submit(
        walk.project.pk, outside_negative_list=True, by=walk.handler, now=walk.clock.now()
    )
    on = local_date(walk.clock.now())
    assert readiness.plans.approval_refusals(walk.project, on=on, today=on) == []


@pytest.mark.article("GPL:27；REG:23")
@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_at_the_open_tender_figure_nothing_is_approved_without_the_finance_department(is_elsewhere):
    walk = spine.drafted_project("2000000")
    by, now, pk = walk.handler, walk.clock.now(), walk.project.pk
    walk.project = projects.choose_method(
        pk, "competitive_consultation", is_elsewhere=is_elsewhere, by=by, now=now
    )
    assert stands_against(walk) == []
    walk.project = projects.submit(pk, outside_negative_list=True, by=by, now=now)
    making.review_demand(walk)
    found = approving(walk)
    assert [refusal.code for refusal in found] == ["method_approval"]
    assert "主管预算单位" in found[0].remedy
    (waits,) = todos.todos(walk.handler, now=now)
    assert "主管预算单位同意、财政部门批准" in waits.why and todos.todos(walk.leader, now=now) == []
    plans.approval(walk, walk.project, "consent")
    assert [refusal.code for refusal in approving(walk)] == ["method_approval"]
    plans.approval(walk, walk.project, "approval")
    assert approving(walk) == [] and todos.todos(walk.handler, now=now) == []
    walk.project = projects.approve(pk, opinion="同意。", by=walk.leader, now=now)
    later = spine.drafted_project("900000", purchase=walk)
    assert project_queries.meter_of(later.project, on=spine.STARTS_ON).year.bought == 0


def approving(walk) -> list:
    on = local_date(walk.clock.now())
    submission = project_queries.submission_of(walk.project, on=walk.project.decided_on)
    return readiness.approval_refusals(walk.project, submission, today=on)


def test_the_pages_lead_from_the_method_to_the_list_of_the_invited():
    walk = spine.people_now()
    walk = spine.drafted_project(purchase=walk)
    handler, pk = client_of(walk.handler), walk.project.pk
    method, plan = (reverse(f"projects:project_{name}", args=[pk]) for name in ("method", "plan"))
    response = handler.post(method, {"method": "competitive_consultation"})
    assert response.url == reverse("projects:project_schemes", args=[pk])
    assert "技术复杂" in handler.get(plan).content.decode()
    page = handler.post(plan, {"case": "complex", "case_reason": "", "found": "library"})
    assert page.status_code == 409 and "还没有写明理由" in page.content.decode()
    response = handler.post(plan, {"case": "complex", "case_reason": REASON, "found": "recommended"})
    assert response.url == reverse("plans:overview", args=[pk])
    asked = supplier()
    sent = {"supplier": asked.credit_code, "chosen_by": "expert", "reason": "经验丰富。"}
    page = handler.post(reverse("plans:invite", args=[pk]), sent)
    assert page.status_code == 409 and "没有上传" in page.content.decode()
    handler.post(reverse("plans:invite", args=[pk]), sent | {"paper": letter("推荐意见.pdf")})
    page = handler.get(response.url).content.decode()
    assert asked.name in page and "推荐意见.pdf" in page
    row = queries.invited_of(walk.project).get()
    supervisor = client_of(actor(Role.AUDITOR))
    page = supervisor.get(response.url).content.decode()
    assert asked.name not in page and "已选出 1 家" in page
    assert supervisor.get(reverse("plans:invited_paper", args=[row.pk])).status_code == 404
    assert handler.get(reverse("plans:invited_paper", args=[row.pk])).status_code == 200
    assert "只有一方推荐" in handler.get(reverse("projects:project_submit", args=[pk])).content.decode()
    handler.post(reverse("plans:drop", args=[row.pk]))
    assert not queries.invited_of(walk.project).exists()


def test_with_the_end_of_the_last_package_the_invited_are_named():
    walk = spine.drafted_project("500000", "480000")
    planned(walk, DRAWN)
    invite(walk)
    auditor, entries = actor(Role.AUDITOR), LedgerEntry.objects.about(walk.project)
    for package in walk.project.packages.all():
        assert not queries.may_see_names(auditor, walk.project)
        assert not entries.disclosed().filter(verb="plans.invite").exists()
        package = project_queries.package_for_update(package.pk)
        projects.reach(package, PackageStatus.TERMINATED, by=walk.leader, at=walk.clock.now())
    assert queries.may_see_names(auditor, walk.project)
    assert entries.disclosed().filter(verb="plans.invite").exists()
