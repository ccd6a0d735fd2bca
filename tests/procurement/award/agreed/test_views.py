"""The pages of a single source, for whom they are and for whom they are not."""

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.people.choices import Role
from portal.kernel.clock import local_date
from procurement.award.agreed.models import SourceTalks
from tests.factories import single
from tests.factories.people import actor, letter
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


@kept
def opened(**facts):
    return single.opened(**facts)


scene = walked_once(opened)


def shown(by, name: str, pk: int) -> str:
    answer = client_of(by).get(reverse(name, args=[pk]), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def typed(**changes) -> dict:
    facts = {
        "held_on": local_date(timezone.now()).isoformat(),
        "place": "会议室一（示例）",
        "staff": "何静（示例），采购人，科长",
        "costs": "供应商说明了成本。",
        "terms": "服务期一年，按季度付款。",
        "amount": "930000",
        "paper": letter("协商记录.pdf"),
    }
    return {**facts, **changes}


def test_who_conducts_reads_the_response_and_enters_the_record():
    walk = opened()
    pk, browser = walk.package.pk, client_of(walk.handler)
    page = shown(walk.handler, "agreed:detail", pk)
    assert "登记协商情况" in page and "960,000 元" in page and "首次报价" in page
    dear = browser.post(reverse("agreed:keep", args=[pk]), typed(amount="990000"))
    assert dear.status_code == 409 and "服务期一年，按季度付款。" in dear.content.decode()
    assert not SourceTalks.objects.exists()
    assert browser.post(reverse("agreed:keep", args=[pk]), typed()).status_code == 302
    talks = SourceTalks.objects.get()
    assert "拟定成交供应商" in shown(walk.handler, "agreed:detail", pk)
    assert browser.get(reverse("agreed:paper", args=[talks.pk])).status_code == 200


def test_an_end_without_its_reason_leaves_the_purchase_as_it_is():
    walk = opened()
    url = reverse("agreed:end", args=[walk.package.pk])
    assert "报价超过采购预算或者最高限价" in client_of(walk.handler).get(url).content.decode()
    sent = client_of(walk.handler).post(url, {"cause": "gone", "reason": " "})
    assert sent.status_code == 200 and walk.package.status == "opened"


def test_the_award_leads_to_the_talks_and_its_pages_work_for_them():
    walk = single.proposed(single.talked(opened()))
    assert "协商情况" in shown(walk.leader, "award:package", walk.package.pk)
    assert "930,000" in shown(walk.leader, "award:approve", walk.award.pk)
    walk = single.decided(walk)
    assert "单一来源采购人员" in shown(walk.handler, "award:publish", walk.award.pk)
    walk = single.published(walk)
    assert "结果已公开" in shown(walk.handler, "agreed:detail", walk.package.pk)


def test_others_read_the_talks_after_the_result_and_strangers_never():
    walk = single.talked(opened())
    stranger, auditor = actor(Role.PURCHASER_HANDLER), actor(Role.AUDITOR)
    supplier = walk.suppliers[0]
    for name in ("detail", "keep", "prepare", "end"):
        url = reverse(f"agreed:{name}", args=[walk.package.pk])
        assert client_of(stranger).get(url).status_code == 404
        assert client_of(supplier).get(url).status_code == 403
    detail, talks = reverse("agreed:detail", args=[walk.package.pk]), walk.award.talks
    before = client_of(auditor).get(detail)
    assert before.status_code == 200 and "何静（示例），采购人，科长" not in before.content.decode()
    paper = reverse("agreed:paper", args=[talks.pk])
    assert client_of(auditor).get(paper).status_code == 404
    single.published(single.decided(single.proposed(walk)))
    assert "何静（示例），采购人，科长" in client_of(auditor).get(detail).content.decode()
    assert client_of(auditor).get(paper).status_code == 200
