"""The catalog floor as a Django app."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Tables of this floor; see the package's docstring."""

    name = "catalog"
    verbose_name = "指导性目录"
