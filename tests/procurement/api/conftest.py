"""What the tests of the interface share."""

import pytest

from procurement.api.public import PublicRecords


@pytest.fixture(autouse=True)
def no_limit_of_requests(monkeypatch):
    """Tests ask more often in a minute than a visitor may."""
    monkeypatch.setattr(PublicRecords, "throttle_classes", ())
