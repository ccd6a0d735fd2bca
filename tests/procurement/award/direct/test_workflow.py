"""The short path walked: offers compared or an order entered, two people, a result, a contract."""

from dataclasses import replace
from decimal import Decimal

import pytest

from orgs.bodies.models import Body
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.award import workflow as awards
from procurement.award.choices import AwardOrigin, AwardStatus
from procurement.award.direct import queries, workflow
from procurement.award.direct.models import Offer
from procurement.award.direct.rules import Proposal
from procurement.budget.queries import still_committed
from procurement.contracts import clocks as contract_clocks
from procurement.contracts import pages
from procurement.contracts import queries as contracts
from procurement.notices.models import Notice
from procurement.projects import queries as projects
from procurement.projects import timeline
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.rules import OWN_RULES
from procurement.review.choices import EndingCause
from tests import after_award
from tests.factories import direct, making
from tests.factories.people import body, credit_code
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(direct.approved)


def refused(walk, verb, *args, **facts) -> str:
    """The code with which a verb is refused; nothing has changed then."""
    before = Offer.objects.count(), LedgerEntry.objects.count()
    with pytest.raises(Refused) as told:
        verb(walk.package.pk, *args, **{"by": walk.handler, "now": walk.clock.now(), **facts})
    assert (Offer.objects.count(), LedgerEntry.objects.count()) == before
    return told.value.code


def test_three_offers_lead_to_a_result_that_names_no_loser():
    walk = direct.published()
    award, package = walk.award, walk.package
    assert (award.origin, award.amount) == (AwardOrigin.SELF, Decimal(65_000))
    assert (award.status, package.status) == (AwardStatus.PUBLISHED, PackageStatus.RESULT_PUBLISHED)
    assert award.supplier_id == walk.signatories[2].body_id
    assert package.project.status == ProjectStatus.ANNOUNCED
    assert not projects.is_statutory(package.project)
    notice = Notice.objects.get(type="self_result")
    text = str(notice.body)
    assert award.supplier.name in text and "自行采购" in text and "3 家" in text
    losers = Body.objects.filter(pk__in=[one.body_id for one in walk.signatories[:2]])
    assert not any(loser.name in text for loser in losers)
    assert LedgerEntry.objects.filter(verb="direct.offer").disclosed().count() == 3


def test_the_way_goes_on_to_contract_acceptance_and_evaluation():
    walk = direct.published()
    walk = after_award.evaluated(walk)
    assert walk.package.status == PackageStatus.EVALUATED
    contract = after_award.contract_of(walk)
    assert contract.amount == Decimal(65_000)
    text = str(Notice.objects.get(type="contract").body)
    assert "自行采购" in text
    assert sum(share.amount for share in still_committed(walk.project.number)) == 0


def test_offers_stay_sealed_until_the_result():
    direct.decided()
    entries = LedgerEntry.objects.filter(verb__startswith="direct.")
    assert entries.count() == 4 and entries.disclosed().count() == 0


def test_fewer_than_three_offers_need_a_reason_and_it_is_published():
    walk = direct.offered(prices=("66000", "67000"))
    making.decide_together(walk, "award")
    chosen = direct.lowest(walk).pk
    assert refused(walk, workflow.propose, Proposal(chosen)) == "few_offers_without_reason"
    reason = "本市只有两家有资质（示例）。"
    now = walk.clock.now()
    workflow.propose(walk.package.pk, Proposal(chosen, few_reason=reason), by=walk.handler, now=now)
    direct.published(walk)
    assert reason in str(Notice.objects.get(type="self_result").body)


def test_a_dearer_offer_needs_a_reason():
    walk = direct.offered()
    making.decide_together(walk, "award")
    dear = queries.offers_of(direct.award_of(walk)).last()
    assert refused(walk, workflow.propose, Proposal(dear.pk)) == "not_lowest_without_reason"


