"""`make bench` ends here, beside servers of its own."""

import os
import sys
from importlib import import_module
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    # Only now: models need the settings.
    sys.exit(import_module("bench.run").main(Path(sys.argv[1]), sys.argv[2:]))
