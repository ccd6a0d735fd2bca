"""A paper copy under a wrong receipt number is placed by a second person, and then saves its bid."""

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding.choices import SubmissionKind
from procurement.opening import workflow as opening
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.paper import joining, todos, workflow
from procurement.opening.paper.models import PaperCopy, PaperJoining
from procurement.opening.record.models import OpeningRecord
from tests import spine
from tests.factories.people import actor
from tests.procurement.opening.paper.test_workflow import (
    PRICE,
    handed_in,
    number_of,
    over,
    receive,
    rule,
)
from tests.refusals import refused
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
WHY = "封面写的回执编号与供应商出示的一致（示例）。"
scene = walked_once(handed_in)


def mistyped() -> spine.Purchase:
    """The copy of the last of three bidders was taken with one wrong digit."""
    walk = handed_in()
    PaperCopy.objects.update(receipt_number=wrong(number_of(walk, 2)))
    return walk


def wrong(number: str) -> str:
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def join(walk: spine.Purchase, opened: OpenedSubmission | None, **facts):
    facts = {"reason": WHY, "by": walk.leader, "clock": walk.clock, **facts}
    return joining.join(PaperCopy.objects.get().pk, opened and opened.pk, **facts)


def saved(walk: spine.Purchase, session: OpeningSession, opened: OpenedSubmission) -> None:
    """Ruled, typed in, compared: the session can end."""
    rule(walk, opened)
    fields = spine.response_fields(f"{PRICE}")
    workflow.type_in(opened.pk, fields=fields, by=walk.handler, clock=walk.clock)
    facts = {"seen": PaperCopy.objects.get().mark, "by": walk.reviewer, "clock": walk.clock}
    workflow.check(opened.pk, price=PRICE, **facts)
    opening.conclude(session.pk, by=SYSTEM, clock=walk.clock)


def test_the_opening_waits_until_a_second_person_places_the_copy_which_then_saves_its_bid():
    walk = mistyped()
    session, opened = over(walk)
    refused(opening.conclude, session.pk, by=SYSTEM, clock=walk.clock, code="paper_stray")
    [todo] = todos.todos(walk.leader, now=walk.clock.now())
    assert (todo.title, todos.todos(walk.handler, now=walk.clock.now())) == ("认定纸质备份属于哪一份文件", [])
    join(walk, opened)
    refused(join, walk, opened, code="paper_joined")
    saved(walk, session, opened)
    content = OpeningRecord.objects.get().content
    told = next(one for one in content["bidders"] if one["supplier_id"] == walk.suppliers[2].body_id)
    assert (told["is_opened"], WHY in told["reason"], WHY in content["copies"][0]) == (True, True, True)
    entry = LedgerEntry.objects.get(verb="paper.join")
    assert number_of(walk, 2) in str(entry.facts) and entry.seal


def test_a_copy_of_a_replaced_bid_is_placed_too():
    walk = handed_in()
    last = walk.suppliers[2]
    sealed = spine.sealed(
        walk.package, last, phrase=walk.phrases[last.body_id], **spine.response_fields("900000")
    )
    facts = {"kind": SubmissionKind.RESPONSE, "sealed": sealed, "clock": walk.clock}
    spine.bidding.submit(walk.package.pk, by=last, **facts)
    own = client_of(last).get(reverse("opening:hall", args=[walk.package.number])).content.decode()
    assert f"回执 {number_of(walk, 2)} 还没有登记纸质备份" in own
    session, opened = over(walk)
    page = reverse("opening:paper_join", args=[PaperCopy.objects.get().pk])
    browser = client_of(walk.leader)
    assert "以前提交的回执编号" in browser.get(page).content.decode()
    assert browser.post(page, {"bid": str(opened.pk), "reason": ""}).status_code == 200
    assert browser.post(page, {"bid": str(opened.pk), "reason": WHY}).status_code == 302
    saved(walk, session, opened)


def test_a_copy_that_belongs_to_none_holds_nothing_up():
    walk = mistyped()
    session, _opened = over(walk)
    join(walk, None)
    opening.conclude(session.pk, by=SYSTEM, clock=walk.clock)
    [said] = OpeningRecord.objects.get().content["copies"]
    assert "不属于任何一份" in said and WHY in said


def test_a_copy_goes_to_a_shut_bid_only_and_never_by_who_took_it():
    walk = mistyped()
    session, opened = over(walk)
    other = session.opened.exclude(pk=opened.pk)[0]
    refused(join, walk, other, code="not_shut")
    PaperCopy.objects.update(received_by_id=walk.leader.user_id)
    refused(join, walk, opened, code="same_person")
    PaperCopy.objects.update(received_by_id=walk.handler.user_id, receipt_number=number_of(walk, 2))
    refused(join, walk, opened, code="paper_fits")
    for stranger in (walk.handler, walk.suppliers[2], actor(Role.PURCHASER_LEADER)):
        with pytest.raises(NotPermitted):
            join(walk, opened, by=stranger)
    assert not PaperJoining.objects.exists()


def test_the_hall_leads_the_second_person_there_and_names_the_nearest_number():
    walk = mistyped()
    _session, opened = over(walk)
    hall = reverse("opening:hall", args=[walk.package.number])
    page = reverse("opening:paper_join", args=[PaperCopy.objects.get().pk])
    shown = client_of(walk.leader).get(hall).content.decode()
    assert page in shown and "没有启封" in shown
    assert page not in client_of(walk.handler).get(hall).content.decode()
    assert "回执编号不一致" not in client_of(walk.suppliers[0]).get(hall).content.decode()
    name = opened.submission.supplier.name
    assert f"与 {name} 的回执编号只差一两位" in client_of(walk.leader).get(page).content.decode()


def test_between_typing_and_checking_the_copy_is_said_to_be_unsealed():
    walk = handed_in()
    _session, opened = over(walk)
    rule(walk, opened)
    fields = spine.response_fields(f"{PRICE}")
    workflow.type_in(opened.pk, fields=fields, by=walk.handler, clock=walk.clock)
    shown = client_of(walk.reviewer).get(reverse("opening:paper_check", args=[opened.pk])).content.decode()
    assert "等待另一人核对" in shown and "没有启封" not in shown


def test_a_copy_is_not_placed_before_the_release():
    walk = mistyped()
    receive(walk, number_of(walk, 0))
    page = reverse("opening:paper_join", args=[PaperCopy.objects.order_by("pk")[0].pk])
    assert client_of(walk.leader).get(page).status_code == 404
