"""The delivered table of incompatible duties."""

import pytest

from orgs.people import duties
from orgs.people.choices import Duty
from orgs.people.models import IncompatibleDuties
from portal.kernel.reference import BadData

pytestmark = pytest.mark.django_db


def test_every_pair_has_its_basis():
    assert duties.load_reference() == duties.load_reference() == IncompatibleDuties.objects.count()
    assert not IncompatibleDuties.objects.filter(basis="").exists()


def test_award_and_payment_are_never_lent():
    duties.load_reference()
    pair = IncompatibleDuties.objects.get(first=Duty.AWARD_PREPARE, second=Duty.AWARD_APPROVE)
    assert not pair.may_be_lent
    assert IncompatibleDuties.objects.get(first=Duty.DEMAND_DRAFT, second=Duty.DEMAND_REVIEW).may_be_lent


def test_an_unknown_duty_is_named(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text(
        "first,second,basis,confidence,may_be_lent\ndemand_draft,lunch,依据,M,1\n", encoding="utf-8"
    )
    with pytest.raises(BadData, match="lunch"):
        duties.load_reference(path)
    assert not IncompatibleDuties.objects.exists()
