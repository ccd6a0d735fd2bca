"""A chosen supplier falls out, and the next one is chosen, or the purchase begins again."""

import pytest
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.errors import Refused
from procurement.award import workflow as awards
from procurement.award.models import Award, AwardLetter
from procurement.award.replacing import workflow
from procurement.award.replacing.models import Removal
from procurement.contracts import workflow as contracts
from procurement.contracts.models import Contract
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from procurement.projects.choices import PackageStatus
from procurement.projects.suspension import workflow as suspension
from tests import after_award, spine
from tests.factories import challenges as factory
from tests.factories import making
from tests.factories.people import letter
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(spine.reported)
REASON = "供应商于三月三十一日书面声明放弃成交资格。"
MINUTES = "2026年党组会议集体研究，同意依序确定第二名。"


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.SECOND_FACTOR_OPTIONAL = True
    settings.MEDIA_ROOT = tmp_path


def given_up(walk, follows="next"):
    now = walk.clock.advance(hours=1)
    paper = factory.stored("放弃声明.pdf", by=walk.leader, now=now)
    facts = {"cause": "gave_up", "follows": follows, "reason": REASON, "paper": paper}
    return workflow.replace(walk.award.pk, **facts, by=walk.leader, now=now)


def decided_again(walk):
    making.decide_together(walk, "award")
    second = walk.award.ranking[1]["candidate"]
    now = walk.clock.advance(hours=1)
    awards.prepare(walk.award.pk, second, minutes=MINUTES, by=walk.handler, now=now)
    awards.approve(walk.award.pk, by=walk.leader, now=walk.clock.advance(hours=1))
    now = walk.clock.advance(hours=1)
    awards.publish_result(walk.award.pk, by=walk.handler, now=now, provisional_confirmed=True)
    walk.award = Award.objects.get(pk=walk.award.pk)
    return walk


@pytest.mark.article("REG:49")
def test_the_next_candidate_takes_the_place_of_who_gave_up():
    walk = spine.awarded()
    first = walk.award.supplier_id
    given_up(walk)
    assert walk.package.status == PackageStatus.REVIEWED
    decided_again(walk)
    assert walk.award.supplier_id == walk.award.ranking[1]["supplier_id"] != first
    assert walk.package.status == PackageStatus.RESULT_PUBLISHED
    notice = Notice.objects.filter(type=NoticeType.AWARD_RESULT).order_by("-pk").first()
    assert "书面放弃成交" in str(notice.body)
    told = AwardLetter.objects.filter(award=walk.award, content__notice=notice.number)
    assert told.count() == len(walk.suppliers)
    assert "依次确定" in told.get(is_winner=True).content["reason"]


def test_the_first_in_rank_cannot_be_chosen_again():
    walk = spine.awarded()
    given_up(walk)
    making.decide_together(walk, "award")
    with pytest.raises(Refused) as refused:
        first = walk.award.ranking[0]["candidate"]
        awards.prepare(walk.award.pk, first, minutes=MINUTES, by=walk.handler, now=walk.clock.now())
    assert refused.value.code == "not_in_rank_order"


def test_a_draft_for_who_fell_out_is_written_anew_for_the_next():
    walk = after_award.supplier_signed(spine.awarded())
    given_up(walk)
    stale = Contract.objects.get()
    with pytest.raises(Refused) as refused:
        now = walk.clock.now()
        digest = contracts.text_digest(stale)
        contracts.sign_as_purchaser(stale.pk, text_sha256=digest, by=walk.leader, now=now)
    assert refused.value.code == "supplier_replaced"
    decided_again(walk)
    after_award.drafted_contract(walk)
    contract = Contract.objects.get()
    assert contract.supplier_id == walk.award.supplier_id
    assert not contract.standing_signatures.exists()


def test_a_purchase_that_begins_again_ends_with_a_notice():
    walk = spine.awarded()
    notice = given_up(walk, "restart")
    assert notice.type == NoticeType.TERMINATION
    assert walk.package.status == PackageStatus.TERMINATED
    assert Removal.objects.get().follows == "restart"


@pytest.mark.article("财政部令第94号第三十一条")
@pytest.mark.parametrize("is_returned", [False, True], ids=["prepared", "returned"])
def test_a_purchase_with_a_drafted_award_begins_again_and_nobody_falls_out(is_returned):
    walk = spine.reported()
    first = walk.award.ranking[0]["candidate"]
    awards.prepare(walk.award.pk, first, minutes=MINUTES, by=walk.handler, now=walk.clock.now())
    if is_returned:
        awards.return_award(walk.award.pk, opinion="请补充理由。", by=walk.leader, now=walk.clock.now())
    now = walk.clock.advance(hours=1)
    workflow.restart(walk.package.pk, cause="complaint", reason=REASON, by=walk.leader, now=now)
    assert walk.package.status == PackageStatus.TERMINATED
    assert not Removal.objects.exists()


@pytest.mark.article("O94:28")
@pytest.mark.parametrize("follows", ["next", "restart"])
def test_nobody_falls_out_while_the_finance_department_has_stopped_the_purchase(follows):
    walk = spine.awarded()
    order = {"cause": "complaint", "reference": "TS-1", "by": walk.leader, "now": walk.clock.now()}
    suspension.suspend(walk.package.pk, seal="complaint:TS-1", **order)
    with pytest.raises(Refused) as refused:
        given_up(walk, follows)
    assert refused.value.code == "suspended"
    assert not Removal.objects.exists()


def test_after_the_signed_contract_nobody_falls_out():
    walk = after_award.signed(spine.awarded())
    with pytest.raises(Refused) as refused:
        given_up(walk)
    assert refused.value.code == "contract_signed"
    assert not Removal.objects.exists()


def test_the_leader_decides_in_the_browser_on_a_paper(monkeypatch):
    walk = spine.awarded()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    address = reverse("award:replace", args=[walk.award.pk])
    said = {"cause": "gave_up", "follows": "next", "reason": REASON}
    page = client_of(walk.leader).post(address, said)
    assert page.status_code == 409 and "没有书面材料" in page.content.decode()
    done = client_of(walk.leader).post(address, said | {"paper": letter("放弃声明.pdf")})
    assert done.url == reverse("award:award", args=[walk.award.pk])
    text = client_of(walk.leader).get(done.url).content.decode()
    assert REASON in text
    paper = reverse("award:removal_paper", args=[Removal.objects.get().pk])
    assert client_of(walk.leader).get(paper).status_code == 200
    assert client_of(walk.suppliers[1]).get(paper).status_code == 404
