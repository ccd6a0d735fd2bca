"""The procurement floor as a Django app."""

from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    """Tables of this floor; see the package's docstring."""

    name = "procurement"
    verbose_name = "采购"
