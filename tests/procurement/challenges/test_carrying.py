"""What follows from a founded challenge."""

import pytest
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.clock import local_date
from portal.kernel.errors import Refused
from procurement.award import workflow as awards
from procurement.award.replacing import queries as replaced
from procurement.award.replacing import workflow as replacing
from procurement.award.replacing.models import Removal
from procurement.challenges import answering, carrying
from procurement.challenges.choices import ChallengeStatus, Effect
from procurement.challenges.models import Challenge
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from procurement.projects.choices import PackageStatus
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import Act
from tests import spine
from tests.factories import challenges as factory
from tests.factories import making
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(spine.reported)
WHY = "去掉原成交供应商以后，其余候选人的排序会改变。"


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.SECOND_FACTOR_OPTIONAL = True
    settings.MEDIA_ROOT = tmp_path


def carried_out(walk, effect=Effect.NEXT):
    challenge = factory.answered(walk, factory.answer("材料不实。", effect=effect))
    return carrying.carry_out(challenge.number, by=walk.leader, now=walk.clock.advance(hours=1))


@pytest.mark.article("财政部令第94号第十六条")
def test_a_challenge_removes_the_winner_and_the_next_is_chosen(monkeypatch):
    walk = spine.awarded()
    challenge = carried_out(walk)
    assert challenge.status == ChallengeStatus.CLOSED
    assert walk.package.status == PackageStatus.REVIEWED
    today = local_date(walk.clock.now())
    assert suspensions.refusals(walk.package.pk, Act.SIGN, on=today) == []
    making.decide_together(walk, "award")
    second = walk.award.ranking[1]
    facts = {"minutes": "2026年党组会议集体研究，同意依序确定第二名。", "by": walk.handler}
    award = awards.prepare(walk.award.pk, second["candidate"], **facts, now=walk.clock.now())
    assert award.supplier_id == second["supplier_id"]


def test_a_purchase_begins_again_after_a_founded_challenge():
    walk = spine.awarded()
    challenge = carried_out(walk, Effect.RESTART)
    assert walk.package.status == PackageStatus.TERMINATED
    told = str(Notice.objects.get(type=NoticeType.TERMINATION).body)
    assert "质疑成立，影响采购结果，依法终止本次采购" in told
    assert factory.MATTER.matter not in told and challenge.number not in told
    assert factory.MATTER.matter in Removal.objects.get().reason


@pytest.mark.article("财政部令第94号第十六条")
def test_before_anybody_is_chosen_only_a_new_purchase_follows():
    walk = spine.reported()
    with pytest.raises(Refused) as refused:
        factory.answered(walk, factory.FOUNDED, kind="opening")
    assert refused.value.code == "effect_not_lawful"
    number = Challenge.objects.get().number
    begin_again = factory.answer("开启有误。", effect=Effect.RESTART)
    answering.prepare(number, begin_again, by=walk.handler, now=walk.clock.advance(hours=1))
    answering.give(number, by=walk.leader, now=walk.clock.advance(hours=1))
    carrying.carry_out(number, by=walk.leader, now=walk.clock.advance(hours=1))
    assert walk.package.status == PackageStatus.TERMINATED


def test_nobody_falls_out_where_nobody_was_chosen():
    walk = spine.reported()
    number = factory.answered(walk, factory.answer("有误。", effect=Effect.RESTART), kind="opening").number
    Challenge.objects.update(effect=Effect.NEXT)
    with pytest.raises(Refused) as refused:
        carrying.carry_out(number, by=walk.leader, now=walk.clock.now())
    assert refused.value.code == "nobody_chosen"


