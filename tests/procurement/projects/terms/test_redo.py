"""A purchase that was reserved for small and medium enterprises, had too few of them and is done again."""

from dataclasses import replace

import pytest
from django.db import transaction

from portal.kernel.actors import SYSTEM
from procurement.notices import sections
from procurement.projects import workflow as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.queries import package_for_update
from procurement.projects.redo import workflow as redo
from procurement.projects.terms import queries, rules
from procurement.review.choices import EndingCause
from tests import spine
from tests.factories import making
from tests.procurement.projects.terms.test_rules import PLAIN
from tests.refusals import refused

REDONE = replace(PLAIN, sme_exemption="redone", sme_reason="前次只有两家符合条件。")


@pytest.mark.article("K46:10")
@pytest.mark.parametrize(
    ("facts", "has_failed", "codes"),
    [
        (REDONE, False, ["nothing_to_redo"]),
        (REDONE, True, []),
        (replace(REDONE, sme="whole"), False, []),
        (PLAIN, False, []),
    ],
)
def test_only_what_was_reserved_and_ended_is_done_again_unreserved(facts, has_failed, codes):
    assert [refusal.code for refusal in rules.redo_refusals(facts, has_failed=has_failed)] == codes


@pytest.mark.django_db
def test_the_first_one_ends_with_the_rule_in_its_notice_and_opens_the_way_for_the_second():
    walk = spine.drafted_project()
    making.set_terms(walk, sme="whole", sme_exemption="", sme_reason="")
    first, again = walk.project, spine.drafted_project(purchase=walk)
    changes = {"sme": "exempt", "sme_exemption": "redone", "sme_reason": "前次只有两家符合条件。"}
    refused(making.set_terms, again, **changes, code="nothing_to_redo")
    with transaction.atomic():
        package = package_for_update(first.packages.get().pk)
        facts = {"cause": EndingCause.TOO_FEW, "by": SYSTEM, "at": walk.clock.now()}
        projects.reach(package, PackageStatus.TERMINATED, **facts)
    written = sections.termination(package, reason="不足法定家数", basis="依据")
    assert "视同未预留" in str(written[2].paragraphs)
    refused(making.set_terms, again, **changes, code="nothing_to_redo")
    chosen = {again.project.packages.get().pk: package.pk}
    redo.name_predecessors(again.project.pk, chosen, by=again.handler, now=again.clock.now())
    making.set_terms(again, **changes)
    assert queries.terms_of(again.project).sme_exemption == "redone"


@pytest.mark.article("K46:10")
@pytest.mark.django_db
def test_a_reservation_stands_when_the_first_one_ended_for_another_cause():
    walk = spine.drafted_project()
    making.set_terms(walk, sme="whole", sme_exemption="", sme_reason="")
    first, again = walk.project, spine.drafted_project(purchase=walk)
    with transaction.atomic():
        package = package_for_update(first.packages.get().pk)
        facts = {"cause": EndingCause.OVER_BUDGET, "by": SYSTEM, "at": walk.clock.now()}
        projects.reach(package, PackageStatus.TERMINATED, **facts)
    assert queries.termination_says(package) == ""
    chosen = {again.project.packages.get().pk: package.pk}
    redo.name_predecessors(again.project.pk, chosen, by=again.handler, now=again.clock.now())
    changes = {"sme": "exempt", "sme_exemption": "redone", "sme_reason": "前次只有两家符合条件。"}
    refused(making.set_terms, again, **changes, code="nothing_to_redo")
