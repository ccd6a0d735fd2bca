"""A purchase that is done again names what it does again, and who refused its contract stays out."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.actors import SYSTEM
from procurement.award.replacing import workflow as replacing
from procurement.bidding import queries as bidding
from procurement.bidding import rules as bidding_rules
from procurement.notices import redone, sections
from procurement.projects import workflow as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.projects.plans import workflow as plans
from procurement.projects.queries import package_for_update
from procurement.projects.redo import queries, rules, workflow
from procurement.projects.redo.models import RefusedContract
from procurement.projects.redo.rules import Earlier
from procurement.projects.terms import queries as terms
from procurement.review.choices import EndingCause
from tests import spine
from tests.factories import challenges as factory
from tests.factories.people import actor
from tests.refusals import refused
from tests.signed_in import client_of

ENDED = PackageStatus.TERMINATED


@pytest.mark.parametrize(
    ("earlier", "codes"),
    [
        (Earlier("A-1", ENDED, True), []),
        (Earlier("A-1", ENDED, False), ["redo_of_others"]),
        (Earlier("A-1", PackageStatus.OPENED, True), ["redo_not_ended"]),
        (Earlier("A-1", ENDED, True, redone_by="B-1"), ["redone_already"]),
    ],
    ids=["own", "of_others", "goes_on", "done_again_already"],
)
def test_only_an_own_ended_package_is_done_again_and_once(earlier, codes):
    assert [refusal.code for refusal in rules.predecessor_refusals(earlier)] == codes


def test_two_packages_name_two_predecessors():
    assert rules.twice_refusals([1, 2]) == []
    assert [refusal.code for refusal in rules.twice_refusals([1, 1])] == ["redo_chosen_twice"]


@pytest.mark.article("REG:49；O74:22")
def test_who_refused_the_contract_takes_no_part_in_what_is_done_again():
    assert rules.refused_refusals([]) == []
    (refusal,) = rules.refused_refusals(["A-1"])
    assert "A-1" in refusal.because and "第四十九条" in refusal.basis


def end(walk, cause=EndingCause.TOO_FEW):
    with transaction.atomic():
        package = package_for_update(walk.project.packages.get().pk)
        return projects.reach(package, ENDED, by=SYSTEM, at=walk.clock.now(), cause=cause)


def redo(walk, before):
    package = walk.project.packages.get()
    chosen = {package.pk: before.pk if before else None}
    workflow.name_predecessors(walk.project.pk, chosen, by=walk.handler, now=walk.clock.now())
    return walk.project.packages.get()


@pytest.fixture
def attempts(db):
    """A first attempt that ended, and the draft that does it again."""
    walk = spine.drafted_project()
    first = end(walk)
    return spine.drafted_project(purchase=walk), first


def test_the_draft_and_its_notice_say_which_attempt_it_is(attempts):
    again, first = attempts
    package = redo(again, first)
    assert queries.says(package).startswith(f"第2次采购，前次 {first.number}")
    assert "不足法定家数" in queries.says(package)
    assert package.number in queries.told([first])[0][0]
    facts = dict(sections._basics(again.project, [package]).facts)
    assert facts["重新采购"].startswith("包1为第2次采购")
    page = client_of(again.handler).get(again.project.get_absolute_url()).content.decode()
    assert f"前次 {first.number}" in page
    page = client_of(again.handler).get(first.project.get_absolute_url()).content.decode()
    assert f"已重新采购：{package.number}" in page


def test_done_a_third_time_the_second_attempt_is_named(attempts):
    again, first = attempts
    redo(again, first)
    second = end(again)
    third = spine.drafted_project(purchase=again)
    refused(redo, third, first, code="redone_already")
    assert queries.says(redo(third, second)).startswith("第3次采购")


def test_the_clerk_chooses_in_the_browser_and_may_take_it_back(attempts):
    again, first = attempts
    package = again.project.packages.get()
    client, url = client_of(again.handler), reverse("redo:name", args=[again.project.pk])
    assert first.number in client.get(url).content.decode()
    done = client.post(url, {f"package_{package.pk}": first.pk})
    assert done.url == reverse("projects:project_edit", args=[again.project.pk])
    assert again.project.packages.get().predecessor_id == first.pk
    client.post(url, {f"package_{package.pk}": ""})
    assert again.project.packages.get().predecessor_id is None


def test_the_database_keeps_an_attempt_from_being_done_again_twice(attempts):
    again, first = attempts
    redo(again, first)
    other = spine.drafted_project(purchase=again).project.packages.get()
    for before in (first.pk, other.pk):
        with pytest.raises(IntegrityError), transaction.atomic():
            Package.objects.filter(pk=other.pk).update(predecessor=before)


def test_who_refused_an_earlier_contract_is_kept_out_at_every_gate(attempts):
    again, first = attempts
    barred, other = actor(Role.SUPPLIER), actor(Role.SUPPLIER)
    workflow.bar(first, barred.body_id, at=again.clock.now())
    assert terms.supplier_refusals(again.project, barred.body_id) == []
    package = redo(again, first)
    now = again.clock.now()
    for found in (
        terms.supplier_refusals(again.project, barred.body_id),
        plans.supplier_refusals(again.project, barred.body_id, now=now),
        queries.supplier_refusals(package, barred.body_id),
    ):
        assert [refusal.code for refusal in found] == ["refused_before"]
    asked = bidding.bidder(package, by=barred, kind="response", at=now)
    codes = [refusal.code for refusal in bidding_rules.submission_refusals(asked, kind="response")]
    assert "refused_before" in codes
    assert not bidding.bidder(package, by=other, kind="response", at=now).refused_before
    assert terms.supplier_refusals(again.project, other.body_id) == []


def test_a_bar_holds_for_every_later_attempt(attempts):
    again, first = attempts
    barred = actor(Role.SUPPLIER)
    workflow.bar(first, barred.body_id, at=again.clock.now())
    redo(again, first)
    second = end(again)
    third = spine.drafted_project(purchase=again)
    redo(third, second)
    assert terms.supplier_refusals(third.project, barred.body_id)


@pytest.mark.article("REG:49")
@pytest.mark.django_db
def test_the_winner_that_signs_no_contract_is_kept_out_of_the_restart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    walk = spine.awarded()
    winner, now = walk.award.supplier_id, walk.clock.advance(hours=1)
    paper = factory.stored("催告记录.pdf", by=walk.leader, now=now)
    facts = {"cause": "no_contract", "follows": "restart", "paper": paper, "by": walk.leader, "now": now}
    notice = replacing.replace(walk.award.pk, reason="两次书面催告，供应商均未前来签订合同。", **facts)
    first = walk.package
    assert RefusedContract.objects.get().supplier_id == winner
    assert redone.neighbours([first]) == []
    again = spine.drafted_project(purchase=walk)
    package = redo(again, first)
    assert [one.project_id for one in redone.neighbours([package])] == [notice.project_id]
    assert terms.supplier_refusals(again.project, winner)
