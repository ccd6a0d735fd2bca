"""Queries on the way of many at once: their SQL is written once in the life of a process.

Django takes ten times as long to write the SQL of a query as PostgreSQL takes to answer it. What is asked and
answered is the same as of the query itself; only what differs from run to run is `Given`. After some runs on
one connection PostgreSQL keeps the statement too (`KEEP_STATEMENTS` in the settings).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Made = TypeVar("Made", bound=models.Model)


def kept_cursor() -> CursorWrapper:
    """A cursor that sends values apart from the text: only so can PostgreSQL keep a statement planned."""
    # Looked up once: behind `connection` every attribute is a look-up of its own.
    here = connections[DEFAULT_DB_ALIAS]
    here.ensure_connection()
    return here._prepare_cursor(ServerBindingCursor(here.connection))


class Given(models.Expression):
    """A value that each run gives, where a query else has one of its own."""

    def __init__(self, name: str, output_field: models.Field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list]:
        """A place for the value."""
        return "%s", [self]


def number(name: str) -> Given:
    """A key or another whole number."""
    return Given(name, models.BigIntegerField())


def text(name: str) -> Given:
    """A code, a name, a state."""
    return Given(name, models.TextField())


def day(name: str) -> Given:
    """A date."""
    return Given(name, models.DateField())


def moment(name: str) -> Given:
    """A time with its zone."""
    return Given(name, models.DateTimeField())


class Prepared(Generic[Row]):
    """A query that is built at its first run; each run names every value that is `Given` in it.

    `build` gives the query set: of records, with `select_related` if need be, or of `values_list`. It may
    not depend on anything but its `Given` values, and nothing of it is fetched beforehand.
    """

    def __init__(self, build: Callable[[], "models.QuerySet"]):
        self._build = build

    def all(self, **given: Any) -> list[Row]:
        """Every row."""
        made, compiled = self._compiled
        read = SimpleNamespace(get_compiler=lambda *_args, **_using: _Run(compiled, given))
        asked = SimpleNamespace(
            query=read, db=made.db, model=made.model, _fields=made._fields, _known_related_objects={}
        )
        return list(made._iterable_class(asked))

    def first(self, **given: Any) -> Row | None:
        """The first row, None without any."""
        return next(iter(self.all(**given)), None)

    def get(self, **given: Any) -> Row:
        """The one row; DoesNotExist of its model without it."""
        made, _compiled = self._compiled
        row = self.first(**given)
        if row is None:
            raise made.model.DoesNotExist
        return row

    @cached_property
    def _compiled(self) -> tuple["models.QuerySet", "_Compiled"]:
        made = self._build()
        return made, _Compiled(made.query.get_compiler(made.db))


class _Compiled:
    """What a compiler has found out: the SQL, where its values go, and how columns are read."""

    def __init__(self, compiler: SQLCompiler):
        self.sql, self.values = compiler.as_sql()
        self.select, self.klass_info = compiler.select, compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        self.converters = compiler.get_converters(columns)


class _Run:
    """One run, in the place of a compiler."""

    def __init__(self, compiled: _Compiled, given: dict[str, Any]):
        self._compiled, self._given = compiled, given
        self.select, self.klass_info = compiled.select, compiled.klass_info
        self.annotation_col_map = compiled.annotation_col_map

    def execute_sql(self, **_how: Any) -> list[Sequence]:
        """Every row as it comes."""
        values = [
            self._given[value.name] if isinstance(value, Given) else value for value in self._compiled.values
        ]
        with kept_cursor() as cursor:
            cursor.execute(self._compiled.sql, values)
            return [cursor.fetchall()]

    def results_iter(self, results: Iterable | None = None, **_how: Any) -> Iterator[Sequence]:
        """Every row as the fields read it."""
        rows = chain.from_iterable(self.execute_sql() if results is None else results)
        return map(self._converted, rows) if self._compiled.converters else rows

    def _converted(self, row: Sequence) -> tuple:
        values = list(row)
        for place, (converters, column) in self._compiled.converters.items():
            for converter in converters:
                values[place] = converter(values[place], column, connection)
        return tuple(values)


class Insert(Generic[Made]):
    """New records of one model in one statement, their keys filled in."""

    def __init__(self, model: type[Made]):
        self._model = model

    def __call__(self, *records: Made) -> None:
        """Insert; a record that has its key keeps it, and all of them have one or none has."""
        head, fields, place = self._with_key if records[0].pk is not None else self._without_key
        values = [
            field.get_db_prep_save(field.pre_save(record, add=True), connection)
            for record in records
            for field in fields
        ]
        with kept_cursor() as cursor:
            cursor.execute(f"{head} VALUES {', '.join([place] * len(records))} RETURNING id", values)
            for record, (key,) in zip(records, cursor.fetchall(), strict=True):
                record.pk = key
                record._state.adding, record._state.db = False, connection.alias

    @cached_property
    def _with_key(self) -> tuple[str, list[models.Field], str]:
        return self._statement(self._model._meta.concrete_fields)

    @cached_property
    def _without_key(self) -> tuple[str, list[models.Field], str]:
        return self._statement([one for one in self._model._meta.concrete_fields if not one.primary_key])

    def _statement(self, fields: Iterable[models.Field]) -> tuple[str, list[models.Field], str]:
        fields, quoted = list(fields), connection.ops.quote_name
        columns = ", ".join(quoted(field.column) for field in fields)
        places = ", ".join(["%s"] * len(fields))
        return f"INSERT INTO {quoted(self._model._meta.db_table)} ({columns})", fields, f"({places})"
