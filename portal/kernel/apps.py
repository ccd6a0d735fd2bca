"""The kernel as a Django app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Tables and commands that every floor above relies on."""

    name = "portal.kernel"
    label = "kernel"
    verbose_name = "基础"
