"""One walk for all the tests of a module: each test begins where it ended, and leaves nothing behind."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import wraps
from typing import Any

import pytest
from django.db import transaction

# What the module has walked once for all its tests, by the name of the stage.
SHARED: dict[str, Any] = {}
Stage = Callable[..., Any]


def kept(stage: Stage) -> Stage:
    """A stage that gives a copy of what the module has walked already, where nothing special is asked for."""

    @wraps(stage)
    def walked(*given: Any, **facts: Any) -> Any:
        if _name(stage) in SHARED and not (given or any(facts.values())):
            return deepcopy(SHARED[_name(stage)])
        return stage(*given, **facts)

    return walked


def walked_once(stage: Stage) -> Callable[..., Iterator[None]]:
    """A fixture for the module: `scene = walked_once(spine.reported)`, of a stage that is `kept`.

    The stage is walked in a transaction around those of the tests, which take it back; a test that calls
    the stage gets a copy of the purchase. Two scenes at once would be counted by tests that count.
    """

    @pytest.fixture(scope="module", autouse=True)
    def scene(django_db_setup, django_db_blocker, key_file) -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            SHARED[_name(stage)] = stage()
            try:
                yield
            finally:
                SHARED.clear()
                transaction.set_rollback(True)

    return scene


def _name(stage: Stage) -> str:
    return f"{stage.__module__}.{stage.__qualname__}"
