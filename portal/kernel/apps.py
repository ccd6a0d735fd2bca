"""The kernel as a Django app."""

from django.apps import AppConfig

from portal.kernel import checks  # noqa: F401  (importing registers them)


class KernelConfig(AppConfig):
    """Tables and commands that every floor above relies on."""

    name = "portal.kernel"
    label = "kernel"
    verbose_name = "基础"
