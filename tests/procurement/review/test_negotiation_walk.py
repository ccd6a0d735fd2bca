"""A negotiation through every stage from the notice to the contract's letter."""

from decimal import Decimal

import pytest
from django.urls import reverse

from procurement.award import letters
from procurement.notices.models import Notice
from tests import spine
from tests.signed_in import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.article("O74:35；O74:36")]


def page(by, name: str, *args) -> str:
    answer = client_of(by).get(reverse(name, args=args), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_negotiation_comes_to_its_result_without_a_word_of_points():
    walk = spine.awarded(purchase=spine.people(method="competitive_negotiation"))
    assert walk.award.amount == Decimal("898000.00")
    told = page(walk.handler, "award:award", walk.award.pk)
    assert "总分" not in told and "898,000" in told
    result = str(Notice.objects.get(type="award_result").body)
    assert "磋商" not in result and "评审小组成员名单" in result
    winner, loser = walk.award.letters.order_by("-is_winner", "candidate__rank")[:2]
    assert winner.content["reason"] == "符合采购文件要求，最后报价排序第一。"
    assert "最后报价排序第 2" in loser.content["reason"]
    assert "总分" not in dict(letters.own_facts(loser.content))
    of_members(walk)
    of_organiser_and_supplier(walk)


def of_members(walk: spine.Purchase) -> None:
    """The panel's pages: places by price, talks by their own name, no sheets."""
    pk, chair = walk.room.session.pk, walk.room.chair
    ranked = page(chair, "review:ranking", pk)
    assert "按最后报价排序" in ranked and "总分" not in ranked
    talks = page(chair, "review:consultation", pk)
    assert "逐家谈判" in talks and "磋商" not in talks.replace("评审与磋商", "")
    for name in ("summary", "quotes", "sheet", "submit_sheet"):
        shown = page(chair, f"review:{name}", pk)
        assert "得分" not in shown and "评分表" not in shown


def of_organiser_and_supplier(walk: spine.Purchase) -> None:
    """Who organises sees prices and places; a supplier its own state."""
    pk = walk.room.session.pk
    organised = page(walk.handler, "review:organise", pk)
    assert "比较报价" in organised and "总分" not in organised
    assert "898,000" in page(walk.suppliers[2], "review:supplier", pk)
