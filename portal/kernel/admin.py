"""The admin is for auditors: it reads, nothing else, whatever request is crafted."""

import json
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from django.contrib import admin
from django.contrib.admin import AdminSite, AllValuesFieldListFilter
from django.contrib.admin.views.main import ChangeList
from django.db.models import JSONField, Model
from django.http import HttpRequest
from unfold.admin import ModelAdmin

Words = Mapping[str, Mapping[str, str]]
Column = str | Callable[[Model], str]
NONE: Mapping = MappingProxyType({})


class AuditAdmin(ModelAdmin):
    """Read-only for everybody. Subclasses name what to list, filter and search; `references` says
    what a foreign key is called that is not simply named like its record, `words` what keys mean."""

    list_per_page = 50
    show_full_result_count = False
    actions = None
    references: Mapping[str, str] = NONE
    words: Words = NONE

    def __init__(self, model: type[Model], admin_site: AdminSite) -> None:
        super().__init__(model, admin_site)
        name_references(model, self.references)

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nothing is deleted here."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Whoever may enter the admin may read what the phase allows."""
        return request.user.is_active and request.user.is_staff

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The same for the index."""
        return self.has_view_permission(request)

    def get_list_display(self, request: HttpRequest) -> list[Column]:
        """The columns, keys told in words."""
        return [self.told(name) for name in super().get_list_display(request)]

    def get_list_filter(self, request: HttpRequest) -> list:
        """The filters, keys told in words."""
        return [(name, InWords) if name in self.words else name for name in super().get_list_filter(request)]

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> list:
        """One group: the fields, keys told in words and recorded facts laid out."""
        return [(None, {"fields": [self.told(name) for name in self.get_fields(request, obj)]})]

    def told(self, name: Column) -> Column:
        """The field itself, or the column that says it in words."""
        if name in self.words:
            return in_words(self.model, name, self.words[name])
        field = next((field for field in self.model._meta.fields if field.name == name), None)
        return laid_out(field) if isinstance(field, JSONField) else name


class InWords(AllValuesFieldListFilter):
    """A filter by the keys that occur, each offered in words."""

    def choices(self, changelist: ChangeList) -> Iterator[dict]:
        """As usual, said otherwise."""
        words = changelist.model_admin.words[self.field_path]
        for choice in super().choices(changelist):
            yield choice | {"display": words.get(choice["display"], choice["display"])}


def in_words(model: type[Model], name: str, words: Mapping[str, str]) -> Column:
    """A column that says what a record keeps as a key; a key without words stands as it is."""

    @admin.display(description=model._meta.get_field(name).verbose_name, ordering=name, empty_value="—")
    def column(record: Model) -> str:
        key = getattr(record, name)
        return words.get(key, key)

    return column


def laid_out(field: JSONField) -> Column:
    """A column with recorded facts, one a line and every character as written."""

    @admin.display(description=field.verbose_name)
    def column(record: Model) -> str:
        facts = getattr(record, field.name)
        return json.dumps(facts, ensure_ascii=False, indent="\u3000", cls=field.encoder)

    return column


def name_references(model: type[Model], words: Mapping[str, str]) -> None:
    """A reference without a name of its own is called as `words` say, else like the record it leads to."""
    for field in model._meta.fields:
        if field.is_relation and field._verbose_name is None:
            field.verbose_name = words.get(field.name) or field.related_model._meta.verbose_name
