"""What the tests of review share."""

import pytest


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    """Reports are written where the test ends."""
    settings.MEDIA_ROOT = tmp_path
