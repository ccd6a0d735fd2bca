"""The tree in a real browser: a branch opens in place, and by its link where no script runs."""

import pytest
from playwright.sync_api import Page, expect

from catalog.editions import workflow
from tests.browser import grave_findings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LAST = "#item-A18 > a"


@pytest.fixture
def tree(live_server) -> str:
    workflow.load_reference()
    return f"{live_server.url}/catalogue/"


def top_of(page: Page) -> float:
    return page.locator(LAST).bounding_box()["y"]


def test_a_branch_opens_in_place_and_the_page_does_not_move(new_page, tree):
    page = new_page(viewport={"width": 1280, "height": 500})
    page.goto(tree)
    branch = page.locator(LAST)
    branch.scroll_into_view_if_needed()
    branch.focus()
    scrolled, place = page.evaluate("scrollY"), top_of(page)
    assert scrolled > 0
    page.keyboard.press("Enter")
    expect(branch).to_have_attribute("aria-expanded", "true")
    assert page.locator("#item-A18 ul li").count() > 0
    assert (page.evaluate("scrollY"), top_of(page)) == (scrolled, place)
    assert page.evaluate("document.activeElement.id") == "toggle-A18"
    assert page.url == tree
    page.locator("#item-A04 > a").click()
    expect(page.locator("#item-A04 > a")).to_have_attribute("aria-expanded", "true")
    assert branch.get_attribute("aria-expanded") == "true"
    page.locator("#item-A04 > a").click()
    expect(page.locator("#item-A04 > a")).to_have_attribute("aria-expanded", "false")
    assert grave_findings(page) == []


def test_without_a_script_the_link_opens_the_branch_and_leads_back_to_it(new_page, tree):
    page = new_page(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page.goto(tree)
    page.locator("#item-A04 > a").click()
    page.locator(LAST).click()
    assert page.locator("#item-A04 ul li").count() > 0
    assert page.locator("#item-A18 ul li").count() > 0
    expect(page.locator(LAST)).to_be_in_viewport()
    page.locator("#item-A04 > a").click()
    assert page.locator("#item-A04 ul li").count() == 0
    assert page.locator("#item-A18 ul li").count() > 0
