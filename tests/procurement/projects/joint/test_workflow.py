"""A superior purchases for several of its units, from their budgets."""

from decimal import Decimal

import pytest
from django.urls import reverse

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel import uploads
from portal.kernel.errors import NotPermitted
from procurement.budget.rules import Share
from procurement.projects import queries as projects
from procurement.projects import readiness
from procurement.projects import workflow as project_workflow
from procurement.projects.joint import rules, workflow
from procurement.projects.joint.models import JointUnit
from tests import spine
from tests.factories import making
from tests.factories.people import actor, body, letter
from tests.factories.procurement import budget_line
from tests.refusals import refused
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(
    ("is_joint", "units", "codes"),
    [(False, 0, []), (True, 2, []), (True, 0, ["no_units"]), (False, 1, ["units_without_form"])],
)
def test_the_form_of_organisation_and_the_units_agree(is_joint, units, codes):
    found = rules.missing_refusals(is_joint=is_joint, units=units)
    assert [refusal.code for refusal in found] == codes


def joint(walk):
    """A unit under the purchaser, its line, and its paper."""
    unit = body(supervising_body=walk.purchaser)
    line = budget_line(unit, amount="400000", fiscal_year=walk.line.fiscal_year)
    paper = uploads.store(letter("委托.pdf"), owner_id=walk.handler.user_id, now=walk.clock.now())
    return unit, line, paper


def test_the_superior_holds_the_money_of_its_units():
    walk = spine.drafted_project()
    pk, by, now = walk.project.pk, walk.handler, walk.clock.now()
    unit, line, paper = joint(walk)
    shares = [Share(walk.line.pk, Decimal(680_000)), Share(line.pk, Decimal(300_000))]
    refused(project_workflow.arrange_funds, pk, shares, by=by, now=now, code="line_of_another")
    made = workflow.add_unit(pk, unit.pk, paper=paper, by=by, now=now)
    assert "units_without_form" in codes_of(walk)
    making.set_terms(walk, organisation="supervisor")
    project_workflow.arrange_funds(pk, shares, by=by, now=now)
    refused(workflow.remove_unit, made.pk, by=by, now=now, code="unit_carries")
    assert codes_of(walk) == []
    project_workflow.submit(pk, outside_negative_list=True, by=by, now=now)
    making.review_demand(walk)
    project_workflow.approve(pk, opinion="同意。", by=walk.leader, now=now)
    line.refresh_from_db()
    assert (line.committed_amount, line.available_amount) == (Decimal(300_000), Decimal(100_000))
    refused(workflow.add_unit, pk, unit.pk, paper=paper, by=by, now=now, code="wrong_state")


def codes_of(walk) -> list[str]:
    on = spine.STARTS_ON
    submission = projects.submission_of(walk.project, on=on)
    return [refusal.code for refusal in readiness.submission_refusals(walk.project, submission, on=on)]


def test_only_the_own_units_are_named_by_the_purchasers_handler():
    walk = spine.drafted_project()
    pk, now = walk.project.pk, walk.clock.now()
    unit, _line, paper = joint(walk)
    stranger = body()
    refused(
        workflow.add_unit, pk, stranger.pk, paper=paper, by=walk.handler, now=now, code="not_its_superior"
    )
    for by in (walk.leader, actor(Role.PURCHASER_HANDLER), actor(Role.PURCHASER_HANDLER, of=unit)):
        with pytest.raises(NotPermitted):
            workflow.add_unit(pk, unit.pk, paper=paper, by=by, now=now)
    assert not JointUnit.objects.exists()


def test_the_pages_name_a_unit_and_take_it_off_again():
    walk = spine.drafted_project()
    unit, _line, _paper = joint(walk)
    client, address = client_of(walk.handler), reverse("joint:add", args=[walk.project.pk])
    page = client.post(address, {"body": unit.pk, "paper": letter("委托.pdf")}, follow=True)
    assert unit.name in page.content.decode()
    made = JointUnit.objects.get()
    assert client_of(walk.leader).get(reverse("joint:paper", args=[made.pk])).status_code == 200
    funds = client.get(reverse("projects:project_funds", args=[walk.project.pk])).content.decode()
    assert unit.name in funds
    client.post(reverse("joint:remove", args=[made.pk]))
    assert not JointUnit.objects.exists()


def test_the_unit_sees_its_purchase_what_it_carries_and_its_paper_and_nothing_else():
    walk = spine.drafted_project()
    unit, line, paper = joint(walk)
    now = walk.clock.now()
    reader, page = actor(Role.PURCHASER_LEADER, of=unit), reverse("joint:purchase_list")
    made = workflow.add_unit(walk.project.pk, unit.pk, paper=paper, by=walk.handler, now=now)
    assert Message.objects.filter(user_id=reader.user_id).count() == 1
    assert "还没有安排" in client_of(reader).get(page).content.decode()
    shares = [Share(walk.line.pk, Decimal(680_000)), Share(line.pk, Decimal(300_000))]
    project_workflow.arrange_funds(walk.project.pk, shares, by=walk.handler, now=now)
    text = client_of(reader).get(page).content.decode()
    assert walk.project.number in text and "300,000" in text and "680,000" not in text
    assert client_of(reader).get(reverse("joint:paper", args=[made.pk])).status_code == 200
    assert client_of(reader).get(reverse("joint:list", args=[walk.project.pk])).status_code == 404
    stranger = client_of(actor(Role.PURCHASER_LEADER))
    assert walk.project.number not in stranger.get(page).content.decode()
    assert stranger.get(reverse("joint:paper", args=[made.pk])).status_code == 404
