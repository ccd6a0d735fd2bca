"""More rows like one that the workflow has made: a page's cost is measured, not the procedure."""

from collections.abc import Callable
from typing import Any

from django.db import models


def copies(record: models.Model, count: int, changed: Callable[[int], dict[str, Any]]) -> None:
    """Enter `count` rows that equal the record but for the fields that `changed(number)` gives."""
    fields = [field for field in record._meta.concrete_fields if not field.primary_key]
    same = {field.attname: getattr(record, field.attname) for field in fields}
    model = type(record)
    model.objects.bulk_create(model(**{**same, **changed(number)}) for number in range(count))
