"""Ask the web server of this container for its health page, as the container's health check."""

import os
import sys
import urllib.error
import urllib.request

# Only nginx speaks TLS: from inside, the request says what nginx would say.
HEADERS = {"Host": os.environ["ALLOWED_HOSTS"].split(",")[0], "X-Forwarded-Proto": "https"}

try:
    urllib.request.urlopen(
        urllib.request.Request("http://127.0.0.1:8000/health/", headers=HEADERS), timeout=10
    )
except (urllib.error.URLError, TimeoutError):
    sys.exit(1)
