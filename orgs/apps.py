"""The orgs floor as a Django app."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Tables of this floor; see the package's docstring."""

    name = "orgs"
    verbose_name = "单位与人员"
