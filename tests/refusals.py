"""Saying in a test that a verb is refused."""

from collections.abc import Callable

import pytest

from portal.kernel.errors import Refused


def refused(verb: Callable, *args, code: str, **facts) -> None:
    """The verb is refused, and this is among the reasons."""
    with pytest.raises(Refused) as found:
        verb(*args, **facts)
    assert code in {refusal.code for refusal in found.value.refusals}
