"""The demonstration: made once, marked as invented, on any day of any year."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from stdnum.cn import uscc

from catalog.services.models import InstitutionService
from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.clock import SHANGHAI
from portal.kernel.ledger import queries as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.site.demo import cast, script
from procurement.projects.models import ProcurementProject


@pytest.fixture
def reference(db):
    """The reference data that the demonstration stands on."""
    call_command("reference", verbosity=0, stdout=io.StringIO())


@pytest.mark.parametrize(
    "today", [date(2026, 11, 23), date(2026, 2, 18), date(2027, 1, 3), date(2028, 4, 20)]
)
def test_the_demonstration_is_made_on_any_day_and_only_once(reference, today):
    now = datetime(today.year, today.month, today.day, 2, tzinfo=UTC)
    first = dict(script.run(now=now))
    services = InstitutionService.objects.values_list("status", flat=True)
    assert sorted(services) == ["entered", "planned"]
    counts = (Body.objects.count(), User.objects.count(), ProcurementProject.objects.count())
    again = dict(script.run(now=now))
    assert set(first.values()) == {"已建立"}
    assert set(again.values()) == {"已经在演示数据中"}
    assert (Body.objects.count(), User.objects.count(), ProcurementProject.objects.count()) == counts
    assert ledger.verify() == []
    hours = {entry.at.astimezone(SHANGHAI).hour for entry in LedgerEntry.objects.all()}
    assert hours <= set(range(8, 19))


def test_everybody_invented_is_marked_and_has_a_valid_code(reference):
    cast.gather(now=datetime(2026, 3, 2, tzinfo=UTC))
    assert [
        body.name for body in Body.objects.all() if cast.MARK not in body.name or not body.is_sample
    ] == []
    assert [body.name for body in Body.objects.all() if not uscc.is_valid(body.credit_code)] == []
    assert [user.name for user in User.objects.all() if cast.MARK not in user.name] == []


def test_a_portal_in_service_gets_no_demonstration(settings, db):
    settings.DEMO_MODE = False
    with pytest.raises(CommandError, match="演示数据只能在演示环境建立"):
        call_command("demo")
    assert not Body.objects.exists()
