"""A stage is walked once in a process, or once for a module: each test begins where it ended."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import wraps
from inspect import signature
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from portal.kernel.clock import local_date
from tests import snapshots

# What the module has walked once for all its tests, by the name of the stage.
SHARED: dict[str, Any] = {}
Stage = Callable[..., Any]
PLAIN = (str, int, Decimal, date, timedelta, type(None))


def kept(stage: Stage) -> Stage:
    """A stage that gives a copy of what the module, or another test of the process, has walked already."""
    asked = signature(stage)

    @wraps(stage)
    def walked(*given: Any, **facts: Any) -> Any:
        if _name(stage) in SHARED and not (given or any(facts.values())):
            return deepcopy(SHARED[_name(stage)])
        bound = asked.bind(*given, **facts)
        bound.apply_defaults()
        if not all(map(_is_plain, bound.arguments.values())):
            return stage(*given, **facts)
        key = (_name(stage), repr(bound.arguments), local_date(timezone.now()))
        return snapshots.walked(key, lambda: stage(*given, **facts))

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


def _is_plain(fact: Any) -> bool:
    """Whether a fact says all of itself when it is written out, and names nothing in the database."""
    if isinstance(fact, dict):
        return all(map(_is_plain, fact.values()))
    if is_dataclass(fact):
        return all(_is_plain(getattr(fact, one.name)) for one in fields(fact))
    return all(map(_is_plain, fact)) if isinstance(fact, list | tuple) else isinstance(fact, PLAIN)


def _name(stage: Stage) -> str:
    return f"{stage.__module__}.{stage.__qualname__}"
