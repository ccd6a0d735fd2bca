"""One walk for all the tests of a module: each test begins where it ended, and leaves nothing behind."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from tests import spine
from tests.spine import Purchase


def walked_once(stage: Callable[..., Purchase]) -> Callable[..., Iterator[None]]:
    """A fixture for the module: `scene = walked_once(spine.reported)`.

    The stage is walked in a transaction around those of the tests, which take it back; a test that calls
    the stage gets a copy of the purchase. Two scenes at once would be counted by tests that count.
    """

    @pytest.fixture(scope="module", autouse=True)
    def scene(django_db_setup, django_db_blocker, key_file) -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            spine.SHARED[stage.__name__] = stage()
            try:
                yield
            finally:
                spine.SHARED.clear()
                transaction.set_rollback(True)

    return scene
