"""How a purchase is to be carried out: what the plan must say, and where it is written and read."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from portal.kernel.clock import local_date
from procurement.contracts.sections import standard_terms
from procurement.notices import chapters
from procurement.notices.sections import Texts
from procurement.projects.demand import executing, queries
from procurement.projects.demand.executing import ExecutionFacts
from procurement.projects.demand.models import ExecutionPlan
from tests import spine
from tests.refusals import refused
from tests.signed_in import client_of

FACTS = ExecutionFacts(
    "entrust", "fixed_total", "总价可以事先确定。", "六月公告，七月签约。", "台账和抽查。", "按月抽查。"
)


@pytest.mark.article("K22:25；K22:26；REG:29；K22:13")
@pytest.mark.parametrize(
    ("changes", "in_scope", "code"),
    [
        ({}, True, None),
        ({"risks": " "}, True, "no_risk_plan"),
        ({"risks": ""}, False, None),
        ({"filed_number": "备2026-1"}, True, "filing_half"),
        ({"filed_on": date(2026, 3, 2)}, True, "filing_half"),
        ({"filed_number": "备2026-1", "filed_on": date(2026, 3, 2)}, True, None),
        ({"filed_number": "备2026-1", "filed_on": date(2026, 3, 3)}, True, "filed_ahead"),
    ],
)
def test_a_plan_says_what_is_done_about_risks_and_by_which_number_it_is_filed(changes, in_scope, code):
    facts = replace(FACTS, **changes)
    found = executing.plan_refusals(facts, in_scope=in_scope, today=date(2026, 3, 2))
    assert [refusal.code for refusal in found] == ([code] if code else [])


@pytest.mark.django_db
def test_the_drafter_writes_the_plan_and_the_reviewer_reads_it():
    walk = spine.drafted_project()
    ExecutionPlan.objects.all().delete()
    codes = [
        refusal.code for refusal in queries.submission_refusals(walk.project, on=local_date(walk.clock.now()))
    ]
    assert codes == ["no_execution_plan"]
    drafter, pk = client_of(walk.handler), walk.project.pk
    url, overview = reverse("demand:execution", args=[pk]), reverse("demand:overview", args=[pk])
    assert "还没有编制" in drafter.get(overview).content.decode()
    typed = {name: value for name, value in vars(FACTS).items() if value}
    page = drafter.post(url, typed | {"risks": ""})
    assert page.status_code == 409 and "台账和抽查。" in page.content.decode()
    drafter.post(url, typed)
    assert ExecutionPlan.objects.get().pricing == "fixed_total"
    page = client_of(walk.leader).get(overview).content.decode()
    assert "固定总价" in page and "按月抽查。" in page
    written = chapters.procurement_document(walk.project, [], invitation=[], texts=Texts())
    agreed = dict(next(section.facts for section in written if section.key == "contract"))
    assert agreed["定价方式"] == "固定总价" and agreed["履约验收方案"] == "台账和抽查。"
    assert "按月抽查。" not in str(agreed)


@pytest.mark.parametrize(
    ("targets", "heads"),
    [
        ((), ["第十条 合同类型和实施安排"]),
        ((("数量", "人次", "180"),), ["第十条 绩效目标", "第十一条 合同类型和实施安排"]),
    ],
)
def test_the_contract_begins_with_what_the_plan_says(targets, heads):
    text = standard_terms(
        demand="照护",
        recipients="老人",
        service_area="天心区",
        payment_days=10,
        targets=targets,
        carried_out=(("定价方式", "固定总价"),),
    )
    assert all(head in text for head in heads) and "定价方式：固定总价" in text


@pytest.mark.django_db
def test_a_submitted_plan_is_not_changed():
    walk = spine.submitted_project()
    refused(
        executing.write, walk.project.pk, FACTS, by=walk.handler, now=walk.clock.now(), code="wrong_state"
    )
