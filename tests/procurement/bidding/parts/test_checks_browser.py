"""What is checked in the bidder's own browser before a bid is sent."""

from urllib.parse import parse_qs

import pytest
import segno
from playwright.sync_api import Page, expect

from procurement.bidding import envelope
from procurement.bidding.parts.choices import Signing
from procurement.bidding.parts.models import ResponsePart
from procurement.bidding.parts.queries import Signer
from procurement.methods.terms import CONSULTATION
from procurement.review.response_text import parts_of
from tests.procurement.bidding.sealed import PRIVATE_JWK, parse
from tests.procurement.bidding.sealing_site import fill, framed, seal_steps, to_submission

pytestmark = pytest.mark.browser
PARTS = [
    ResponsePart(
        code="form",
        name="网页内容",
        is_file=False,
        is_required=True,
        signings=[Signing.PORTAL, Signing.STAMPED],
        basis="示例",
    ),
    ResponsePart(code="stamped_page", name="盖章页扫描件", is_file=True, basis="示例"),
    ResponsePart(code="permit", name="许可证", is_file=True, is_required=True, basis="示例"),
]


def page_with(site, page: Page, signer: Signer) -> None:
    site.pages["/parts/"] = framed(seal_steps(parts=PARTS, signer=signer))
    page.goto(f"{site.url}/parts/")
    fill(page)


def test_doubts_are_named_and_must_be_read_before_sending(site, browser_page):
    page_with(site, browser_page, Signer("周示例", False, ""))
    expect(browser_page.get_by_text("账号没有开通第二重验证")).to_be_visible()
    browser_page.get_by_label("网页内容怎样签署").select_option("portal")
    to_submission(browser_page)
    found = browser_page.locator("[data-seal-checks]")
    expect(found).to_contain_text("有 2 处提醒")
    expect(found).to_contain_text("不能算签署")
    expect(found).to_contain_text("缺少“许可证”")
    browser_page.get_by_role("button", name="提交密封文件").click()
    expect(browser_page.locator("[data-seal-errors]")).to_contain_text("请先看“提交前检查”")
    assert site.posted == []
    browser_page.get_by_label("我看过上面的提醒").check()
    browser_page.get_by_role("button", name="提交密封文件").click()
    expect(browser_page.get_by_text("已收到")).to_be_visible()


@pytest.mark.parametrize(
    ("way", "says"),
    [("", "没有选怎样签署"), ("stamped", "没有在这台电脑上打印盖章页"), ("portal", "本平台签署（周示例")],
)
def test_the_way_of_signing_is_judged(site, browser_page, way, says):
    page_with(site, browser_page, Signer("周示例", True, "授权-1"))
    browser_page.get_by_label("网页内容怎样签署").select_option(way)
    to_submission(browser_page)
    expect(browser_page.locator("[data-seal-checks]")).to_contain_text(says)


def test_signing_is_sealed_in_words(site, browser_page):
    page_with(site, browser_page, Signer("周示例", True, "授权-1"))
    browser_page.get_by_label("网页内容怎样签署").select_option("portal")
    phrase = to_submission(browser_page)
    browser_page.get_by_label("我看过上面的提醒").check()
    browser_page.get_by_role("button", name="提交密封文件").click()
    expect(browser_page.get_by_text("已收到")).to_be_visible()
    token = parse_qs(site.posted[0])["envelope"][0]
    fields = parse(envelope.open_inner(envelope.open_outer(token, PRIVATE_JWK), phrase)).fields
    assert fields["signatures"] == "网页内容：本平台签署（周示例，授权书 授权-1）"
    assert not any(name.startswith("signed_") for name in fields)


def test_the_code_is_the_one_that_the_standard_gives(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    # Full to the last byte: what stands after the text is filled in differently by different writers.
    text = "portal-form/1|" + "9" * 55 + "|" + "0123456789abcdef" * 4
    script = """async (text) => (await import("/static/js/qr_code.js")).modules(text)"""
    made = segno.make_qr(text.encode(), error="l", version=6, mask=0, mode="byte", boost_error=False)
    assert browser_page.evaluate(script, text) == [[bool(dark) for dark in row] for row in made.matrix]


def test_a_page_that_was_stamped_is_tied_to_what_is_typed(site, browser_page):
    page_with(site, browser_page, Signer("周示例", False, ""))
    browser_page.evaluate("window.print = () => {}")
    browser_page.get_by_label("网页内容怎样签署").select_option("stamped")
    browser_page.get_by_role("button", name="打印盖章页").click()
    sheet = browser_page.locator("[data-seal-stamped]")
    expect(sheet.locator("svg")).to_have_count(1)
    browser_page.emulate_media(media="print")
    expect(sheet).to_contain_text("936,000.00 元")
    expect(sheet.get_by_text("供应商（盖章）")).to_be_visible()
    browser_page.emulate_media(media="screen")
    expect(sheet).to_be_hidden()
    browser_page.get_by_role("button", name="加密并生成口令").click()
    found = browser_page.locator("[data-seal-checks]")
    expect(found).to_contain_text("没有上传盖章页扫描件")
    browser_page.locator("[data-seal-step='2']").get_by_role("button", name="返回修改").click()
    browser_page.get_by_label("项目负责人").fill("吴示例")
    phrase = to_submission(browser_page)
    expect(found).to_contain_text("打印盖章页以后内容改过")
    browser_page.get_by_label("我看过上面的提醒").check()
    browser_page.get_by_role("button", name="提交密封文件").click()
    expect(browser_page.get_by_text("已收到")).to_be_visible()
    token = parse_qs(site.posted[0])["envelope"][0]
    fields = parse(envelope.open_inner(envelope.open_outer(token, PRIVATE_JWK), phrase)).fields
    assert dict(parts_of(fields, terms=CONSULTATION))["盖章页与网页内容"].startswith("不一致")
    as_printed = parts_of(fields | {"leader": "周示例"}, terms=CONSULTATION)
    assert dict(as_printed)["盖章页与网页内容"].startswith("一致")
