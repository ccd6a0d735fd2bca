"""Nothing that leads to a person is forgotten: the table is compared with the models."""

import re

import pytest
from django.apps import apps
from django.db.models import BigIntegerField, CharField, ForeignKey, Model

from orgs.people.models import User
from portal.kernel.pointing import fields_pointing_at
from portal.site.personal.table import TABLE, Keeps

OURS = ("kernel", "orgs", "catalog", "procurement", "evaluation")
HOLDINGS = [holding for section in TABLE for holding in section.holdings]
LISTED = {holding.path for holding in HOLDINGS}
NUMBER_OF_A_PERSON = re.compile(r"(_by|_by_id|^by|user_id\w*|(owner|actor|person|officer|author)_id)$")
COPY_OF_A_NAME = re.compile(r"(_by|actor|user|person|officer|member)_name$")
# Columns with a copy of a name that no update reaches: append-only, kept for good or with the audit's term.
APPEND_ONLY = {"kernel.LedgerEntry.actor_name", "evaluation.AccessRecord.user_name"}
# Entered by a person whose number is not kept beside it.
NAME_ALONE = {"catalog.InstitutionService.confirmed_by_name"}


def path_of(model: type[Model], name: str) -> str:
    return f"{model._meta.app_label}.{model._meta.object_name}.{name}"


def our_fields():
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            yield from ((model, field) for field in model._meta.concrete_fields)


def test_every_foreign_key_to_a_person_stands_in_the_table_with_purpose_and_term():
    missing = {path_of(field.model, field.name) for field in fields_pointing_at(User)} - LISTED
    assert missing == set(), "add to portal/site/personal/table.py"


def test_every_column_with_a_persons_number_stands_in_the_table():
    found = {
        path_of(model, field.name)
        for model, field in our_fields()
        if isinstance(field, BigIntegerField)
        and not isinstance(field, ForeignKey)
        and NUMBER_OF_A_PERSON.search(field.name)
    }
    assert found - LISTED == set(), "add to portal/site/personal/table.py"


def test_every_copy_of_a_name_is_masked_or_known_to_be_append_only():
    copies = {
        path_of(model, field.name)
        for model, field in our_fields()
        if isinstance(field, CharField) and COPY_OF_A_NAME.search(field.name)
    }
    masked = {path_of(holding.model, holding.name) for holding in HOLDINGS if holding.name}
    assert copies - masked == APPEND_ONLY | NAME_ALONE
    assert masked <= copies


def test_where_a_records_name_stands_is_a_way_of_attributes():
    """A query's double underscore there broke the page of own data for who had entered such a record."""
    assert [holding.path for holding in HOLDINGS if "__" in holding.about] == []


@pytest.mark.django_db
def test_every_way_of_the_table_leads_somewhere():
    for section in TABLE:
        for holding in section.holdings:
            found = holding.model._base_manager.filter(**{holding.field: 0})
            assert list(found) == []
            if holding.when:
                found.order_by(holding.when)
            if section.purpose.keeps == Keeps.PURCHASE:
                assert list(found.values_list(holding.project)) == []
            if section.purpose.keeps in (Keeps.OFFICE, Keeps.REQUEST):
                assert holding.when, holding.path
