"""The process of its own in which the steps of one limit run."""

import os
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    # Only now: models need the settings.
    from django.db import connection

    from bench import limits

    place, where, *arguments = sys.argv[1:]
    connection.settings_dict["NAME"] = place
    module, function = where.split(":")
    print(limits.as_json(limits.spent_on(getattr(import_module(module), function)(*arguments))))
