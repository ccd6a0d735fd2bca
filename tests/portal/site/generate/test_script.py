"""Generated organisations: the same by seed, valid codes of the right authority, written once."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from orgs.bodies import queries, rules
from orgs.bodies.models import Body
from orgs.regions import workflow as regions
from portal.kernel.errors import Refused
from portal.site.generate import organisations, script
from portal.site.generate.draws import Lot, chunks
from portal.site.generate.sizes import SIZES

COUNT = 60


@pytest.fixture
def divisions(db):
    regions.load_reference(on=date(2026, 1, 1))


def facts(lot: Lot, count: int) -> list[tuple]:
    return [
        (body.name, body.credit_code, body.division_id, registration.registered_on)
        for body, registration in organisations.draw(lot, count)
    ]


def test_the_same_seed_gives_the_same_rows_and_a_small_set_begins_a_large_one(divisions):
    made = facts(Lot(), COUNT)
    assert made == facts(Lot(), COUNT)
    assert made[:20] == facts(Lot(), 20)
    assert made != facts(Lot(seed=7), COUNT)


def test_codes_fit_kind_and_authority_and_dates_fit_each_other(divisions):
    lot = Lot()
    for body, registration in organisations.draw(lot, COUNT):
        case = rules.RegistrationCase(
            code=body.credit_code,
            type=registration.type,
            authority_code=registration.authority_division.gb_code,
            competent_unit=registration.competent_unit,
            direct_registration=registration.direct_registration,
            is_association=registration.is_association,
            founded_on=registration.founded_on,
            registered_on=registration.registered_on,
        )
        assert rules.registration_refusals(case, today=lot.as_of) == []
        assert body.division_id.startswith(registration.authority_division_id)


def test_authorities_are_of_three_levels_and_everything_is_marked(divisions):
    made = list(organisations.draw(Lot(), COUNT))
    levels = {registration.authority_division.level for _body, registration in made}
    assert levels == set(organisations.LEVELS)
    assert all(body.is_sample and body.name.endswith("（示例）") for body, _registration in made)
    assert all(registration.authority.endswith("（示例）") for _body, registration in made)


def test_they_are_written_once_found_by_initials_and_sizes_do_not_mix(divisions):
    size = replace(
        SIZES["small"], organisations=COUNT, township_stations=9, village_stations=8, incubation_bases=3
    )
    wanted = {
        "社会组织": COUNT,
        "有登记事实的社会组织": COUNT,
        "乡镇（街道）级站点": 9,
        "村（社区）级站点": 8,
        "孵化基地": 3,
    }
    assert script.run(size, lot=Lot()) == wanted
    assert script.run(size, lot=Lot()) == dict.fromkeys(wanted, 0)
    assert queries.search(Body.objects.all(), "sthjbh").exists()
    with pytest.raises(Refused):
        script.run(SIZES["medium"], lot=Lot())
    assert Body.objects.count() == COUNT


@pytest.mark.django_db
def test_without_divisions_it_says_what_to_run_first():
    with pytest.raises(CommandError, match="manage.py reference"):
        call_command("generate", size="small")


@pytest.mark.parametrize("refused", [{"IS_PRODUCTION": True}, {"DEMO_MODE": False}])
def test_production_is_never_filled_with_samples(settings, refused):
    for name, value in refused.items():
        setattr(settings, name, value)
    with pytest.raises(CommandError, match="演示"):
        call_command("generate", size="small")


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (2, [2]), (5, [2, 2, 1])])
def test_rows_come_in_chunks(count, sizes):
    assert [len(chunk) for chunk in chunks(range(count), size=2)] == sizes
