"""Eligibility at the bid, at its deadline and at the contract."""

from dataclasses import replace

import pytest
from django.urls import reverse

from orgs.eligibility.choices import Occasion
from orgs.eligibility.models import EligibilitySnapshot
from orgs.registry import workflow as registry
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import Refused
from procurement.bidding import workflow
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.models import Submission
from tests import after_award, spine
from tests.factories import locks
from tests.factories.registry import SOURCE, listing
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


def enter(walk: spine.Purchase, body_id: int, code: str) -> None:
    today = walk.clock.now().date()
    fact = replace(listing(code), happened_on=today)
    registry.enter(body_id, fact, source=SOURCE, by=SYSTEM, now=walk.clock.now())


@pytest.mark.article("《社会组织信用信息管理办法》；规则 CRD-02")
def test_an_organisation_on_the_serious_list_may_not_submit_and_one_on_the_abnormal_list_may():
    walk = spine.obtained(count=2)
    first, second = walk.suppliers
    enter(walk, first.body_id, "serious")
    enter(walk, second.body_id, "abnormal")
    for supplier, count in ((first, 0), (second, 1)):
        fields = spine.response_fields("900000")
        sealed = spine.sealed(walk.package, supplier, phrase=locks.phrase(count), **fields)
        send = {"kind": SubmissionKind.RESPONSE, "sealed": sealed, "by": supplier, "clock": walk.clock}
        if supplier == first:
            with pytest.raises(Refused) as refused:
                workflow.submit(walk.package.pk, **send)
            assert refused.value.code == "eligibility_serious"
        else:
            workflow.submit(walk.package.pk, **send)
        assert Submission.objects.count() == count


def test_the_sealing_page_shows_the_answers(portal_clock):
    walk = spine.obtained(count=1)
    portal_clock.stop_at(walk.clock.now())
    url = reverse("bidding:seal", args=[walk.package.pk, "response"])
    page = client_of(walk.suppliers[0]).get(url).content.decode()
    for words in ("资格自查", "没有重大违法记录", "评审前由采购人查询", "补充资格证据"):
        assert words in page


def test_the_answers_are_frozen_as_known_at_the_deadline_and_kept_under_seal():
    walk = spine.submitted()
    walk.clock.advance_to(walk.package.response_deadline)
    walk.clock.advance(minutes=5)
    enter(walk, walk.suppliers[0].body_id, "serious")
    workflow.close(walk.package.pk, by=SYSTEM, clock=walk.clock)
    frozen = EligibilitySnapshot.objects.filter(occasion=Occasion.BID_DEADLINE)
    assert frozen.count() == len(walk.suppliers)
    mine = frozen.get(body_id=walk.suppliers[0].body_id)
    answers = {answer["rule"]: answer["state"] for answer in mine.answers}
    assert answers["serious"] == "passed"
    assert answers["ccgp"] == "unknown"
    assert not EligibilitySnapshot.objects.disclosed().exists()


def test_a_contract_freezes_the_answers_of_its_day():
    walk = after_award.signed()
    contract = after_award.contract_of(walk)
    frozen = EligibilitySnapshot.objects.get(occasion=Occasion.CONTRACT)
    assert (frozen.reference, frozen.body_id) == (contract.number, contract.supplier_id)
