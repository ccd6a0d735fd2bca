"""`manage.py reference`: everything or nothing, as often as one likes."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.editions import reference as catalogue_files
from catalog.editions import workflow as catalogue
from catalog.editions.models import CatalogueEdition, CatalogueItem
from orgs.people.models import IncompatibleDuties
from orgs.regions.models import Division
from portal.kernel.calendar.models import HolidayNotice
from portal.site import reference
from procurement.routing.models import RuleParameter

pytestmark = pytest.mark.django_db


def run(*options: str) -> str:
    out = StringIO()
    call_command("reference", *options, stdout=out)
    return out.getvalue()


def test_the_command_says_what_is_loaded():
    found = json.loads(run("--json"))
    assert found["divisions"] == {"county": 134, "prefecture": 14, "province": 1, "township": 2008}
    assert found["division_kinds"]["statistical_zone"] == 12
    assert found["catalogue"] == {"1": 2, "2": 30, "3": 200}
    assert found["departmental_items"] == 36
    assert found["policies"] == 85
    assert found["negative_heads"] == 6
    assert found["calendar_years"] == [2024, 2025, 2026]
    assert found["is_reference_edition"]
    assert "行政区划：2157" in run()


def test_a_second_run_changes_nothing():
    first = run("--json")
    rows = (
        set(CatalogueItem.objects.values_list("pk", "code")),
        set(Division.objects.values_list("pk", "name")),
    )
    assert run("--json") == first
    assert rows == (
        set(CatalogueItem.objects.values_list("pk", "code")),
        set(Division.objects.values_list("pk", "name")),
    )


def test_a_bad_row_is_named_and_nothing_is_loaded(tmp_path, monkeypatch):
    lines = catalogue_files.CIVIL_AFFAIRS.read_text(encoding="utf-8").splitlines()
    lines[6] = lines[6].replace("A1008", "A9999")
    path = tmp_path / "civil-affairs-catalogue.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    load = catalogue.load_reference
    monkeypatch.setattr(catalogue, "load_reference", lambda: load(civil_affairs=path))
    with pytest.raises(CommandError, match="第 7 行.*A9999.*没有载入任何数据"):
        run()
    for model in (
        Division,
        CatalogueItem,
        CatalogueEdition,
        RuleParameter,
        IncompatibleDuties,
        HolidayNotice,
    ):
        assert not model.objects.exists()


def test_all_is_loaded_by_few_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(109):
        reference.load(on=date(2026, 11, 23))
