"""Names of generated organisations."""

from random import Random

import pytest

from orgs.bodies.choices import SocialOrganisationType
from portal.site.generate import names


@pytest.mark.parametrize("kind", SocialOrganisationType.values)
def test_names_are_marked_and_nobody_has_one_twice(kind):
    taken: set[str] = set()
    made = [names.compose(Random(number), kind, "平江县", taken) for number in range(500)]
    assert len(set(made)) == 500
    assert all(name.startswith("平江县") and name.endswith("（示例）") for name in made)
    assert not any("服务服务" in name or "促进促进" in name for name in made)


def test_a_foundation_says_that_it_is_one():
    assert names.compose(Random(1), "3", "湖南省", set()).endswith("基金会（示例）")


def test_odd_names_are_in_every_size():
    assert {len(name) for _kind, name in names.ODD} >= {names.LONGEST}
    assert any(character > "\uffff" for _kind, name in names.ODD for character in name)