def test_the_meeting_comes_after_the_offers():
    walk = direct.approved()
    making.decide_together(walk, "award")
    walk.clock.advance(days=1)
    direct.offered(walk)
    proposal = Proposal(direct.lowest(walk).pk)
    assert refused(walk, workflow.propose, proposal) == "no_minutes_paper"
    making.decide_together(walk, "award")
    award = workflow.propose(walk.package.pk, proposal, by=walk.handler, now=walk.clock.now())
    assert award.status == AwardStatus.PREPARED


def test_who_proposed_does_not_approve():
    walk = direct.offered()
    making.decide_together(walk, "award")
    proposal = Proposal(direct.lowest(walk).pk)
    workflow.propose(walk.package.pk, proposal, by=walk.reviewer, now=walk.clock.now())
    with pytest.raises(Refused) as told:
        awards.approve(direct.award_of(walk).pk, by=walk.reviewer, now=walk.clock.now())
    assert told.value.code == "separation_of_duties"
    assert direct.award_of(walk).status == AwardStatus.PREPARED


def test_a_returned_proposal_is_made_again():
    walk = direct.proposed()
    award = direct.award_of(walk)
    awards.return_award(award.pk, opinion="再问一家。", by=walk.leader, now=walk.clock.now())
    proposal = Proposal(direct.lowest(walk).pk)
    workflow.propose(walk.package.pk, proposal, by=walk.handler, now=walk.clock.now())
    assert direct.decided(walk).package.status == PackageStatus.DECIDED


def test_an_offer_above_the_ceiling_is_not_taken():
    walk = direct.offered(prices=("68000.01", "70000", "71000"))
    making.decide_together(walk, "award")
    assert refused(walk, workflow.propose, Proposal(direct.lowest(walk).pk)) == "over_ceiling"


def test_a_body_that_may_not_contract_is_refused_with_its_reason():
    walk = direct.offered(prices=("66000", "67000"))
    office = body(name="某区民政局（示例）")
    facts = direct.offer_facts(walk, office, "60000")
    workflow.add_offer(
        walk.package.pk, facts, paper=direct.paper(walk), by=walk.handler, now=walk.clock.now()
    )
    making.decide_together(walk, "award")
    assert refused(walk, workflow.propose, Proposal(direct.lowest(walk).pk)).startswith("eligibility_")


def test_who_is_not_registered_here_may_offer_but_not_be_chosen():
    walk = direct.offered(prices=("66000", "67000"))
    known = Body.objects.get(pk=walk.signatories[0].body_id)
    unknown = replace(
        direct.offer_facts(walk, known, "60000"), supplier_name="某公司（示例）", credit_code=credit_code()
    )
    offer = workflow.add_offer(
        walk.package.pk, unknown, paper=direct.paper(walk), by=walk.handler, now=walk.clock.now()
    )
    making.decide_together(walk, "award")
    assert offer.supplier is None
    assert refused(walk, workflow.propose, Proposal(offer.pk)) == "supplier_not_registered"


def test_counsel_looks_at_the_contract_of_a_public_service_whatever_its_amount():
    walk = direct.offered(direct.approved(item="A0404"))
    making.decide_together(walk, "award")
    proposal = Proposal(direct.lowest(walk).pk)
    assert refused(walk, workflow.propose, proposal) == "no_legal_review"
    making.have_counsel(walk)
    award = workflow.propose(walk.package.pk, proposal, by=walk.handler, now=walk.clock.now())
    assert award.status == AwardStatus.PREPARED


def test_the_units_own_rules_govern_its_contract_and_no_copy_goes_to_finance():
    walk = after_award.signed(direct.published())
    contract = after_award.contract_of(walk)
    assert contract_clocks.file_by(contract) is None
    assert pages.next_step(contract, by=walk.handler).basis == OWN_RULES


def test_a_struck_offer_does_not_count_and_may_be_entered_again():
    walk = direct.offered()
    offer = direct.lowest(walk)
    again = direct.offer_facts(walk, offer.supplier, "64000")
    paper = direct.paper(walk)
    assert refused(walk, workflow.add_offer, again, paper=paper) == "offered_before"
    now = walk.clock.now()
    workflow.strike_offer(offer.pk, reason="金额录错。", by=walk.handler, now=now)
    workflow.add_offer(walk.package.pk, again, paper=paper, by=walk.handler, now=now)
    assert list(queries.amounts_of(direct.award_of(walk)).values())[0] == Decimal(64_000)
    assert queries.struck_of(direct.award_of(walk)).count() == 1


