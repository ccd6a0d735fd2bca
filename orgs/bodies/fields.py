"""Fields of service as a business scope names them; a registrar may say otherwise. Pure."""

import re
from functools import cache
from pathlib import Path

from orgs.bodies.choices import ServiceField
from portal.kernel import reference

DATA = Path(__file__).parent / "data" / "field-words.csv"


def fields_named(scope: str) -> list[str]:
    """The fields that a business scope names, in the order of the list; 其他 when it names none."""
    fields = words()
    named = {fields[found] for found in _any_word().findall(scope)}
    return [field for field in ServiceField.values if field in named] or [ServiceField.OTHER.value]


def in_words(fields: list[str]) -> str:
    """The fields as pages show them."""
    return "、".join(str(ServiceField(field).label) for field in fields)


@cache
def words() -> dict[str, str]:
    """The delivered words with their fields. Raises portal.kernel.reference.BadData, naming the row."""
    return dict(reference.read(DATA, _word, columns=("field", "text"), key=("text",)))


@cache
def _any_word() -> re.Pattern[str]:
    """The longer phrase before the word in it."""
    return re.compile("|".join(re.escape(word) for word in sorted(words(), key=len, reverse=True)))


def _word(row: reference.Row) -> tuple[str, str]:
    return row["text"], reference.chosen(ServiceField, row["field"]) if row["field"] else ""
