"""How sure a number is, and what is said beside it."""

import pytest

from procurement.routing import choices
from procurement.routing.choices import Confidence

TABLE = [
    ("S", False, ""),
    ("S+V2", False, ""),
    ("V1", False, ""),
    ("V2", False, "（二手来源）"),
    ("M", True, ""),
    ("U", True, ""),
    ("S+M", True, ""),
    ("V1+U", True, ""),
    ("V2+M", True, ""),
]


@pytest.mark.parametrize(("confidence", "is_to_be_confirmed", "said"), TABLE)
def test_what_rests_on_memory_or_doubt_is_to_be_confirmed(confidence, is_to_be_confirmed, said):
    assert choices.is_to_be_confirmed(confidence) is is_to_be_confirmed
    assert choices.source("财库〔2016〕198号", confidence) == f"财库〔2016〕198号{said}"


def test_the_table_has_every_confidence():
    assert set(Confidence.values) <= {row[0] for row in TABLE}
