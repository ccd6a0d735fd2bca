"""The component sheet in a real browser: axe, widths, large type, words of amounts."""

from decimal import Decimal

import pytest

from portal.kernel import money
from tests.browser import grave_findings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FRAMES = ["/components/", "/components/?frame=workbench"]
AMOUNTS = [
    "0", "0.05", "0.50", "1.05", "10", "16.4", "107000.53", "1740000", "100000000", "109000",
    "100010001", "6007.14", "1000000000000", "1000100000000", "99999999999999.99", "10000000010000",
]  # fmt: skip


def scrolls_sideways(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("path", FRAMES)
def test_components_have_no_serious_finding_and_fit_the_window(live_server, new_page, path, width):
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(live_server.url + path)
    assert grave_findings(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("path", FRAMES)
def test_large_type_fits_a_phone(live_server, new_page, path):
    page = new_page(viewport={"width": 360, "height": 900})
    page.context.add_cookies([{"name": "large_type", "value": "1", "url": live_server.url}])
    page.goto(live_server.url + path)
    assert not scrolls_sideways(page)


def test_amounts_are_written_as_the_server_writes_them(live_server, new_page):
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto(live_server.url + FRAMES[0])
    for amount in AMOUNTS:
        words = page.evaluate("text => portal.amountInWords(text)", amount)
        assert words == money.in_words(Decimal(amount)), amount
    for nonsense in ("-3", "3万元", "1,74", "1.234", "abc", ""):
        assert page.evaluate("text => portal.amountInWords(text)", nonsense) == ""


def test_a_term_opens_beside_the_page_and_without_scripts_on_its_own(live_server, new_page):
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto(live_server.url + FRAMES[0])
    page.click("a.term")
    page.get_by_role("dialog").get_by_role("heading", name="竞争性磋商").wait_for()
    page = new_page(java_script_enabled=False)
    page.goto(live_server.url + FRAMES[0])
    page.click("a.term")
    assert page.get_by_role("heading", name="竞争性磋商").is_visible()


def test_large_type_switches_in_place_and_is_kept(live_server, new_page):
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto(live_server.url + FRAMES[0])
    page.click(".site-tools [data-large-type]")
    assert page.evaluate("document.documentElement.classList.contains('large-type')")
    page.reload()
    assert page.evaluate("document.documentElement.classList.contains('large-type')")


def test_the_folded_menu_opens_by_keyboard(live_server, new_page):
    page = new_page(viewport={"width": 360, "height": 900})
    page.goto(live_server.url + FRAMES[0])
    page.locator("header .fold > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("header .fold-menu").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("header .fold-menu").is_visible()
