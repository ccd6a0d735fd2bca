"""A supplier that the law bars after the check, the draw or the approval does not stop the purchase."""

import pytest
from django.urls import reverse

from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refused
from procurement.notices.cancelling import workflow as cancelling
from procurement.notices.prequalification import barred, queries, striking, workflow
from procurement.projects import readiness
from procurement.projects.plans import queries as plans
from procurement.projects.plans.models import InvitedSupplier
from procurement.review.choices import EndingCause
from tests import spine
from tests.factories import prequalified
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.article("GPL:22；O87:14")]
scene = walked_once(prequalified.approved)


def code_of(verb, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        verb(*args, **facts)
    return refused.value.code


def drawn(fit: int) -> tuple[spine.Purchase, InvitedSupplier]:
    """Three were drawn among those who qualified, and one of the three has been barred since."""
    walk = prequalified.approved()
    found = prequalified.announced(walk)
    prequalified.checked(walk, [True] * fit)
    workflow.draw(found.pk, count=3, by=walk.handler, now=walk.clock.now())
    gone = plans.invited_of(walk.project).first()
    prequalified.bar(gone.supplier, on=local_date(walk.clock.now()))
    return walk, gone


def stands_against(walk) -> set[str]:
    on = local_date(walk.clock.now())
    found = [*readiness.announcement_refusals(walk.project, on=on), *queries.call_refusals(walk.project)]
    return {refusal.code for refusal in found}


def test_another_who_qualified_is_drawn_in_the_place_of_the_barred():
    walk, gone = drawn(fit=4)
    assert [code for code in stands_against(walk) if code.startswith("eligibility_")]
    striking.strike(gone.pk, by=walk.leader, now=walk.clock.now())
    invited = set(plans.invited_of(walk.project).values_list("supplier_id", flat=True))
    assert len(invited) == 3 and gone.supplier_id not in invited
    assert stands_against(walk) == set()


def test_without_another_too_few_are_left_and_nobody_is_invited():
    walk, gone = drawn(fit=3)
    striking.strike(gone.pk, by=walk.leader, now=walk.clock.now())
    assert plans.invited_of(walk.project).count() == 2
    assert stands_against(walk) == {"too_few_invited"}
    cancelling.cancel(walk.project.pk, reason="不足（示例）。", by=walk.leader, clock=walk.clock)
    assert walk.project.packages.get().ended_because == EndingCause.TOO_FEW


@pytest.mark.article("K46:10")
def test_who_qualified_and_is_barred_since_is_nobody_to_invite():
    walk = prequalified.approved()
    found = prequalified.announced(walk)
    prequalified.checked(walk, [True, True, True])
    now = walk.clock.now()
    assert not queries.is_short(walk.project, at=now)
    prequalified.bar(found.applications.first().supplier, on=local_date(now))
    assert queries.is_short(walk.project, at=now)


def test_only_a_barred_supplier_leaves_an_approved_list_and_by_the_approvers_hand():
    walk, gone = drawn(fit=4)
    other = plans.invited_of(walk.project).last()
    assert code_of(striking.strike, other.pk, by=walk.leader, now=walk.clock.now()) == "not_barred"
    with pytest.raises(NotPermitted):
        striking.strike(gone.pk, by=walk.handler, now=walk.clock.now())
    assert plans.invited_of(walk.project).count() == 3


def test_the_list_leads_to_the_page_that_takes_the_barred_off():
    walk, gone = drawn(fit=4)
    assert [todo.url for todo in barred.todos(walk.handler, now=walk.clock.now())] == [
        reverse("plans:overview", args=[walk.project.pk])
    ]
    waiting = [todo.url for todo in barred.todos(walk.leader, now=walk.clock.now())]
    assert waiting == [reverse("prequalification:strike", args=[gone.pk])]
    browser, url = client_of(walk.leader), reverse("prequalification:strike", args=[gone.pk])
    assert url in browser.get(reverse("plans:overview", args=[walk.project.pk])).content.decode()
    assert "移出供应商" in browser.get(url).content.decode()
    assert browser.post(url, {"confirmed": "on"}).status_code == 302
    assert not plans.invited_of(walk.project).filter(pk=gone.pk).exists()
    assert barred.todos(walk.leader, now=walk.clock.now()) == []


def test_nobody_who_is_barred_qualifies_or_is_drawn():
    walk = prequalified.approved()
    found = prequalified.announced(walk)
    prequalified.checked(walk, [True, True, True, True])
    row, now = found.applications.first(), walk.clock.now()
    prequalified.bar(row.supplier, on=local_date(now))
    assert code_of(workflow.draw, found.pk, count=3, by=walk.handler, now=now) == "barred_among_fit"
    again = {"reason": "", "by": walk.handler, "now": now}
    assert code_of(workflow.check, row.pk, is_fit=True, **again).startswith("eligibility_")
    workflow.check(row.pk, is_fit=False, **again | {"reason": "登记已经注销（示例）。"})
    workflow.draw(found.pk, count=3, by=walk.handler, now=now)
    assert not plans.invited_of(walk.project).filter(supplier=row.supplier).exists()
