"""Scores far from the others, and the majority, by tables of cases."""

from decimal import Decimal

import pytest

from procurement.review.checks import rules


@pytest.mark.article("O87:64")
@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (["50", "48", "20"], [2]),
        (["50", "48", "26"], []),
        (["20", "20", "60"], [2]),
        (["20", "20", "44"], []),
        (["20", "20", "44.01"], [2]),
        (["50", "50", "50", "50", "10"], [4]),
        (["0", "60"], []),
    ],
)
def test_a_score_far_from_the_others_is_a_sign(points, expected):
    given = dict(enumerate(map(Decimal, points)))
    assert rules.odd_scores(given, maximum=Decimal(60), share=Decimal("0.40")) == expected


@pytest.mark.article("O87:61")
@pytest.mark.parametrize(
    ("agreeing", "against", "panel", "outcome"),
    [
        (1, 0, 3, None),
        (2, 0, 3, True),
        (1, 1, 3, None),
        (1, 2, 3, False),
        (2, 2, 5, None),
        (3, 2, 5, True),
        (0, 3, 5, False),
    ],
)
def test_the_majority_of_the_whole_panel_decides(agreeing, against, panel, outcome):
    assert rules.decided(agreeing=agreeing, against=against, panel=panel) is outcome
