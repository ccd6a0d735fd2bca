"""The front door as a Django app."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Home, search, workbench; may read everything below."""

    name = "portal.site"
    label = "site"
    verbose_name = "门户"
