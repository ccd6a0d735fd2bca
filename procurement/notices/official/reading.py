"""The forms as they stand in the data files."""

import csv
from functools import cache
from pathlib import Path

from procurement.notices.official.rules import Field, Form, Kind

DATA = Path(__file__).parent / "data"


@cache
def forms() -> dict[str, Form]:
    """Every form by its code, in the order of the official list, ours after them."""
    fields: dict[str, list[Field]] = {}
    for row in rows("fields.csv"):
        field = Field(row["section"], row["heading"], Kind(row["kind"]), row["label"], row["required"] == "1")
        fields.setdefault(row["form"], []).append(field)
    return {row["code"]: Form(**row, fields=tuple(fields[row["code"]])) for row in rows("forms.csv")}


def form_of(notice_type: str) -> Form:
    """The form that a type of notice follows."""
    return forms()[str(notice_type)]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a data file; lines that begin with # are remarks."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
