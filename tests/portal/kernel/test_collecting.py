"""The collector looks seldom for a while, and as usual afterwards."""

import gc

import pytest

from portal.kernel import collecting


def test_the_collector_is_set_back_also_after_an_error():
    usual = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), collecting.seldom():
        assert gc.get_threshold()[0] == collecting.NEW_OBJECTS
        _ = 1 / 0
    assert gc.get_threshold() == usual
    assert gc.isenabled()
