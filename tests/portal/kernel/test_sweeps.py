"""One fault does not hold up what else fell due."""

import pytest
from django.db import DatabaseError

from portal.kernel.actors import SYSTEM
from portal.kernel.errors import Refusal, Refused
from portal.kernel.sweeps import carry_out


@pytest.mark.parametrize("fault", [Refused(Refusal("因为", "依据", "办法", "code")), DatabaseError("gone")])
def test_a_refusal_and_a_fault_of_the_database_are_logged_and_passed_over(fault, caplog):
    def verb(record_id, *, by, **facts):
        asked.append((record_id, by, facts))
        raise fault

    asked = []
    caplog.set_level("INFO")
    carry_out(verb, 7, kind="response")
    assert asked == [(7, SYSTEM, {"kind": "response"})]
    assert "not carried out: verb" in caplog.text


def test_a_mistake_of_ours_is_not_passed_over():
    with pytest.raises(KeyError):
        carry_out(lambda record_id, *, by: {}[record_id], 7)
