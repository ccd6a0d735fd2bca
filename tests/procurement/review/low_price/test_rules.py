"""Which prices are abnormally low, by tables of cases."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from portal.kernel.clock import SHANGHAI
from procurement.review.low_price import rules
from procurement.review.low_price.choices import TriggerKind
from procurement.review.low_price.rules import LowPriceLaw
from procurement.review.rules import Limit

PAPER = "财库〔2026〕2号"
NOW = datetime(2026, 3, 2, 14, tzinfo=SHANGHAI)


def limits(*numbers: str) -> LowPriceLaw:
    return LowPriceLaw(*(Limit(Decimal(number), PAPER) for number in numbers))


LAW = limits("0.50", "0.50", "0.45", "0.65", "30")


def hits(prices: list[str], ceiling: str, law: LowPriceLaw = LAW) -> dict[int, list[str]]:
    found = rules.triggered(dict(enumerate(map(Decimal, prices))), ceiling=Decimal(ceiling), law=law)
    return {key: [one.kind.value for one in own] for key, own in found.items()}


@pytest.mark.article("财库〔2026〕2号")
@pytest.mark.parametrize(
    ("prices", "ceiling", "expected"),
    [
        (["41", "78", "80", "89"], "100", {0: ["ceiling"]}),
        (["1132800", "1160000", "1097400", "520000"], "1180000", {3: ["second", "ceiling"]}),
        (["45", "90", "91"], "100", {}),
        (["44.99", "60", "61"], "100", {0: ["ceiling"]}),
        (["50", "100", "150"], "100", {}),
        (["49.99", "100", "150.01"], "100", {0: ["mean", "second"]}),
        (["30", "30", "200"], "200", {0: ["mean", "ceiling"], 1: ["mean", "ceiling"]}),
        (["100", "100", "100"], "100", {}),
        (["0.01"], "100", {0: ["ceiling"]}),
        (["100"], "100", {}),
        ([], "100", {}),
    ],
    ids=str.split(
        "question_bank demonstration exactly_the_ceiling's_share below_it exactly_mean_and_second "
        "below_mean_and_second two_lowest_have_no_second equal one_cent_alone alone none"
    ),
)
def test_a_price_triggers_strictly_below(prices, ceiling, expected):
    assert hits(prices, ceiling) == expected


@pytest.mark.article("财库〔2026〕2号")
def test_the_document_may_raise_a_share_to_the_cap():
    assert hits(["62", "80", "90"], "100", limits("0.65", "0.65", "0.65", "0.65", "30")) == {0: ["ceiling"]}
    for share, lawful in (("0.4499", False), ("0.45", True), ("0.65", True), ("0.6501", False)):
        found = rules.share_refusals({TriggerKind.CEILING: Decimal(share)}, law=LAW)
        assert (found == []) is lawful
    assert rules.share_refusals({TriggerKind.MEAN: None}, law=LAW) == []


@pytest.mark.article("财库〔2026〕2号")
@pytest.mark.parametrize(("minutes", "lawful"), [(29, False), (30, True), (60, True)])
def test_the_supplier_has_thirty_minutes(minutes, lawful):
    assert (rules.asking_refusals(minutes, law=LAW) == []) is lawful


@pytest.mark.article("财库〔2026〕2号")
@pytest.mark.parametrize(
    ("is_asked", "after", "text", "code"),
    [
        (True, 0, "说明", None),
        (True, 29, "说明", None),
        (True, 30, "说明", "too_late"),
        (True, 31, "说明", "too_late"),
        (True, 0, " ", "nothing_written"),
        (False, 0, "说明", "not_asked"),
    ],
    ids=["at once", "last minute", "at the end", "a minute late", "blank", "not asked"],
)
def test_an_explanation_is_in_time_and_in_words(is_asked, after, text, code):
    found = rules.explaining_refusals(
        is_asked=is_asked,
        until=NOW + timedelta(minutes=30),
        text=text,
        now=NOW + timedelta(minutes=after),
        basis=PAPER,
    )
    assert [refusal.code for refusal in found] == ([code] if code else [])


@pytest.mark.article("财库〔2026〕2号")
@pytest.mark.parametrize(
    ("waiting", "explained", "accepts", "reason", "codes"),
    [
        (False, True, True, "成本合理", []),
        (False, True, False, "缺少税费", []),
        (False, False, False, "没有说明", []),
        (False, False, True, "成本合理", ["no_explanation"]),
        (True, False, False, "没有说明", ["still_waiting"]),
        (False, True, True, "", ["no_reason"]),
    ],
    ids=["accepted", "rejected", "silent", "silent accepted", "still waiting", "no reason"],
)
def test_a_finding_has_its_time_and_its_reason(waiting, explained, accepts, reason, codes):
    found = rules.judging_refusals(
        is_waiting=waiting, has_explanation=explained, accepts=accepts, reason=reason, basis=PAPER
    )
    assert [refusal.code for refusal in found] == codes


def test_the_supplier_reads_no_figure_of_a_rival():
    prices = {"甲": Decimal("1097400"), "乙": Decimal("520000")}
    own = rules.triggered(prices, ceiling=Decimal("1180000"), law=LAW)["乙"]
    told = "".join(rules.told_words(one.facts()) for one in own)
    shown = "".join(rules.trigger_words(one.facts()) for one in own)
    assert "1,097,400" in shown
    assert "1,097,400" not in told
    assert "1,180,000" in told
