"""What nobody should type: the answer is a sentence at the field, and nothing that was typed is lost."""

import os
import re
from collections.abc import Iterator

import pytest
from django import forms
from django.db import transaction
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.kernel.forms import tidy
from tests import spine
from tests.bad_input import junk
from tests.bad_input.forms import every_form, options_of
from tests.spine import Purchase

pytestmark = pytest.mark.django_db
FORMS = sorted(set(every_form()), key=lambda form: (form.__module__, form.__name__))
# `make proof` sets PORTAL_PROOF=1 and runs the counts of thousands in full; otherwise a tenth.
CASES = 500 if os.environ.get("PORTAL_PROOF") == "1" else 50
CHINESE, FOREIGN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{4,}")
SHOWN_AS_TYPED = (forms.TextInput, forms.Textarea)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from([*junk.ANYTHING, *junk.NO_AMOUNTS, *junk.NO_NUMBERS, *junk.NO_DAYS, *junk.NO_CHOICES]),
)


@pytest.fixture(scope="module")
def walk(django_db_setup, django_db_blocker) -> Iterator[Purchase]:
    """A draft of a project; the tests of this module change nothing about it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield spine.drafted_project()
        transaction.set_rollback(True)


def bound(form: type[forms.BaseForm], walk: Purchase, text: str | dict[str, str]) -> forms.BaseForm:
    """The form with the same text, or with its own, in each of its fields."""
    options = options_of(form, walk)
    blank = form(**options)
    typed = text if isinstance(text, dict) else dict.fromkeys(blank.fields, text)
    return form({blank.add_prefix(name): value for name, value in typed.items()}, **options)


def fields_of(form: type[forms.BaseForm], walk: Purchase) -> dict[str, forms.Field]:
    return form(**options_of(form, walk)).fields


def unclear(form: forms.BaseForm, typed: str) -> list[str]:
    """Sentences that are not in the reader's language; what was typed may be quoted."""
    said = [str(text) for errors in form.errors.values() for text in errors]
    bare = [text.replace(typed, "") for text in said]
    return [text for text in bare if not CHINESE.search(text) or FOREIGN.search(text)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_what_a_field_cannot_take_is_refused_at_the_field_and_kept(form, walk):
    for name, field in fields_of(form, walk).items():
        for text in junk.refused_by(field):
            made = bound(form, walk, {name: text})
            assert name in made.errors, f"{name} takes {text[:40]!r}"
            assert unclear(made, text) == [], name
            if isinstance(field.widget, SHOWN_AS_TYPED) and not isinstance(field.widget, forms.PasswordInput):
                assert escape(tidy(text)) in str(made[name]), f"{name} loses {text[:40]!r}"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_whatever_is_typed_breaks_nothing_and_is_shown_as_text(form, walk):
    for text in ("", *junk.ANYTHING):
        made = bound(form, walk, text)
        made.is_valid()
        assert unclear(made, text) == [], repr(text[:40])
        shown = "".join(str(made[name]) for name in made.fields)
        assert "<script" not in shown and "<img" not in shown
        assert "\x00" not in str(made.cleaned_data)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_no_random_text_breaks_a_form(form, walk):
    blank = form(**options_of(form, walk))
    fields = st.fixed_dictionaries({blank.add_prefix(name): TEXTS for name in blank.fields})

    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(fields)
    def try_it(typed: dict[str, str]) -> None:
        made = form(typed, **options_of(form, walk))
        made.is_valid()
        assert "<script" not in "".join(str(made[name]) for name in made.fields)
        assert all(CHINESE.search(str(text)) for errors in made.errors.values() for text in errors)

    try_it()
