"""What responses share, by tables of cases."""

from dataclasses import replace
from decimal import Decimal

import pytest

from procurement.review.signs.rules import Responded, likeness, pieces, signs

SHARE = Decimal("0.60")
PLAN = (
    "每个站点配备专职社工两名，每周入户走访不少于三次，走访记录当天录入，"
    "发现紧急情况两小时内到场，三天内制定个案计划，每月由督导复核一次，季度向民政部门书面报告服务情况。"
)
OTHER = (
    "本单位在八个街道设点，由护理员上门助浴助洁，老人每次服务后签字确认，"
    "服务质量由第三方电话回访抽查，投诉当天受理、次日答复，年终公开服务次数和满意程度，接受居民监督评议。"
)
ONE = Responded("甲中心（示例）", {"服务方案": PLAN}, "甲联系人", "0731-0000-0001")
TWO = Responded("乙中心（示例）", {"服务方案": OTHER}, "乙联系人", "0731-0000-0002")


def kinds(*responses: Responded, printed: tuple[str, ...] = ()) -> list[str]:
    return [sign.kind for sign in signs(responses, printed=printed, share=SHARE)]


@pytest.mark.article("O87:37")
@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (TWO, []),
        (replace(TWO, contact_phone="0731 00000001"), ["contact"]),
        (replace(TWO, contact_name="甲 联系人"), ["contact"]),
        (replace(TWO, texts={"服务方案": PLAN}), ["text"]),
        (replace(TWO, texts={"服务方案": PLAN.replace("，", " ").replace("两名", "三名")}), ["text"]),
        (replace(TWO, texts={"团队": PLAN}), []),
        (replace(TWO, texts={"服务方案": PLAN[:40]}), []),
    ],
)
def test_what_two_responses_share_is_a_sign(other, expected):
    assert kinds(ONE, other) == expected


@pytest.mark.article("O87:37")
def test_the_same_bond_and_the_same_file_are_signs_and_empty_fields_are_none():
    shared = {"bond_reference": "BH-0001", "files": frozenset({("方案.pdf", 10240)})}
    assert kinds(replace(ONE, **shared), replace(TWO, **shared)) == ["bond", "file"]
    empty = {"contact_name": "", "contact_phone": "", "texts": {}}
    assert kinds(replace(ONE, **empty), replace(TWO, **empty)) == []


def test_what_the_document_gave_to_copy_is_no_sign():
    assert kinds(ONE, replace(TWO, texts={"服务方案": PLAN}), printed=(PLAN,)) == []


@pytest.mark.article("O87:37")
@pytest.mark.parametrize(
    ("prices", "expected"),
    [
        (["900000", "930000", "960000"], ["price"]),
        (["800000", "880000", "968000"], ["price"]),
        (["900000", "931000", "960000"], []),
        (["900000", "900000", "900000"], []),
        (["900000", "930000"], []),
        (["1132800", "1160000", "1097400", "520000"], []),
        (["700000", "900000", "930000", "960000"], ["price"]),
    ],
)
def test_regular_differences_of_prices_are_a_sign(prices, expected):
    responses = [Responded(f"单位{at}（示例）", {}, price=Decimal(one)) for at, one in enumerate(prices)]
    assert kinds(*responses) == expected


def test_likeness_is_the_same_both_ways_and_whole_for_the_same_text():
    assert likeness(pieces(PLAN), pieces(OTHER)) == likeness(pieces(OTHER), pieces(PLAN))
    assert likeness(pieces(PLAN), pieces(PLAN + OTHER)) == 1
