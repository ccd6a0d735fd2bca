"""A real browser for tests: every page is watched, and a console error or a broken policy is a failure."""

import os
import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests import snapshots

# The shell is the same browser without windows, for two thirds of the processor time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A name that is not localhost, for what a page says without a secure connection.
    "--host-resolver-rules=MAP portal.test 127.0.0.1",
]
AXE = (settings.BASE_DIR / "tests" / "vendor" / "axe.min.js").read_text("utf-8")
# All that axe finds stays in the browser; to send it takes as long as a third of finding it.
GRAVE = """() => axe.run({resultTypes: ['violations']}).then(({violations}) => violations
  .filter(({impact}) => impact === 'serious' || impact === 'critical')
  .flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`)))"""
# A refusal is a page with a status of its own; the browser mentions it, and that is no fault of the page.
REFUSAL = re.compile(r"status of 4(00|03|04|05|09|22|29)")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; absent, these tests do not run, unless PORTAL_BROWSER=required makes that a failure."""
    executable = os.environ.get("PORTAL_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None and os.environ.get("PORTAL_BROWSER") == "required":
        pytest.fail("PORTAL_BROWSER=required, but no Chromium is installed")
    if executable is None:
        pytest.skip("browser tests were NOT run: no Chromium is installed")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        snapshots.PATCHES.discard(patch)
        browser = playwright.chromium.launch(executable_path=executable, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own, one for each person of a journey: new_page(viewport={...})."""
    contexts, complaints = [], []

    def open_page(**options: object) -> Page:
        context = chromium.new_context(**{"locale": "zh-CN", "timezone_id": "Asia/Shanghai"} | options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.extend(_complaint(message)))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == [], "\n".join(complaints)


@pytest.fixture
def browser_page(new_page: Callable[..., Page]) -> Page:
    """One watched page at 1440 px."""
    return new_page(viewport={"width": 1440, "height": 900})


def grave_findings(page: Page) -> list[str]:
    """What axe finds serious or critical on the page as it stands."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    return page.evaluate(GRAVE)


def _complaint(message: ConsoleMessage) -> list[str]:
    source = message.location.get("url", "")
    is_refusal = REFUSAL.search(message.text) and "/static/" not in source
    return [] if message.type != "error" or is_refusal else [f"{source}: {message.text}"]
