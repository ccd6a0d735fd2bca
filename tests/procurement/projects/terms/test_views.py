"""The terms in the draft, and what the notice says of them."""

from functools import partial

import pytest
from django.urls import reverse

from orgs.bodies.choices import BodyKind
from orgs.people.choices import Role
from portal.kernel.clock import at_local
from procurement.notices import sections
from procurement.notices import workflow as notices
from procurement.notices.sections import Texts
from procurement.projects import workflow as projects
from procurement.projects.terms import queries
from procurement.projects.terms.models import PurchaseTerms
from tests import spine
from tests.factories import making
from tests.factories.people import actor, body
from tests.refusals import refused
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
TYPED = {
    "accepts_consortium": "no",
    "allows_subcontract": "yes",
    "sme": "exempt",
    "sme_exemption": "non_enterprise",
    "sme_reason": "面向社会组织采购。",
    "organisation": "self",
    "fee_payer": "nobody",
}


def test_the_page_keeps_what_was_typed_and_then_the_terms():
    walk = spine.people_now()
    project = projects.draft(
        spine.project_facts(fiscal_year=walk.clock.now().year), by=walk.handler, now=walk.clock.now()
    )
    handler, url = client_of(walk.handler), reverse("terms:set", args=[project.pk])
    page = handler.post(url, TYPED)
    assert page.status_code == 409 and "面向社会组织采购" in page.content.decode()
    handler.post(url, TYPED | {"subcontract_scope": "交通保障"})
    assert PurchaseTerms.objects.get().subcontract_scope == "交通保障"
    assert "交通保障" in handler.get(url).content.decode()


def test_three_years_are_carried_by_the_conditions_only():
    walk = spine.drafted_project()
    project, on = walk.project, spine.STARTS_ON
    project.term_months = 36
    assert [r.code for r in queries.submission_refusals(project, on=on)] == ["long_term_not_carried"]
    making.set_terms(
        walk,
        is_content_fixed=True,
        is_continuous=True,
        is_funding_stable=True,
        is_price_steady=True,
        budget_guarantee="列入三年支出规划。",
    )
    assert queries.submission_refusals(project, on=on) == []


def test_the_notice_says_the_terms():
    walk = spine.drafted_project()
    making.set_terms(walk, prefers_associations=True, preference_reason="行业自律。")
    said = dict(queries.public_facts(walk.project))
    assert said["分包"] == "不允许分包，不得转包"
    assert "不加分" in said["最后的优先条件"]
    assert set(said) <= {label for label, _text in sections._basics(walk.project, []).facts}


def test_without_terms_a_statutory_purchase_is_not_submitted():
    walk = spine.drafted_project()
    PurchaseTerms.objects.all().delete()
    found = queries.submission_refusals(walk.project, on=spine.STARTS_ON)
    assert [refusal.code for refusal in found] == ["no_terms"]


@pytest.mark.article("K46:2")
def test_a_reserved_purchase_says_so_and_gives_its_document_to_enterprises_only():
    walk = spine.announced_package()
    assert queries.qualification_says(walk.project) == ()
    PurchaseTerms.objects.update(sme="whole")
    said = sections._qualification(walk.project, Texts()).paragraphs
    assert "社会组织等非企业主体不属于中小企业，不能参加" in "".join(said)
    walk.clock.advance_to(at_local(walk.project.schedule.documents_from, 10))
    obtain = partial(notices.obtain_document, walk.project.pk, clock=walk.clock)
    refused(obtain, by=actor(Role.SUPPLIER), code="reserved_for_smes")
    assert obtain(by=actor(Role.SUPPLIER, of=body(BodyKind.ENTERPRISE)))
