"""The year's total drawn to scale, by cases."""

from decimal import Decimal

import pytest

from procurement.projects.meter import Meter
from procurement.routing.splitting import Other, YearOfItem


def meter(bought: str, mine: str) -> Meter:
    other = Other("2026-0001", "其他采购（示例）", Decimal(bought), "已批准")
    return Meter(YearOfItem(Decimal(mine), (other,)), Decimal(2000000), Decimal("0.8"))


@pytest.mark.article("政府采购法实施条例第二十八条")
@pytest.mark.parametrize(
    ("bought", "mine", "tone", "left", "beyond"),
    [
        ("0", "800000", "ok", "1200000", "0"),
        ("799999", "800000", "ok", "400001", "0"),
        ("800000", "800000", "soon", "400000", "0"),
        ("720000", "960000", "soon", "320000", "80000"),
        ("1040000", "960000", "soon", "0", "400000"),
        ("1040000.01", "960000", "stop", "0", "400000.01"),
    ],
)
def test_the_total_warns_from_the_line_and_stops_above_the_figure(bought, mine, tone, left, beyond):
    found = meter(bought, mine)
    assert (found.tone, found.left, found.beyond) == (tone, Decimal(left), Decimal(beyond))


def test_the_drawing_is_to_scale():
    segments = [(s.kind, s.start, s.width) for s in meter("720000", "960000").segments]
    assert segments == [("part", 0, 36), ("full", 36, 44), ("soon", 80, 4)]
    assert meter("720000", "960000").percent == 84


@pytest.mark.parametrize(("bought", "mine"), [("1900000", "90000"), ("3000000", "900000"), ("0", "1")])
def test_the_drawing_never_leaves_its_frame(bought, mine):
    segments = meter(bought, mine).segments
    assert all(s.width > 0 for s in segments)
    assert sum(s.width for s in segments) <= 100