@pytest.mark.article("财政部令第94号第十六条")
def test_what_proves_impossible_gives_way_to_a_new_purchase_with_its_reason(monkeypatch):
    walk = spine.awarded()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    challenge = factory.answered(walk, factory.FOUNDED)
    early = {"restart_because": WHY, "by": walk.leader, "now": walk.clock.now()}
    with pytest.raises(Refused) as refused:
        carrying.carry_out(challenge.number, **early)
    assert refused.value.code == "still_possible"
    monkeypatch.setattr(replaced, "order_holds", lambda award, left: False)
    leader, carry = client_of(walk.leader), reverse("challenges:carry_out", args=[challenge.number])
    assert "不能照答复落实" in leader.get(carry).content.decode()
    assert leader.post(carry, {"reason": "短"}).status_code == 409
    assert leader.post(carry, {"reason": WHY}).url == challenge.get_absolute_url()
    assert walk.package.status == PackageStatus.TERMINATED
    assert WHY not in str(Notice.objects.get(type=NoticeType.TERMINATION).body)
    assert WHY in Removal.objects.get().reason
    text = leader.get(challenge.get_absolute_url()).content.decode()
    assert "答复原来写明" in text


@pytest.mark.article("财政部令第94号第十六条")
def test_another_candidate_is_not_answered_where_none_can_be_chosen(monkeypatch):
    walk = spine.awarded()
    number = factory.submitted(walk).number
    said = {"by": walk.handler, "now": walk.clock.advance(hours=1)}
    answering.prepare(number, factory.FOUNDED, **said)
    monkeypatch.setattr(replaced, "order_holds", lambda award, left: False)
    with pytest.raises(Refused) as refused:
        answering.give(number, by=walk.leader, now=walk.clock.advance(hours=1))
    assert refused.value.code == "order_changes"
    answering.send_back(number, opinion="排序会改变。", by=walk.leader, now=walk.clock.now())
    with pytest.raises(Refused) as refused:
        answering.prepare(number, factory.FOUNDED, **said)
    assert refused.value.code == "order_changes"


def test_an_ended_package_is_not_ended_twice():
    walk = spine.awarded()
    said = factory.answer("材料不实。", effect=Effect.RESTART)
    challenge = factory.answered(walk, said)
    ended = {"cause": "gave_up", "reason": "供应商书面声明放弃成交资格。", "by": walk.leader}
    replacing.restart(walk.package.pk, **ended, now=walk.clock.now())
    done = carrying.carry_out(challenge.number, by=walk.leader, now=walk.clock.now())
    assert done.status == ChallengeStatus.CLOSED
    assert Notice.objects.filter(type=NoticeType.TERMINATION).count() == 1


def test_nothing_is_carried_out_twice():
    walk = spine.awarded()
    challenge = carried_out(walk)
    with pytest.raises(Refused) as refused:
        carrying.carry_out(challenge.number, by=walk.leader, now=walk.clock.now())
    assert refused.value.code == "wrong_state"


def test_a_changed_result_is_reported_once():
    walk = spine.awarded()
    challenge = carried_out(walk)
    told = carrying.tell_finance(challenge.number, by=walk.leader, now=walk.clock.advance(hours=1))
    assert told.report["matters"] == [factory.MATTER.matter]
    with pytest.raises(Refused) as refused:
        carrying.tell_finance(challenge.number, by=walk.leader, now=walk.clock.now())
    assert refused.value.code == "reported"


def test_an_unfounded_challenge_is_nothing_to_report():
    walk = spine.awarded()
    challenge = factory.answered(walk, factory.UNFOUNDED)
    with pytest.raises(Refused) as refused:
        carrying.tell_finance(challenge.number, by=walk.leader, now=walk.clock.now())
    assert refused.value.code == "nothing_to_report"


def test_the_leader_carries_out_and_reports_in_the_browser(monkeypatch):
    walk = spine.awarded()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    challenge = factory.answered(walk, factory.FOUNDED)
    leader = client_of(walk.leader)
    carry = reverse("challenges:carry_out", args=[challenge.number])
    assert "下一名候选人" in leader.get(carry).content.decode()
    assert leader.post(carry).url == challenge.get_absolute_url()
    report = reverse("challenges:report", args=[challenge.number])
    assert leader.post(report).url == challenge.get_absolute_url()
    paper = leader.get(reverse("challenges:report_file", args=[challenge.number]))
    assert paper.content[:4] == b"%PDF"
    text = leader.get(challenge.get_absolute_url()).content.decode()
    assert "查看给财政部门的报告" in text
