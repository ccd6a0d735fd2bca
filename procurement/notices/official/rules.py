"""A form of a notice: its sections made from values, and what is missing from a text. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.notices.text import Section

NUMERALS = "一二三四五六七八九十"


class Kind(StrEnum):
    """What a field is: a label with a value, running text, or a table."""

    FACT = "fact"
    TEXT = "text"
    TABLE = "table"


@dataclass(frozen=True)
class Field:
    """One thing that a form asks for; text and tables have no label of their own."""

    section: str
    heading: str
    kind: Kind
    label: str
    is_required: bool

    @property
    def says(self) -> str:
        """The field in words: 联系方式：地址."""
        return f"{self.heading}：{self.label}" if self.label else self.heading

    @property
    def names(self) -> str:
        """The label, or what kind of content it is."""
        return self.label or (_("逐项列表") if self.kind == Kind.TABLE else _("文字说明"))


@dataclass(frozen=True)
class Form:
    """A form. `order` is its number among the thirteen, empty for ours; `period` the code of a parameter."""

    code: str
    order: str
    name: str
    owner: str
    period: str
    basis: str
    confidence: str
    fields: tuple[Field, ...] = ()

    @property
    def sections(self) -> list[tuple[str, list[Field]]]:
        """The headings in their order, each with its fields."""
        found: dict[str, list[Field]] = {}
        for field in self.fields:
            found.setdefault(field.section, []).append(field)
        return [(fields[0].heading, fields) for fields in found.values()]

    @property
    def summary(self) -> list[tuple[str, str, str]]:
        """By heading: what must stand there, and what stands there if there is any."""
        return [
            (
                heading,
                "、".join(field.names for field in fields if field.is_required),
                "、".join(field.names for field in fields if not field.is_required),
            )
            for heading, fields in self.sections
        ]

    @property
    def is_to_be_confirmed(self) -> bool:
        """Whether nobody has held it against the original text."""
        return "U" in self.confidence


Values = Mapping[str, Mapping[str, object]]
"""By section: labels with their texts, "text" with paragraphs, "table" with headers and rows."""


def compose(form: Form, values: Values) -> list[Section]:
    """The sections of a notice from values, in the form's order; what has no value is left out."""
    made = []
    for heading, fields in form.sections:
        given = values.get(fields[0].section, {})
        facts = tuple(
            (field.label, str(given[field.label]))
            for field in fields
            if field.kind == Kind.FACT and given.get(field.label)
        )
        headers, rows = given.get("table", ((), ()))
        section = Section(
            f"{NUMERALS[len(made)]}、{heading}",
            facts=facts,
            paragraphs=tuple(str(given.get("text", "")).splitlines()),
            headers=tuple(headers),
            rows=tuple(tuple(row) for row in rows),
            key=fields[0].section,
        )
        if section != replace(section, facts=(), paragraphs=(), headers=(), rows=()):
            made.append(section)
    return made


def blank(form: Form) -> list[Section]:
    """The empty form, to be filled in by hand."""
    return [
        Section(
            f"{NUMERALS[number]}、{heading}",
            facts=tuple((field.label, "") for field in fields if field.kind == Kind.FACT),
            paragraphs=("",) if any(field.kind != Kind.FACT for field in fields) else (),
            key=fields[0].section,
        )
        for number, (heading, fields) in enumerate(form.sections)
    ]


def missing(form: Form, sections: Iterable[Section]) -> list[Field]:
    """The required fields that a text does not have."""
    by_key: dict[str, list[Section]] = {}
    for section in sections:
        by_key.setdefault(section.key, []).append(section)
    return [
        field
        for field in form.fields
        if field.is_required and not any(has(section, field) for section in by_key.get(field.section, ()))
    ]


def has(section: Section, field: Field) -> bool:
    """Whether a section holds what a field asks for."""
    if field.kind == Kind.TEXT:
        return any(text.strip() for text in section.paragraphs)
    if field.kind == Kind.TABLE:
        return bool(section.headers)
    return any(label == field.label and value.strip() for label, value in section.facts)


def missing_refusals(form: Form, sections: Sequence[Section]) -> list[Refusal]:
    """A notice without a field that its form requires does not come out."""
    return [
        Refusal(
            because=_("%(form)s缺少必填内容“%(field)s”。") % {"form": form.name, "field": field.says},
            basis=form.basis,
            remedy=_("请补充以后再发布。"),
            code="field_missing",
        )
        for field in missing(form, sections)
    ]
