"""Every page in a real browser, wide and on a telephone: no complaint, no grave finding, nothing sideways."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page as Tab

from tests.access.readers import Readers
from tests.access.rows import ROWS
from tests.access.table import Page
from tests.access.walking import address_of, open_as, walk_with
from tests.browser import AXE, grave_findings
from tests.portal_clock import PortalClock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
YEAR = 366 * 24 * 3600
# Whose eyes a page is looked at with: the first who may open it.
EYES = (
    "visitor",
    "handler",
    "chair",
    "supplier",
    "signatory",
    "leader",
    "reviewer",
    "finance",
    "evaluator",
    "supervisor",
    "auditor",
    "operator",
    "colleague",
    "registrar",
    "outsider",
    "custodian",
)
STRUCTURE = """() => ({
  h1: document.querySelectorAll('h1').length,
  title: document.title.trim(),
  lang: document.documentElement.lang,
})"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Eyes:
    """One tab a person, and what was found on the pages."""

    url: str
    new_page: Callable[..., Tab]
    tabs: dict[str, Tab] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)
    seen: int = 0

    def look(self, readers: Readers, stage: str) -> None:
        """Look at every page of the stage that is a whole page."""
        for row in (row for row in ROWS if row.at == stage and row.readers):
            part = next(part for part in EYES if part in row.readers & readers.clients.keys())
            address = address_of(row, readers.walk)
            if is_whole_page(readers.clients[part], address):
                self.check(row, self.tab_of(part, readers.clients[part]), address)

    def check(self, row: Page, tab: Tab, address: str) -> None:
        """Wide first, then as narrow as a telephone."""
        tab.set_viewport_size(WIDE)
        tab.goto(self.url + address)
        self.seen += 1
        self.found += [f"{row.name}: {fault}" for fault in [*structure_faults(tab), *grave_findings(tab)]]
        tab.set_viewport_size(PHONE)
        if sideways := tab.evaluate(SIDEWAYS):
            self.found.append(f"{row.name}: {sideways} px sideways at 360 px")

    def tab_of(self, part: str, client: Client) -> Tab:
        """The tab of a person, signed in by the client's own session."""
        if part not in self.tabs:
            self.tabs[part] = self.new_page(viewport=WIDE)
            # Once for all pages of the tab: to send it to each takes a quarter of the time.
            self.tabs[part].add_init_script(AXE)
            cookie = client.cookies.get(django_settings.SESSION_COOKIE_NAME)
            if cookie:
                given = {"name": cookie.key, "value": cookie.value, "url": self.url}
                self.tabs[part].context.add_cookies([given])
        return self.tabs[part]


def is_whole_page(client: Client, address: str) -> bool:
    """Whether a GET gives a page: no file, no fragment, no step that is only sent."""
    response = open_as(client, address)
    is_html = response.get("Content-Type", "").startswith("text/html")
    return response.status_code == 200 and is_html and b"<html" in response.content


def structure_faults(tab: Tab) -> Iterator[str]:
    """One heading of the first level, a title, a language."""
    page = tab.evaluate(STRUCTURE)
    if page["h1"] != 1:
        yield f"{page['h1']} headings of the first level"
    if not page["title"]:
        yield "no title"
    if page["lang"] != "zh-hans":
        yield f"language {page['lang']!r}"


def test_every_page_can_be_used_by_everybody_at_every_width(
    live_server,
    new_page,
    settings,
    portal_clock: PortalClock,
    tmp_path,
):
    settings.MEDIA_ROOT, settings.SESSION_COOKIE_AGE = tmp_path, YEAR
    eyes = Eyes(live_server.url.replace("127.0.0.1", "localhost"), new_page)
    with pytest.MonkeyPatch.context() as patch:
        walk_with(eyes.look, portal_clock, patch=patch)
    assert eyes.found == [], "\n".join(eyes.found)
    assert eyes.seen > 60
