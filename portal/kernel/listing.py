"""Lists at provincial scale: filters, keyset pages and totals that do not count millions of rows."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from portal.kernel import spreadsheets
from portal.kernel.pieces import Chip

PAGE_SIZE = 20
TOTAL_CAP = 1_000
# So many found rows are sorted for a page; more are read in the order of an index until the page is full.
SORT_CAP = 8_000
EXPORT_CAP = 10_000
TOKEN_SALT = "portal.kernel.listing"  # noqa: S105
LONGEST_TOKEN = 2_000

Order = tuple[str, ...]
Column = tuple[str, Callable[[Any], Any]]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `next` is the token of the one after it, `notice` says that a token was no good."""

    items: list
    next: str = ""
    is_first: bool = True
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows there are, counted no further than the cap."""

    count: int
    is_capped: bool = False

    def __str__(self) -> str:
        number = f"{self.count:,}"
        return _("共 %(n)s 条以上") % {"n": number} if self.is_capped else _("共 %(n)s 条") % {"n": number}


@dataclass(frozen=True, slots=True)
class Sort:
    """An order that the reader may choose, with its words."""

    label: str
    order: Order


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list page shows; the addresses are relative, such as "?q=养老&after=..."."""

    page: Page
    total: Total
    filterset: django_filters.FilterSet | None
    chips: list[Chip]
    clear_url: str
    first_url: str
    next_url: str
    export_url: str
    sort: str = ""
    sorts: Sequence[tuple[str, str, str]] = ()

    @property
    def form(self) -> forms.Form | None:
        return self.filterset.form if self.filterset else None


def listing(
    request: HttpRequest,
    queryset: QuerySet,
    *,
    template: str,
    order: Order,
    filterset_class: type[django_filters.FilterSet] | None = None,
    sorts: Mapping[str, Sort] | None = None,
    columns: Sequence[Column] = (),
    size: int = PAGE_SIZE,
    **context: Any,
) -> HttpResponse:
    """The whole view of a list. The template finds a `Listing` as `listing` and its rows as `rows`.

    With `columns` the filtered list can be exported (?export=xlsx or csv). The queryset must already be
    limited to what the reader may see, and must fetch what the rows show.
    """
    filterset = filterset_class(request.GET, queryset=queryset, request=request) if filterset_class else None
    found = filtered(filterset, queryset)
    chosen = (sorts or {}).get(request.GET.get("sort", ""))
    order = chosen.order if chosen else order
    if columns and request.GET.get("export") in spreadsheets.WRITERS:
        return _export(request, found.order_by(*order), columns)
    shown = _listing(request, found, order=order, filterset=filterset, sorts=sorts or {}, size=size)
    response = render(request, template, {"listing": shown, "rows": shown.page.items, **context})
    patch_vary_headers(response, ["HX-Request"])
    return response


def filtered(filterset: django_filters.FilterSet | None, queryset: QuerySet) -> QuerySet:
    """The rows that the filters leave; none while a filter holds something wrong, as its field says."""
    if filterset is None:
        return queryset
    return filterset.qs if filterset.is_valid() else queryset.none()


def keyset_page(
    queryset: QuerySet, *, order: Order, after: str = "", size: int = PAGE_SIZE, are_few: bool = False
) -> Page:
    """The rows that follow the token. Needs an index on the columns of `order`, the last of them unique.

    A token that is not ours, or that belongs to another order, gives the first page and says so.
    `are_few` says that sorting what the filters leave costs less than reading along the index to find it.
    """
    fields = {path.lstrip("-"): _field(queryset, path.lstrip("-")) for path in order}
    notice = ""
    if after:
        try:
            values = _read_token(after, fields, order)
            queryset = queryset.filter(_follows(order, values))
        except (signing.BadSignature, ValidationError, ValueError):
            after, notice = "", _("翻页标记无效，已回到第一页。")
    # The keys alone first: they can come from an index, what the rows show is fetched for one page only.
    keys = queryset.order_by(*(_sorted(order) if are_few else order)).values("pk")[: size + 1]
    rows = list(queryset.filter(pk__in=keys).order_by(*order))
    token = _token(rows[size - 1], fields, order) if len(rows) > size else ""
    return Page(items=rows[:size], next=token, is_first=not after, notice=notice)


def capped_total(queryset: QuerySet, *, cap: int = TOTAL_CAP) -> Total:
    """The number of rows, read no further than one past the cap."""
    return _total(_counted(queryset, cap), cap)


def _listing(request, found, *, order, filterset, sorts, size) -> Listing:
    count = _counted(found, SORT_CAP)
    after = request.GET.get("after", "")
    page = keyset_page(found, order=order, after=after, size=size, are_few=count <= SORT_CAP)
    return Listing(
        page=page,
        total=_total(count, TOTAL_CAP),
        filterset=filterset,
        chips=_chips(request.GET, filterset) if filterset else [],
        clear_url=_address(request.GET, without=(*_names(filterset), "after")),
        first_url="" if page.is_first else _address(request.GET, without=("after",)),
        next_url=_address(request.GET, after=page.next) if page.next else "",
        export_url=_address(request.GET, without=("after",), export="xlsx"),
        sort=request.GET.get("sort", "") if request.GET.get("sort") in sorts else "",
        sorts=[
            (code, str(sort.label), _address(request.GET, without=("after",), sort=code))
            for code, sort in sorts.items()
        ],
    )


