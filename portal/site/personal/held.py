"""Reads of what is held about a person, row by row, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel import browsers
from portal.kernel.templatetags.portal import moment
from portal.site.personal.table import TABLE, Holding, Section

# So many rows of one kind stand on the page; the file has all.
MOST = 20
LABELS = {
    "role_names": gettext_lazy("身份"),
    "last_used_at": gettext_lazy("最近使用"),
    "user_agent": gettext_lazy("浏览器"),
    "last_seen_at": gettext_lazy("最近使用"),
    "email": gettext_lazy("邮箱"),
}


@dataclass(frozen=True)
class Row:
    """One record: of what kind, which, when, and what else the person reads."""

    kind: str
    about: str
    when: date | datetime | None
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Group:
    """What is held for one purpose."""

    section: Section
    rows: tuple[Row, ...]
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether the page shows only the newest."""
        return len(self.rows) < self.total


def groups(user_id: int, *, most: int | None = MOST) -> list[Group]:
    """What is held about a person, purpose by purpose; `most` rows of a kind, None for all."""
    return [group(section, user_id, most=most) for section in TABLE]


def group(section: Section, user_id: int, *, most: int | None) -> Group:
    """What is held for one purpose; what fits is not counted again."""
    rows, total = [], 0
    for holding in section.holdings:
        found = list(rows_of(holding, user_id, most=most))
        rows += found
        total += records(holding, user_id).count() if len(found) == most else len(found)
    return Group(section, tuple(rows), total)


def records(holding: Holding, user_id: int) -> QuerySet[Model]:
    """The records that lead to a person this way."""
    return holding.model._base_manager.filter(**{holding.field: user_id})


def rows_of(holding: Holding, user_id: int, *, most: int | None) -> Iterator[Row]:
    """The records in words, the newest first."""
    joins = {join for way in (holding.about, *holding.shows) if (join := join_of(holding.model, way))}
    found = records(holding, user_id)
    found = found.select_related(*sorted(joins)) if joins else found
    for record in found.order_by("-pk")[:most]:
        yield Row(
            kind=str(holding.says or holding.model._meta.verbose_name),
            about=said(value_of(record, holding.about)) if holding.about else str(record),
            when=value_of(record, holding.when) if holding.when else None,
            details=tuple(details(record, holding)),
        )


def details(record: Model, holding: Holding) -> Iterator[tuple[str, str]]:
    """What else is shown, by the names of the fields; what is empty is left out."""
    for name in holding.shows:
        display = getattr(record, f"get_{name}_display", None)
        value = display() if display else value_of(record, name)
        value = browsers.in_words(value) if name == "user_agent" else value
        if value not in (None, ""):
            yield label(holding.model, name), said(value)


def join_of(model: type[Model], way: str) -> str:
    """The relations at the beginning of a dotted way, as a query writes them."""
    steps: list[str] = []
    for step in filter(None, way.split(".")):
        try:
            related = model._meta.get_field(step).related_model
        except FieldDoesNotExist:
            break
        if related is None:
            break
        steps.append(step)
        model = related
    return "__".join(steps)


def value_of(record: Model, way: str) -> Any:
    """What stands at the end of a dotted way."""
    return reduce(getattr, way.split("."), record)


def label(model: type[Model], name: str) -> str:
    """The name of a field as a person reads it."""
    if name in LABELS:
        return str(LABELS[name])
    try:
        return str(model._meta.get_field(name.partition(".")[0]).verbose_name)
    except FieldDoesNotExist:
        return name


def said(value: Any) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, date):
        return str(moment(value))
    return str(value)
