"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

from portal.kernel import checks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()
checks.refuse_to_start()
