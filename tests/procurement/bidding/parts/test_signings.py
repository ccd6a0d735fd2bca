"""What counts as signed in one package, and what an unsigned bid is told."""

import pytest
from django.urls import reverse

from portal.kernel.errors import NotPermitted, Refused
from procurement.bidding.parts import queries, workflow
from procurement.bidding.parts.models import PackageSigning
from procurement.notices import queries as notices
from tests import spine
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
WHY = "声明函由法定代表人签字盖章"
SET = {"declaration": ["stamped"], "form": ["portal", "stamped"]}


@pytest.fixture
def walk() -> spine.Purchase:
    workflow.load_reference()
    return spine.drafted_notice(purchase=spine.people_now())


def put(walk: spine.Purchase, signings: dict = SET, *, by=None) -> list[PackageSigning]:
    now = walk.clock.now()
    return workflow.set_signings(walk.package.pk, signings, reason=WHY, by=by or walk.handler, now=now)


def ways(walk: spine.Purchase, code: str) -> list[str]:
    parts = queries.parts_for(walk.package, "response")
    return next(part.signings for part in parts if part.code == code)


def test_what_differs_counts_for_the_package_alone_and_stands_in_the_document(walk):
    [kept] = put(walk)
    assert (kept.part.code, ways(walk, "declaration")) == ("declaration", ["stamped"])
    plain = next(part for part in queries.parts_of("response") if part.code == "declaration")
    assert plain.signings == ["sealed_file", "stamped"]
    spine.published(walk)
    document = notices.latest_document(walk.project.pk)
    assert "声明函：打印盖章后扫描" in str(document.content)
    with pytest.raises(Refused, match="随采购文件固定"):
        put(walk)


def test_only_the_organiser_sets_it_and_never_so_that_suppliers_are_shut_out(walk):
    with pytest.raises(NotPermitted):
        put(walk, by=walk.reviewer)
    for wrong in ({"form": ["stamped"]}, {"qualification": ["sealed_file"]}):
        with pytest.raises(Refused):
            put(walk, wrong)
    assert not PackageSigning.objects.exists()


def test_the_page_sets_it_and_shows_why(walk):
    url = reverse("bidding:signings", args=[walk.package.pk])
    typed = {"ways_form": ["portal"], "ways_declaration": ["stamped"], "reason": WHY}
    assert client_of(walk.handler).post(url, typed).status_code == 302
    page = client_of(walk.reviewer).get(url).content.decode()
    assert WHY in page
    assert "保存签署要求" not in page
    assert ways(walk, "form") == ["portal"]
    refused = client_of(walk.handler).post(url, typed | {"ways_form": ["stamped"]})
    assert refused.status_code == 409
    assert "有同等的法律效力" in refused.content.decode()


def test_an_unsigned_bid_is_received_and_its_receipt_says_so():
    walk = spine.submitted(purchase=spine.people_now(), prices=["900000"])
    receipt = walk.package.submissions.get()
    page = client_of(walk.suppliers[0]).get(reverse("bidding:receipt", args=[receipt.receipt_number]))
    assert "不是在本平台签署的" in page.content.decode()
