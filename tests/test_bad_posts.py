"""Every form page sent what nobody should type: none breaks, markup stays text, what was typed comes back."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test.utils import override_settings
from django.utils.html import escape

from tests.access.readers import Readers
from tests.access.rows import ROWS
from tests.access.walking import address_of, open_as, post_data_as, text_of, walk_with
from tests.bad_input.junk import FORMULA, HTML
from tests.portal_clock import PortalClock

pytestmark = pytest.mark.django_db
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
NAMED = re.compile(r'<(?:input|textarea|select)\b[^>]*?\bname="([^"]+)"[^>]*>')
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"')
TYPED_INTO = re.compile(
    r'<(?:textarea|input(?![^>]*type="(?:hidden|radio|checkbox|password|file)"))[^>]*?name="([^"]+)"'
)
YEAR = 366 * 24 * 3600
# A response is sealed in the browser, never sent in the clear; the form for a change has its own page.
NEVER_SENT_HERE = {"bidding:seal", "review:consultation"}
SHORT = "<script>x</script>"


@pytest.fixture(scope="module")
def faults(django_db_setup, django_db_blocker, portal_clock: PortalClock) -> Iterator[list[str]]:
    """Walk once; on the way send junk to every form that somebody may fill in."""
    found: list[str] = []

    def send(readers: Readers, stage: str) -> None:
        for row in (row for row in ROWS if row.at == stage and row.name not in NEVER_SENT_HERE):
            for part in sorted(row.readers & readers.clients.keys())[:2]:
                address = address_of(row, readers.walk)
                found.extend(f"{row.name} ({part}): {fault}" for fault in send_junk(readers, part, address))

    kept = override_settings(SECOND_FACTOR_OPTIONAL=True, SESSION_COOKIE_AGE=YEAR)
    with django_db_blocker.unblock(), kept, pytest.MonkeyPatch.context() as patch, transaction.atomic():
        walk_with(send, portal_clock, patch=patch)
        transaction.set_rollback(True)
    yield found


def send_junk(readers: Readers, part: str, address: str) -> Iterator[str]:
    """What goes wrong on one page with markup, with a formula and with too much."""
    client = readers.clients[part]
    page = open_as(client, address)
    body = MAIN.search(text_of(page)) if page.get("Content-Type", "").startswith("text/html") else None
    if page.status_code != 200 or body is None or 'method="post"' not in body.group():
        return
    hidden = dict(HIDDEN.findall(body.group()))
    names = set(NAMED.findall(body.group())) - hidden.keys()
    for junk in (SHORT, HTML, FORMULA, "长" * 30_000, "-" + "9" * 40):
        answer = post_data_as(client, address, {**dict.fromkeys(names, junk), **hidden})
        text = text_of(answer)
        if answer.status_code >= 500:
            yield f"{answer.status_code} after {junk[:20]!r}"
        elif SHORT in text or HTML in text:
            yield f"markup is shown as markup after {junk[:20]!r}"
        elif answer.status_code in (200, 409) and junk == FORMULA and 'type="submit"' in text:
            lost = [name for name in set(TYPED_INTO.findall(body.group())) & names if name not in text]
            yield from (f"{name} is gone" for name in lost)
            if names and escape(FORMULA) not in text and TYPED_INTO.search(body.group()):
                yield "what was typed is lost"


def test_no_page_breaks_on_what_nobody_should_type(faults):
    assert faults == [], "\n".join(faults)
