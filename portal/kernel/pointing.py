"""Who points at a record: what is still in use may not be cleared away."""

from collections.abc import Iterator

from django.db.models import Field, Model


def fields_pointing_at(model: type[Model]) -> Iterator[Field]:
    """The foreign keys of all models that lead to this one, those without a way back (`+`) too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            yield relation.field
