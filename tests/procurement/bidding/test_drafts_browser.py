"""The draft of a bid: on this device only, encrypted, until the deadline."""

import pytest
from playwright.sync_api import Page, expect

from tests.procurement.bidding.sealing_site import OPENS_AT, fill

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


def test_draft_goes_when_the_deadline_has_passed(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    fill(browser_page)
    saved(browser_page)
    script = """async (now) => (await (await import("/static/js/bid_drafts.js")).listed(now)).length"""
    deadline = OPENS_AT.timestamp() * 1000
    assert browser_page.evaluate(script, deadline - 1) == 1
    assert browser_page.evaluate(script, deadline) == 0
    assert browser_page.evaluate(KEPT_SCRIPT) is None
