"""The portal as the web server of a measurement runs it: with the bare views beside its own."""

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
settings.ROOT_URLCONF = "bench.urls"

# Only now: it reads the addresses.
from portal.wsgi import application  # noqa: E402

__all__ = ["application"]