def _export(request: HttpRequest, queryset: QuerySet, columns: Sequence[Column]) -> HttpResponse:
    headers = [header for header, _value in columns]
    rows = [[value(row) for _header, value in columns] for row in queryset[:EXPORT_CAP]]
    return spreadsheets.response(request.GET["export"], rows, headers, name=_("列表"))


def _counted(queryset: QuerySet, cap: int) -> int:
    return queryset.order_by()[: cap + 1].count()


def _total(count: int, cap: int) -> Total:
    return Total(min(count, cap), is_capped=count > cap)


def _sorted(order: Order) -> list[models.expressions.OrderBy]:
    """The same order in a form that no index has.

    A planner that believes found rows to lie evenly along an index reads almost all of it for those that
    lie together at its end, such as the organisations of one city in the order of their names.
    """
    paths = [(Coalesce(F(path.lstrip("-")), F(path.lstrip("-"))), path.startswith("-")) for path in order]
    return [models.expressions.OrderBy(value, descending=descending) for value, descending in paths]


# Tokens


def _follows(order: Order, values: Mapping[str, Any]) -> Q:
    """Rows after the given one: (a, b) > (x, y), written so that an index on (a, b) is used."""
    first = order[0].lstrip("-")
    condition, equal = Q(), Q()
    for path in order:
        name = path.lstrip("-")
        beyond = "lt" if path.startswith("-") else "gt"
        condition |= equal & Q(**{f"{name}__{beyond}": values[name]})
        equal &= Q(**{name: values[name]})
    bound = "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{bound}": values[first]}) & condition


def _token(row: Any, fields: Mapping[str, models.Field], order: Order) -> str:
    values = [str(_plain(_value(row, name))) for name in fields]
    return signing.dumps([_mark(order), *values], salt=TOKEN_SALT, compress=True)


def _read_token(token: str, fields: Mapping[str, models.Field], order: Order) -> dict[str, Any]:
    if len(token) > LONGEST_TOKEN:
        raise ValueError("token too long")
    mark, *values = signing.loads(token, salt=TOKEN_SALT)
    if mark != _mark(order) or len(values) != len(fields):
        raise ValueError("token of another list")
    return {name: field.to_python(value) for (name, field), value in zip(fields.items(), values, strict=True)}


def _mark(order: Order) -> str:
    return hashlib.sha256(",".join(order).encode()).hexdigest()[:8]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = row.pk if name == "pk" else getattr(row, name)
    if row is None:
        raise TypeError(f"a list cannot be paged by {path}, which may be empty")
    return row


def _field(queryset: QuerySet, path: str) -> models.Field:
    if path in queryset.query.annotations:
        return queryset.query.annotations[path].output_field
    model, field = queryset.model, None
    for name in path.split("__"):
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        model = field.related_model or model
    return field


# Filters and addresses


def _names(filterset: django_filters.FilterSet | None) -> list[str]:
    form = filterset.form if filterset else forms.Form()
    return [key for name in form.fields for key in _keys(form, name)]


def _keys(form: forms.Form, name: str) -> list[str]:
    """The names under which a field arrives: one, or one for each part of a range."""
    suffixes = getattr(form.fields[name].widget, "suffixes", None)
    return [f"{name}_{suffix}" for suffix in suffixes] if suffixes else [name]


def conditions(filterset: django_filters.FilterSet) -> dict[str, str]:
    """What a list is narrowed by, in words, by the name of the field: {"region": "地区：长沙市"}."""
    form = filterset.form
    form.is_valid()
    found = {}
    for name, value in getattr(form, "cleaned_data", {}).items():
        if words := _words(form.fields[name], value):
            found[name] = _("%(field)s：%(value)s") % {"field": form[name].label, "value": words}
    return found


def _chips(query: QueryDict, filterset: django_filters.FilterSet) -> list[Chip]:
    return [
        Chip(label, _address(query, without=(*_keys(filterset.form, name), "after")))
        for name, label in conditions(filterset).items()
    ]


def _words(field: forms.Field, value: Any) -> str:
    if value in (None, "", []) or (isinstance(value, QuerySet) and not value):
        return ""
    if isinstance(value, slice):
        return _("%(start)s 至 %(stop)s") % {"start": _bound(value.start), "stop": _bound(value.stop)}
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list | tuple | QuerySet):
        return "、".join(_words(field, item) for item in value)
    choices = {} if hasattr(value, "pk") else dict(getattr(field, "choices", ()))
    return str(choices.get(value, value))


def _bound(value: Any) -> str:
    if value is None:
        return "…"
    return f"{value:%Y-%m-%d}" if hasattr(value, "isoformat") else str(value)


def _address(query: QueryDict, *, without: Sequence[str] = (), **values: str) -> str:
    changed = query.copy()
    for name in (*without, "export"):
        changed.pop(name, None)
    for name, value in values.items():
        changed[name] = value
    return f"?{changed.urlencode()}"
