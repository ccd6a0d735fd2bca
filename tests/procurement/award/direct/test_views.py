"""The pages of the short path, from the todo to the notice."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.clock import local_date
from procurement.award.choices import AwardStatus
from procurement.award.direct import queries, workflow
from procurement.award.direct.models import Offer
from procurement.award.direct.todos import todos
from procurement.notices.models import Notice
from tests.factories import direct, making
from tests.factories.people import actor, letter
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(direct.approved)


def url(name: str, walk) -> str:
    return reverse(f"direct:{name}", args=[walk.package.pk])


def offer_data(name: str, code: str, amount: str) -> dict:
    day = local_date(timezone.now()).isoformat()
    said = {"supplier_name": name, "credit_code": code, "amount": amount, "asked_by": "letter"}
    return {**said, "offered_on": day, "content": "", "paper": letter()}


def test_a_handler_enters_offers_and_what_was_typed_stays_after_a_refusal():
    walk = direct.approved()
    browser = client_of(walk.handler)
    supplier = Body.objects.get(pk=actor(Role.SUPPLIER).body_id)
    data = offer_data("写错的名称", supplier.credit_code.lower(), "66,000")
    assert browser.post(url("offer_add", walk), data).status_code == 302
    offer = Offer.objects.get()
    assert (offer.supplier, offer.supplier_name, offer.amount) == (supplier, supplier.name, Decimal(66_000))
    again = browser.post(url("offer_add", walk), {**data, "amount": "64321", "paper": letter()})
    assert (again.status_code, "64321" in again.content.decode()) == (409, True)
    assert "已经登记" in again.content.decode()
    page = browser.get(url("detail", walk)).content.decode()
    assert supplier.name in page and "66,000" in page
    assert browser.get(reverse("direct:offer_paper", args=[offer.pk])).status_code == 200
    struck = browser.post(reverse("direct:offer_strike", args=[offer.pk]), {"reason": "录错"})
    assert struck.status_code == 302 and not queries.offers_of(offer.award).exists()


def test_from_the_proposal_to_the_notice_two_people_click():
    walk = direct.offered()
    making.decide_together(walk, "award")
    handler, leader = client_of(walk.handler), client_of(walk.leader)
    chosen = direct.lowest(walk).pk
    assert "65,000" in handler.get(url("propose", walk)).content.decode()
    assert handler.post(url("propose", walk), {"offer_id": chosen}).status_code == 302
    award = direct.award_of(walk)
    assert award.status == AwardStatus.PREPARED
    page = leader.get(url("detail", walk)).content.decode()
    assert reverse("award:approve", args=[award.pk]) in page
    assert reverse("award:approve", args=[award.pk]) not in handler.get(url("detail", walk)).content.decode()
    leader.post(reverse("award:approve", args=[award.pk]), {"opinion": ""})
    assert "没有选定的报价和供应商不公开" in handler.get(url("publish", walk)).content.decode()
    answer = handler.post(url("publish", walk), {"confirmed": "on"})
    notice = Notice.objects.get(type="self_result")
    assert answer.headers["Location"] == notice.get_absolute_url()
    assert "自行采购结果公告" in client_of(walk.handler).get(notice.get_absolute_url()).content.decode()
    assert handler.get(reverse("award:award", args=[award.pk])).headers["Location"] == url("detail", walk)


def test_the_page_asks_for_more_offers_until_there_are_enough():
    walk = direct.offered(prices=("66000", "67000"))
    browser = client_of(walk.handler)
    page = browser.get(url("detail", walk)).content.decode()
    assert "报价较少，写明原因后拟定供应商" in page and "再登记一家报价" not in page
    supplier = Body.objects.get(pk=actor(Role.SUPPLIER).body_id)
    facts = direct.offer_facts(walk, supplier, "65000")
    paper = direct.paper(walk)
    workflow.add_offer(walk.package.pk, facts, paper=paper, by=walk.handler, now=walk.clock.now())
    page = browser.get(url("detail", walk)).content.decode()
    assert "报价较少，写明原因后拟定供应商" not in page and "再登记一家报价" in page


def test_an_order_of_the_mall_is_entered_on_its_page():
    walk = direct.approved(method="emall")
    supplier = Body.objects.get(pk=actor(Role.SUPPLIER).body_id)
    browser, day = client_of(walk.handler), local_date(timezone.now()).isoformat()
    data = {
        "supplier": supplier.credit_code,
        "amount": "66000",
        "platform": "电子卖场",
        "order_number": "DD-1",
    }
    data |= {"decided_on": day, "address": "", "mode": "direct_purchase", "suppliers": "3"}
    refused = browser.post(url("result_enter", walk), data | {"paper": letter()})
    assert refused.status_code == 409 and "超过建议上限" in refused.content.decode()
    data |= {"reason": "只有这家能在乡镇提供服务（示例）。", "paper": letter()}
    assert browser.post(url("result_enter", walk), data).status_code == 302
    page = browser.get(url("detail", walk)).content.decode()
    assert "DD-1" in page and supplier.name in page and "直购" in page
    result = direct.award_of(walk).outside_result
    assert browser.get(reverse("direct:result_paper", args=[result.pk])).status_code == 200


def test_the_pages_of_a_review_lead_to_the_short_path():
    walk = direct.offered()
    browser, award = client_of(walk.handler), direct.award_of(walk)
    by_package = reverse("award:package", args=[walk.package.pk])
    for address in (reverse("award:prepare", args=[award.pk]), by_package):
        assert browser.get(address).headers["Location"] == url("detail", walk)
    assert "66,000" not in browser.get(reverse("award:award_list")).content.decode()


def test_nothing_asks_for_a_notice_and_the_todo_names_the_next_step():
    walk = direct.approved()
    now = walk.clock.now()
    (todo,) = todos(walk.handler, now=now)
    assert (todo.url, todo.waiting_for) == (url("detail", walk), "")
    (waiting,) = todos(walk.leader, now=now)
    assert waiting.waiting_for
    page = client_of(walk.handler).get(walk.project.get_absolute_url()).content.decode()
    pk = walk.project.pk
    for name in ("notices:draft", "projects:project_schemes", "intentions:choose"):
        assert reverse(name, args=[pk]) not in page
    assert "登记报价并拟定供应商" in page
    direct.proposed(direct.offered(walk))
    (todo,) = todos(walk.leader, now=now)
    assert todo.url == reverse("award:approve", args=[direct.award_of(walk).pk])


def test_a_losing_offer_is_for_the_purchaser_and_those_who_watch():
    walk = direct.published()
    loser = client_of(walk.signatories[0])
    assert loser.get(url("detail", walk)).status_code == 403
    outsider = client_of(actor(Role.PURCHASER_HANDLER))
    assert outsider.get(url("detail", walk)).status_code == 404
    assert client_of(actor(Role.AUDITOR)).get(url("detail", walk)).status_code == 200
