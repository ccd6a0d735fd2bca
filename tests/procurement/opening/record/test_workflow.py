"""The record of a tender's opening: read out, confirmed or objected to, signed by two, then kept."""

import base64

import pytest
from django.test import Client
from django.urls import reverse

from orgs.bodies.models import Body
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.opening import workflow as opening
from procurement.opening.models import OpenedSubmission
from procurement.opening.record import drawing, queries, todos, workflow
from procurement.opening.record.choices import RecordStatus
from procurement.opening.record.models import OpeningRecord
from procurement.opening.ruling import workflow as ruling
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.routing.models import RuleParameter
from tests import spine
from tests.factories import locks
from tests.refusals import refused
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.article("O87:41；O87:42")]
PRICES = ("936000", "950000", "921000", "940000")


@kept
def ended() -> spine.Purchase:
    """A tender's opening to which the last of four bidders did not come."""
    walk = spine.submitted(purchase=spine.people(method="open_tender"), prices=PRICES)
    walk.clock.advance_to(walk.package.response_deadline)
    session = spine.released(walk)
    by_body = {supplier.body_id: supplier for supplier in walk.suppliers[:3]}
    for opened in session.opened.select_related("submission"):
        if supplier := by_body.get(opened.submission.supplier_id):
            plaintext = locks.open_inner(opened.inner, walk.phrases[supplier.body_id])
            encoded = base64.urlsafe_b64encode(plaintext).decode().rstrip("=")
            opening.unlock(opened.pk, encoded=encoded, by=supplier, clock=walk.clock)
    walk.clock.advance_to(session.unlock_until)
    opening.conclude(session.pk, by=SYSTEM, clock=walk.clock)
    return walk


scene = walked_once(ended)


def record_of(walk: spine.Purchase) -> OpeningRecord:
    return OpeningRecord.objects.get(session__package=walk.package)


def answer(walk: spine.Purchase, number: int, objection: str = ""):
    facts = {"agrees": not objection, "objection": objection, "clock": walk.clock}
    return workflow.answer(record_of(walk).pk, by=walk.suppliers[number], **facts)


def rule(walk: spine.Purchase) -> None:
    """Say of the one that stayed away whose fault it was."""
    shut = OpenedSubmission.objects.get(session__package=walk.package, status="not_opened")
    facts = {"cause": "own", "reason": "没有到场（示例）。", "by": walk.leader, "clock": walk.clock}
    ruling.rule(shut.pk, **facts)


def signed(walk: spine.Purchase) -> OpeningRecord:
    record = record_of(walk)
    walk.clock.advance_to(record.confirm_until)
    rule(walk)
    for person in (walk.handler, walk.leader):
        workflow.sign(record.pk, by=person, clock=walk.clock)
    return record_of(walk)


def test_the_record_says_names_prices_and_who_was_absent():
    walk = ended()
    said = record_of(walk).content
    absent = next(one for one in said["bidders"] if one["supplier_id"] == walk.suppliers[3].body_id)
    assert sorted(one["price"] for one in said["bidders"]) == ["", "921000.00", "936000.00", "950000.00"]
    assert (absent["is_there"], absent["is_opened"]) == (False, False)
    assert absent["reason"] and [one["name"] for one in said["officers"]] == [
        walk.handler.name,
        walk.reviewer.name,
    ]
    assert walk.package.status == PackageStatus.OPENED


def test_bidders_confirm_or_object_and_two_people_sign():
    walk = ended()
    record = record_of(walk)
    assert [todo.title for todo in todos.todos(walk.suppliers[0], now=walk.clock.now())] == ["确认开标记录"]
    answer(walk, 0)
    objected = answer(walk, 1, "宣读的服务期限有误。")
    refused(workflow.answer, record.pk, agrees=True, objection="", by=walk.suppliers[0], code="answered")
    sign = {"by": walk.handler, "clock": walk.clock}
    refused(workflow.sign, record.pk, **sign, code="objection_open")
    workflow.reply(objected.pk, text="已核对，与招标文件一致。", by=walk.handler, clock=walk.clock)
    refused(workflow.sign, record.pk, **sign, code="not_confirmed")
    answer(walk, 2)
    refused(workflow.sign, record.pk, **sign, code="not_ruled")
    rule(walk)
    workflow.sign(record.pk, **sign)
    refused(workflow.sign, record.pk, **sign, code="signed_before")
    assert record_of(walk).status == RecordStatus.CONFIRMING
    late = {"agrees": False, "objection": "签署以后才说。", "by": walk.suppliers[3], "clock": walk.clock}
    refused(workflow.answer, record.pk, **late, code="record_signed")
    again = {"text": "改写处理。", "by": walk.handler, "clock": walk.clock}
    refused(workflow.reply, objected.pk, **again, code="record_signed")
    assert todos.todos(walk.suppliers[3], now=walk.clock.now()) == []
    workflow.sign(record.pk, by=walk.leader, clock=walk.clock)
    record = record_of(walk)
    signatures = LedgerEntry.objects.filter(verb="opening.record_sign")
    assert {entry.facts["sha256"] for entry in signatures} == {drawing.digest(record)}
    assert (record.status, len(record.sha256)) == (RecordStatus.SIGNED, 64)
    assert record.file.read(5) == b"%PDF-"
    says = [words for _bidder, words, _answer in drawing.attitudes(record)]
    assert sorted(says) == [
        "提出异议",
        "没有到场，视同认可开标结果",
        "确认，没有异议",
        "确认，没有异议",
    ]
    refused(workflow.answer, record.pk, agrees=True, objection="", by=walk.suppliers[3], code="record_signed")


