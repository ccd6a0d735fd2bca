"""The draft of a bid: on this device only, encrypted, until some days after the deadline."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.procurement.bidding import sealing_site
from tests.procurement.bidding.sealing_site import OPENS_AT, fill, framed, seal_steps

pytestmark = pytest.mark.browser
KEPT_SCRIPT = """async () => {
  const database = await new Promise((resolve) => {
    const request = indexedDB.open("portal-drafts", 1);
    request.onsuccess = () => resolve(request.result);
  });
  const kept = await new Promise((resolve) => {
    const request = database.transaction("drafts").objectStore("drafts").getAll();
    request.onsuccess = () => resolve(request.result[0]);
  });
  database.close();
  if (!kept) return null;
  const text = new TextDecoder().decode(kept.sealed);
  return {
    key: [kept.key.extractable, kept.key.algorithm.name, kept.key.algorithm.length],
    iv: kept.iv.length,
    plain: /936|周示例/.test(text),
    session: sessionStorage.length,
    local: localStorage.length,
  };
}"""

LISTED_SCRIPT = """async (now) => (await (await import("/static/js/bid_drafts.js")).listed(now)).length"""
KEPT_AFTER = timedelta(days=14)


def saved(page: Page) -> None:
    expect(page.locator("[data-seal-saved]")).to_contain_text("草稿已加密存在这台电脑上")


def test_draft_outlives_the_page_encrypted_and_can_be_deleted(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    fill(browser_page)
    saved(browser_page)
    page = browser_page.context.new_page()
    browser_page.close()
    page.goto(f"{site.url}/seal/")
    expect(page.get_by_label("响应报价")).to_have_value("936,000")
    expect(page.get_by_label("服务方案")).to_have_value("上门照护\n每周三次，夜间应急 <b>&")
    expect(page.locator("[data-seal-restored]")).to_contain_text("星期")
    kept = page.evaluate(KEPT_SCRIPT)
    assert kept == {"key": [False, "AES-GCM", 256], "iv": 12, "plain": False, "session": 0, "local": 0}
    page.get_by_role("button", name="删除草稿，重新填写").click()
    expect(page.get_by_label("响应报价")).to_have_value("")
    assert page.evaluate(KEPT_SCRIPT) is None


def test_draft_goes_some_days_after_the_deadline(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    fill(browser_page)
    saved(browser_page)
    over = (OPENS_AT + KEPT_AFTER).timestamp() * 1000
    assert browser_page.evaluate(LISTED_SCRIPT, over - 1) == 1
    assert browser_page.evaluate(LISTED_SCRIPT, over) == 0
    assert browser_page.evaluate(KEPT_SCRIPT) is None


def test_an_extended_deadline_keeps_the_draft(site, browser_page, monkeypatch):
    browser_page.goto(f"{site.url}/seal/")
    fill(browser_page)
    saved(browser_page)
    monkeypatch.setattr(sealing_site, "OPENS_AT", OPENS_AT + KEPT_AFTER)
    site.pages["/seal/"] = framed(seal_steps())
    browser_page.goto(f"{site.url}/seal/")
    expect(browser_page.get_by_label("响应报价")).to_have_value("936,000")
    over = (OPENS_AT + KEPT_AFTER).timestamp() * 1000
    assert browser_page.evaluate(LISTED_SCRIPT, over) == 1
    assert browser_page.evaluate(KEPT_SCRIPT)["key"] == [False, "AES-GCM", 256]