def test_an_order_on_the_mall_is_entered_and_contracted():
    walk = direct.published(direct.entered())
    assert (walk.award.origin, walk.award.amount) == (AwardOrigin.ELSEWHERE, Decimal(66_000))
    notice = Notice.objects.get(type="emall_result")
    text = str(notice.body)
    assert f"DD-{walk.project.number}" in text and "比价" in text and "3 家" in text
    assert notice.title.endswith("电子卖场成交公告") and notice.period_workdays == 1
    assert contracts.term_law(walk.award)
    assert after_award.signed(walk).package.status == PackageStatus.CONTRACTED


def test_an_order_of_the_mall_says_how_it_came_about():
    walk = direct.approved(method="emall")
    supplier = body(name="某中心（示例）").pk
    paper = direct.paper(walk)
    facts = direct.result_facts(walk, supplier, mall=None)
    assert refused(walk, workflow.enter_result, facts, paper=paper) == "mall_order_missing"
    facts = direct.result_facts(walk, supplier, mall=direct.quoted(walk, suppliers=2))
    assert refused(walk, workflow.enter_result, facts, paper=paper) == "mall_few_without_reason"
    assert queries.mall_order(queries.award_of(walk.package)) is None


def test_a_procedure_held_elsewhere_keeps_its_method():
    walk = direct.approved(method=direct.CONSULTATION, is_elsewhere=True)
    walk = direct.published(direct.entered(walk))
    assert "竞争性磋商（在其他平台办理）" in str(Notice.objects.get(type="elsewhere_result").body)


def test_an_order_is_entered_once():
    first = direct.entered()
    second = direct.approved(first, method="emall")
    number = direct.award_of(first).outside_result.order_number
    facts = direct.result_facts(second, first.signatories[0].body_id, order_number=number)
    paper = direct.paper(second)
    assert refused(second, workflow.enter_result, facts, paper=paper) == "order_entered_before"


def test_each_path_refuses_the_others_steps():
    walk = direct.approved()
    facts = direct.result_facts(walk, walk.purchaser.pk)
    assert refused(walk, workflow.enter_result, facts, paper=direct.paper(walk)) == "wrong_path"


def test_only_the_purchasers_own_handler_enters_offers():
    walk = direct.approved()
    facts = direct.offer_facts(walk, body(name="某中心（示例）"))
    for actor in (walk.leader, direct.spine.people().handler):
        with pytest.raises(NotPermitted):
            workflow.add_offer(
                walk.package.pk, facts, paper=direct.paper(walk), by=actor, now=walk.clock.now()
            )
    assert not Offer.objects.exists()


def test_a_purchase_that_is_given_up_gives_its_money_back():
    walk = direct.offered()
    facts = {"cause": EndingCause.OVER_BUDGET, "by": walk.leader}
    assert refused(walk, workflow.give_up, reason=" ", **facts) == "reason_missing"
    counted = facts | {"cause": EndingCause.TOO_FEW}
    assert refused(walk, workflow.give_up, reason="报价不足。", **counted) == "cause_not_stated"
    workflow.give_up(walk.package.pk, reason="报价都超过预算。", **facts, now=walk.clock.now())
    assert walk.package.status == PackageStatus.TERMINATED
    assert walk.package.ended_because == EndingCause.OVER_BUDGET
    assert sum(share.amount for share in still_committed(walk.project.number)) == 0
    facts = direct.offer_facts(walk, body(name="某中心（示例）"))
    assert refused(walk, workflow.add_offer, facts, paper=direct.paper(walk)) == "package_ended"


def test_the_timeline_goes_the_short_way():
    walk = direct.approved()
    told = [status for status, _event in timeline.milestones(walk.project)]
    assert told == ["decided", "result_published", "contracted", "accepted", "evaluated"]
