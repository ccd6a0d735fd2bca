"""The opening: two officers, each bidder unlocks, candidates go to review."""

import pytest

from procurement.projects.choices import PackageStatus
from procurement.review.choices import ReviewStatus
from tests import spine

pytestmark = pytest.mark.django_db


def test_opened_responses_become_candidates():
    walk = spine.opened_package()
    assert walk.package.status == PackageStatus.OPENED
    assert walk.package.review.status == ReviewStatus.RECUSAL
    assert walk.package.review.candidates.count() == 3
