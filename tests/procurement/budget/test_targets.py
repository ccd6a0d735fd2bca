"""Performance targets: set with a line, fixed once it is used, copied into document and contract."""

from decimal import Decimal

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted
from procurement.budget import targets, workflow
from procurement.budget.rules import Share
from procurement.budget.targets import Target
from procurement.contracts import sections as contract_sections
from procurement.notices import chapters
from procurement.notices.sections import Texts
from procurement.projects import workflow as projects
from tests import spine
from tests.factories import making
from tests.factories.people import actor, body
from tests.factories.procurement import budget_line
from tests.refusals import refused
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
NOW = at_local(spine.STARTS_ON, 9)
VISITS = Target("quantity", "探访次数", "不少于6240次")
CONTENT = Target("satisfaction", "服务对象满意度", "≥90%")


def test_targets_are_set_by_the_bodys_handler_or_finance_and_nobody_else():
    line = budget_line()
    for by in (actor(Role.PURCHASER_HANDLER, of=line.body), actor(Role.FINANCE)):
        targets.set_targets(line.pk, [VISITS, CONTENT], by=by, now=clock.now())
    assert targets.rows_of([line.pk]) == [
        ("数量指标", "探访次数", "不少于6240次"),
        ("服务对象满意度指标", "服务对象满意度", "≥90%"),
    ]
    for by in (
        actor(Role.PURCHASER_HANDLER),
        actor(Role.PURCHASER_LEADER, of=line.body),
        actor(Role.FINANCE, of=body(division_code="43")),
    ):
        with pytest.raises(NotPermitted):
            targets.set_targets(line.pk, [], by=by, now=clock.now())
    assert line.targets.count() == 2


@pytest.mark.article("财预〔2020〕10号")
def test_targets_do_not_follow_what_was_reached():
    line, by = budget_line(target=""), actor(Role.FINANCE)
    workflow.commit([Share(line.pk, Decimal(1))], reference="430100-2026-0001", by=by, now=NOW)
    targets.set_targets(line.pk, [VISITS], by=by, now=clock.now())
    refused(targets.set_targets, line.pk, [CONTENT], by=by, now=clock.now(), code="line_used")
    assert line.targets.get().name == VISITS.name


def test_targets_go_into_the_document_and_the_contract():
    walk = spine.drafted_project()
    targets.set_targets(walk.line.pk, [VISITS], by=walk.handler, now=walk.clock.now())
    written = chapters.procurement_document(
        walk.project, list(walk.project.packages.all()), invitation=[], texts=Texts()
    )
    chapter = next(chapter for chapter in written if chapter.key == "targets")
    assert chapter.rows == (("数量指标", "探访次数", "不少于6240次"),)
    facts = {"demand": "探访", "recipients": "老人", "service_area": "长沙", "payment_days": 30}
    aims = targets.rows_of([walk.line.pk])
    assert "数量指标：探访次数，不少于6240次" in contract_sections.standard_terms(**facts, targets=aims)
    assert "绩效目标" not in contract_sections.standard_terms(**facts)


@pytest.mark.article("财预〔2020〕10号")
def test_nothing_is_purchased_from_a_line_without_targets():
    walk = spine.drafted_project()
    pk, by, now = walk.project.pk, walk.handler, walk.clock.now()
    facts = {"outside_negative_list": True, "by": by, "now": now}
    targets.set_targets(walk.line.pk, [], by=by, now=now)
    refused(projects.submit, pk, code="no_targets", **facts)
    targets.set_targets(walk.line.pk, [VISITS], by=by, now=now)
    projects.submit(pk, **facts)
    making.review_demand(walk)
    targets.set_targets(walk.line.pk, [], by=by, now=now)
    refused(projects.approve, pk, opinion="同意。", by=walk.leader, now=now, code="no_targets")


def typed(*rows: tuple[str, str]) -> dict:
    data = {"form-TOTAL_FORMS": "4", "form-INITIAL_FORMS": "0"}
    for number in range(4):
        name, value = rows[number] if number < len(rows) else ("", "")
        data |= {f"form-{number}-kind": "quality", f"form-{number}-name": name, f"form-{number}-value": value}
    return data


def test_the_page_saves_what_is_filled_in_and_keeps_what_is_not_right():
    line = budget_line()
    client, url = client_of(actor(Role.FINANCE)), reverse("budget:line_targets", args=[line.pk])
    page = client.post(url, typed(("持证率", "≥30%")), follow=True).content.decode()
    assert "持证率" in page
    assert "≥30%" in page
    again = client.get(url).content.decode()
    assert "持证率" in again
    wrong = client.post(url, typed(("持证率", ""), ("<b>", "1"))).content.decode()
    assert "&lt;b&gt;" in wrong
    assert "请填写指标值" in wrong
    assert line.targets.count() == 1