def test_nobody_answers_or_signs_who_has_no_part():
    walk = ended()
    record = record_of(walk)
    with pytest.raises(NotPermitted):
        workflow.answer(record.pk, agrees=True, objection="", by=walk.handler, clock=walk.clock)
    with pytest.raises(NotPermitted):
        workflow.sign(record.pk, by=walk.suppliers[0], clock=walk.clock)
    with pytest.raises(NotPermitted):
        workflow.reply(answer(walk, 0, "有误。").pk, text="好", by=walk.suppliers[1], clock=walk.clock)
    assert not record.signatures.exists()


def test_everybody_reads_the_signed_record_after_the_result_or_at_once_where_the_switch_says_so():
    walk = ended()
    page = reverse("opening:record", args=[walk.package.number])
    pdf = reverse("opening:record_print", args=[walk.package.number])
    own = client_of(walk.suppliers[3]).get(page).content.decode()
    assert "950,000" in own and "玖拾伍万元整" in own
    assert client_of(walk.handler).get(pdf)["Content-Type"] == "application/pdf"
    signed(walk)
    assert Client().get(page).status_code == 404
    RuleParameter.objects.filter(code=queries.AT_ONCE).update(value=1)
    assert Client().get(page).status_code == 200
    RuleParameter.objects.filter(code=queries.AT_ONCE).update(value=0)
    Package.objects.filter(pk=walk.package.pk).update(status=PackageStatus.RESULT_PUBLISHED)
    assert "950,000" in Client().get(page).content.decode()


def test_answer_reply_and_signature_in_the_browser():
    walk = ended()
    number = walk.package.number
    page = reverse("opening:record_answer", args=[number])
    bidder = client_of(walk.suppliers[0])
    assert "936,000" in bidder.get(page).content.decode()
    refused_page = bidder.post(page, {"agrees": "False", "objection": ""})
    assert (refused_page.status_code, "还没有写明异议" in refused_page.content.decode()) == (409, True)
    bidder.post(page, {"agrees": "False", "objection": "大写有误。"})
    said = record_of(walk).answers.get()
    host = client_of(walk.handler)
    reply = reverse("opening:record_reply", args=[number, said.pk])
    assert "大写有误。" in host.get(reply).content.decode()
    host.post(reply, {"text": "已核对，大写无误。"})
    assert "已核对，大写无误。" in bidder.get(reverse("opening:record", args=[number])).content.decode()
    sign = reverse("opening:record_sign", args=[number])
    assert "还没有认定原因" in host.post(sign, {"typed": "签署开启记录"}).content.decode()
    rule(walk)
    for person in (walk.handler, walk.leader):
        client_of(person).post(sign, {"typed": "签署开启记录"})
    assert record_of(walk).signatures.count() == 2


def test_a_consultations_record_has_no_price_and_is_read_by_those_who_conduct_only():
    walk = spine.opened_package()
    record = record_of(walk)
    assert {one["price"] for one in record.content["bidders"]} == {""}
    page = reverse("opening:record", args=[walk.package.number])
    shown = client_of(walk.handler).get(page).content.decode()
    names = [Body.objects.get(pk=supplier.body_id).name for supplier in walk.suppliers]
    assert all(name in shown for name in names)
    assert "936,000" not in shown
    assert client_of(walk.suppliers[0]).get(page).status_code == 404
    for person in (walk.handler, walk.leader):
        workflow.sign(record.pk, by=person, clock=walk.clock)
    assert Client().get(page).status_code == 404
