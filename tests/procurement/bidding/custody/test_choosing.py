"""Another custodian than the rule's, chosen by hand before the call; what page, PDF and Word print of it."""

import io
from zipfile import ZipFile

import pytest
from django.urls import reverse

from orgs.bodies.choices import BodyKind
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding.custody import choosing, queries
from procurement.bidding.custody.models import CustodianChoice
from procurement.notices import documents, keys
from tests import spine
from tests.factories import custody
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
NOTARY = BodyKind.INSTITUTION_CLASS_TWO
WHY = "市财政局与本项目的资金有关，请公证机构托管"


@pytest.fixture
def walk() -> spine.Purchase:
    """A drafted call; the finance department of the city and a notary elsewhere have keys."""
    walk = spine.drafted_notice(purchase=spine.people())
    now = walk.clock.now()
    walk.custodian = custody.custodian(now=now)
    walk.notary = custody.custodian(now=now, kind=NOTARY, region="4306", number=1)
    return walk


def choose(walk: spine.Purchase, body_id: int | None, *, by=None) -> CustodianChoice:
    by = by or walk.handler
    return choosing.choose(walk.package.pk, body_id, reason=WHY, by=by, now=walk.clock.now())


def test_the_chosen_custodian_is_fixed_with_the_call_and_printed_with_its_key(walk):
    assert queries.by_rule(walk.project) == walk.custodian.key
    choose(walk, walk.notary.actor.body_id)
    spine.published(walk)
    assert queries.custody_of(walk.package.pk).key == walk.notary.key
    entry = LedgerEntry.objects.get(verb="custody.choose")
    assert (entry.facts["custodian"], entry.facts["reason"]) == (walk.notary.actor.body_name, WHY)
    notice = walk.project.notices.get()
    facts = dict(keys.annex(notice)[1].facts)
    assert walk.package.opening_keys.get(kind="response").kid in facts.values()
    assert facts["第二把钥匙的托管方"] == walk.notary.actor.body_name
    page = client_of(walk.handler).get(notice.get_absolute_url()).content.decode()
    with ZipFile(io.BytesIO(documents.notice_word(notice).content)) as parts:
        word = parts.read("word/document.xml").decode()
    for printed in (page, word):
        assert walk.notary.key.kid in printed
        assert walk.notary.actor.body_name in printed
    assert documents.notice_page(notice).startswith(b"%PDF")


def test_without_a_body_the_rule_chooses_again(walk):
    choose(walk, walk.notary.actor.body_id)
    choose(walk, None)
    spine.published(walk)
    assert queries.custody_of(walk.package.pk).key == walk.custodian.key


def test_who_became_a_party_does_not_keep_the_key_though_chosen(walk):
    choose(walk, walk.notary.actor.body_id)
    CustodianChoice.objects.update(body_id=walk.purchaser.pk)
    assert queries.by_hand(walk.package) is None
    assert queries.custody_of(spine.published(walk).package.pk).key == walk.custodian.key


def test_only_the_organiser_chooses_among_the_able_and_before_the_call(walk):
    for stranger in (walk.reviewer, walk.notary.actor):
        with pytest.raises(NotPermitted):
            choose(walk, walk.notary.actor.body_id, by=stranger)
    with pytest.raises(Refused, match="不能托管"):
        choose(walk, walk.purchaser.pk)
    spine.published(walk)
    with pytest.raises(Refused, match="随公告固定"):
        choose(walk, walk.notary.actor.body_id)
    assert not CustodianChoice.objects.exists()


def test_the_page_takes_the_choice_and_who_publishes_reads_it(walk):
    url = reverse("custody:choose", args=[walk.project.pk])
    typed = {"package_id": walk.package.pk, "body_id": walk.notary.actor.body_id, "reason": WHY}
    assert client_of(walk.handler).post(url, typed).status_code == 302
    page = client_of(walk.reviewer).get(url).content.decode()
    assert walk.notary.actor.body_name in page
    assert WHY in page
    assert "保存托管方" not in page
    refused = client_of(walk.handler).post(url, typed | {"body_id": walk.purchaser.pk})
    assert refused.status_code == 200
    assert CustodianChoice.objects.get().body_id == walk.notary.actor.body_id
