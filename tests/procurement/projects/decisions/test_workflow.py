"""Minutes of collective decisions, and what a purchaser confirms itself."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel import uploads
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refused
from procurement.award import queries as award
from procurement.notices import confirming
from procurement.notices import workflow as notices
from procurement.notices.choices import NoticeStatus
from procurement.projects import queries as projects
from procurement.projects import readiness
from procurement.projects.decisions import queries, rules, todos, workflow
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.decisions.rules import MinutesFacts
from procurement.routing.figures import Parameter
from tests import spine
from tests.factories.people import actor, letter
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


def test_minutes_are_kept_step_by_step(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    walk = spine.drafted_project()
    now, pk = walk.clock.now(), walk.project.pk
    paper = uploads.store(letter("纪要.pdf"), owner_id=walk.handler.user_id, now=now)
    ahead = MinutesFacts("budget", local_date(now) + timedelta(days=1), "班子成员（示例）", "同意。")
    with pytest.raises(Refused) as refused:
        workflow.upload_minutes(pk, ahead, paper=paper, by=walk.handler, now=now)
    assert refused.value.code == "meeting_ahead"
    facts = MinutesFacts("budget", local_date(now), "班子成员（示例）", "同意。")
    with pytest.raises(NotPermitted):
        workflow.upload_minutes(pk, facts, paper=paper, by=actor(Role.AGENCY_HANDLER), now=now)
    workflow.upload_minutes(pk, facts, paper=paper, by=walk.handler, now=now)
    page = client_of(walk.leader).get(reverse("decisions:list", args=[pk])).content.decode()
    assert "班子成员（示例）" in page and "还没有上传" in page
    assert queries.readable_minutes(actor(Role.PURCHASER_LEADER)).count() == 0


LEAST = Parameter(
    code=rules.MINUTES_FROM,
    value=Decimal(500_000),
    unit="yuan",
    legal_basis="单位内部控制制度",
    confidence="U",
    is_to_be_confirmed=True,
)


@pytest.mark.parametrize(
    ("amount", "held", "since", "refused"),
    [
        ("499999.99", (), None, False),
        ("500000", (), None, True),
        ("500000", (1,), None, False),
        ("500000", (1,), 2, True),
        ("500000", (1, 2), 2, False),
    ],
)
def test_from_an_amount_on_a_step_waits_for_its_minutes(amount, held, since, refused):
    found = rules.due_refusals(
        DecisionStep.AWARD,
        amount=Decimal(amount),
        least=LEAST,
        held=[date(2026, 3, day) for day in held],
        since=since and date(2026, 3, since),
    )
    assert [refusal.code for refusal in found] == ["no_minutes_paper"] * refused
    assert all("待确认" in refusal.basis for refusal in found)


def test_approval_notice_and_award_wait_for_their_minutes_and_the_handler_is_told():
    walk = spine.reported()
    assert todos.todos(walk.handler, now=walk.clock.now()) == []
    walk.project.minutes.all().delete()
    assert [todo.why for todo in todos.todos(walk.handler, now=walk.clock.now())] == [
        "“定标”要附会议纪要，还没有上传"
    ]
    assert todos.todos(walk.leader, now=walk.clock.now()) == []
    on = local_date(walk.clock.now())
    for step in DecisionStep:
        assert [r.code for r in queries.due_refusals(walk.project, step, on=on)] == ["no_minutes_paper"]
    found = [
        readiness.approval_refusals(walk.project, projects.submission_of(walk.project, on=on), today=on),
        readiness.announcement_refusals(walk.project, on=on),
        award.paper_refusals(walk.award, on=on),
    ]
    assert ["no_minutes_paper" in {r.code for r in refusals} for refusals in found] == [True] * 3


@pytest.mark.article("政府采购法第二十条")
@pytest.mark.parametrize(
    ("by_purchaser", "confirmed", "refused"),
    [(True, "", []), (False, "", ["not_confirmed"]), (False, "a", ["not_confirmed"]), (False, "b", [])],
)
def test_an_agency_publishes_what_the_purchaser_confirmed(by_purchaser, confirmed, refused):
    found = rules.publication_refusals(by_purchaser=by_purchaser, confirmed=confirmed, digest="b")
    assert [refusal.code for refusal in found] == refused


def test_only_the_purchasers_second_person_confirms_a_notice_that_waits():
    walk = spine.drafted_notice()
    notice, now = walk.project.notices.get(), walk.clock.now()
    with pytest.raises(Refused) as refused:
        confirming.confirm(notice.pk, by=walk.leader, now=now)
    assert refused.value.code == "not_waiting"
    notices.submit(notice.pk, by=walk.handler, now=now)
    for stranger in (walk.handler, actor(Role.PURCHASER_LEADER), actor(Role.AGENCY_HANDLER)):
        with pytest.raises(NotPermitted):
            confirming.confirm(notice.pk, by=stranger, now=now)
    confirming.confirm(notice.pk, by=walk.leader, now=now)
    notice.refresh_from_db()
    agency = actor(Role.AGENCY_HANDLER)
    assert confirming.publication_refusals(notice, by=agency) == []
    notice.title = "改动以后的标题（示例）"
    assert [r.code for r in confirming.publication_refusals(notice, by=agency)] == ["not_confirmed"]
    assert notice.status == NoticeStatus.SUBMITTED
