"""Sealing and unsealing in a real browser, under the portal's own content policy."""

import hashlib
import json
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from procurement.bidding import envelope
from tests.browser import grave_findings
from tests.procurement.bidding.sealed import (
    BIDDER,
    KID,
    PACKAGE,
    PHRASE,
    PRIVATE_JWK,
    PUBLIC_JWK,
    SEALED,
    parse,
)
from tests.procurement.bidding.sealing_site import (
    fill,
    keep_phrase,
    phrase_on,
    rehearse,
    to_rehearsal,
    to_submission,
)

pytestmark = pytest.mark.browser

FIXTURE_SCRIPT = """async ([text, phrase, key]) => {
  const sealing = await import("/static/js/sealing.js");
  const payload = sealing.newPayload(JSON.parse(text));
  const sealed = await sealing.seal(payload, phrase, JSON.parse(key));
  return {...sealed, canonical: sealing.canonical(payload)};
}"""


PART_SCRIPT = """async () => {
  const { parts } = await import("/static/js/seal_parts.js");
  parts.push({
    beforeSeal: async (payload) => { payload.fields.added = "附加"; },
    answers: (payload) => [["附加的一项", payload.fields.added]],
    afterSeal: async ({ phrase, plaintextSha256 }) => ({ custody: phrase && plaintextSha256 }),
  });
}"""


def test_browser_seals_what_python_opens(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    fill(browser_page)
    expect(browser_page.get_by_text("玖拾叁万陆仟元整")).to_be_visible()
    phrase = to_submission(browser_page)
    expect(browser_page.locator("[data-seal-answers]")).to_contain_text("936,000.00 元")
    browser_page.get_by_role("button", name="提交密封文件").click()
    expect(browser_page.get_by_text("已收到")).to_be_visible()
    posted = {name: values[0] for name, values in parse_qs(site.posted[0]).items()}
    assert set(posted) == {"csrfmiddlewaretoken", "envelope", "ciphertext_sha256", "plaintext_sha256"}
    envelope.check_outer(posted["envelope"], KID)
    plaintext = envelope.open_inner(envelope.open_outer(posted["envelope"], PRIVATE_JWK), phrase)
    assert envelope.digests(token=posted["envelope"], plaintext=plaintext) == envelope.Digests(
        ciphertext=posted["ciphertext_sha256"], plaintext=posted["plaintext_sha256"]
    )
    assert parse(plaintext).fields == {
        "price": "936000.00",
        "plan": "上门照护\n每周三次，夜间应急 <b>&",
        "leader": "周示例",
        "remark": "",
    }


def test_a_part_of_the_page_adds_to_what_is_sealed_and_posted(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    browser_page.evaluate(PART_SCRIPT)
    fill(browser_page)
    phrase = to_submission(browser_page)
    expect(browser_page.locator("[data-seal-answers]")).to_contain_text("附加的一项")
    browser_page.get_by_role("button", name="提交密封文件").click()
    expect(browser_page.get_by_text("已收到")).to_be_visible()
    posted = {name: values[0] for name, values in parse_qs(site.posted[0]).items()}
    assert posted["custody"] == posted["plaintext_sha256"]
    plaintext = envelope.open_inner(envelope.open_outer(posted["envelope"], PRIVATE_JWK), phrase)
    assert parse(plaintext).fields["added"] == "附加"


def test_browser_and_python_write_the_same_canonical_text(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    fields = {"z": '\u2028\x07\\/"\n', "a": "😀 长沙", "b2": "\x7f\u00e9"}
    given = json.dumps({"kind": "final_quote", "package": PACKAGE, "bidder": BIDDER, "fields": fields})
    made = browser_page.evaluate(FIXTURE_SCRIPT, [given, PHRASE, json.dumps(PUBLIC_JWK)])
    plaintext = envelope.open_inner(envelope.open_outer(made["token"], PRIVATE_JWK), PHRASE)
    payload = parse(plaintext, kind="final_quote")
    assert payload.fields == fields
    assert payload.as_bytes() == plaintext == made["canonical"].encode()
    assert payload.nonce == made["nonce"]


def test_python_seals_what_the_browser_opens(site, browser_page):
    browser_page.goto(f"{site.url}/unlock/")
    browser_page.get_by_label("照密钥单输入口令").fill(PHRASE)
    browser_page.get_by_role("button", name="解锁密封文件").click()
    expect(browser_page.get_by_text("已收到")).to_be_visible()
    posted = {name: values[0] for name, values in parse_qs(site.posted[0]).items()}
    assert set(posted) == {"csrfmiddlewaretoken", "plaintext"}
    assert envelope.read_posted(posted["plaintext"]) == SEALED.plaintext
    assert "48213" not in site.posted[0]


@pytest.mark.parametrize(
    ("path", "phrase", "sentence"),
    [
        ("/unlock/", "00000 00000 00000 00000 00000", "这个口令打不开密封文件"),
        ("/unlock/", "48213", "开启口令是二十五位数字"),
        ("/other/", PHRASE, "与回执记载的摘要不一致"),
    ],
)
def test_nothing_is_sent_when_it_does_not_open(site, browser_page, path, phrase, sentence):
    browser_page.goto(f"{site.url}{path}")
    browser_page.get_by_label("照密钥单输入口令").fill(phrase)
    browser_page.get_by_role("button", name="解锁密封文件").click()
    expect(browser_page.locator(".field-error")).to_contain_text(sentence)
    expect(browser_page.get_by_label("照密钥单输入口令")).to_have_value(phrase)
    assert site.posted == []


def test_faults_are_told_at_their_fields_before_anything_is_sealed(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    browser_page.get_by_label("响应报价").fill("980,000.01")
    browser_page.get_by_role("button", name="加密并生成口令").click()
    summary = browser_page.locator("[data-seal-errors]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("有 3 处需要改正")
    expect(summary.get_by_role("link", name="“响应报价”不能超过 980,000")).to_be_visible()
    summary.get_by_role("link", name="请填写“服务方案”").click()
    expect(browser_page.get_by_label("服务方案")).to_be_focused()
    assert site.posted == []


@pytest.mark.parametrize(
    ("typed", "taken"), [("１２３４.５", "1234.50"), ("1,740,000 元", "1740000.00"), ("0.10", "0.10")]
)
def test_amounts_are_sealed_as_plain_decimals(site, browser_page, typed, taken):
    browser_page.goto(f"{site.url}/seal/")
    script = """async (typed) => {
      const fields = await import("/static/js/bid_fields.js");
      const price = document.getElementById("id_price");
      price.value = typed;
      return fields.collect([price]).price;
    }"""
    assert browser_page.evaluate(script, typed) == taken


def test_phrase_copied_wrongly_is_caught_in_the_rehearsal(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    fill(browser_page)
    phrase = to_rehearsal(browser_page)
    typed = browser_page.get_by_label("照密钥单输入口令")
    typed.fill(("1" if phrase[0] != "1" else "2") + phrase[1:])
    typed.press("Enter")
    expect(browser_page.locator(".field-error")).to_contain_text("与刚才生成的不一致")
    expect(browser_page.get_by_role("heading", name="核对并提交")).to_be_hidden()
    assert site.posted == []


def test_phrase_must_be_kept_before_going_on(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    fill(browser_page)
    browser_page.get_by_role("button", name="加密并生成口令").click()
    browser_page.get_by_role("button", name="去试开一次").click()
    expect(browser_page.locator("[data-seal-step='2'] .field-error")).to_contain_text(
        "请先打印、下载或抄下口令"
    )


def test_key_sheet_is_downloaded_with_the_phrase_and_without_the_price(site, browser_page, tmp_path):
    browser_page.goto(f"{site.url}/seal/")
    fill(browser_page)
    browser_page.get_by_role("button", name="加密并生成口令").click()
    with browser_page.expect_download() as download:
        browser_page.get_by_role("button", name="下载密钥单").click()
    assert download.value.suggested_filename == f"开启密钥单-{PACKAGE}.txt"
    download.value.save_as(tmp_path / "sheet.txt")
    text = (tmp_path / "sheet.txt").read_text("utf-8-sig")
    assert phrase_on(browser_page) in text
    assert "供应商：湘江暖邻社会工作服务中心（示例）" in text
    assert "开启时间：2026-11-24 星期二 09:30" in text
    assert "936" not in text


def test_an_edit_after_sealing_is_sealed_again_under_the_same_phrase(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    fill(browser_page)
    browser_page.get_by_role("button", name="加密并生成口令").click()
    expect(browser_page.get_by_role("heading", name="保管开启口令")).to_be_visible()
    first = phrase_on(browser_page)
    browser_page.locator("[data-seal-step='2']").get_by_role("button", name="返回修改").click()
    browser_page.get_by_label("响应报价").fill("900000")
    assert to_submission(browser_page) == first
    expect(browser_page.locator("[data-seal-answers]")).to_contain_text("900,000.00 元")


def test_without_a_secure_connection_the_page_says_why(site, browser_page):
    browser_page.goto(f"http://portal.test:{site.server_port}/seal/")
    expect(browser_page.get_by_text("不是通过安全连接打开的")).to_be_visible()
    expect(browser_page.get_by_label("响应报价")).to_be_disabled()


def test_without_scripts_the_page_says_why_and_nothing_can_be_sent(site, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(f"{site.url}/seal/")
    assert "<noscript>" in page.content() and "需要打开网页脚本" in page.content()
    expect(page.get_by_label("响应报价")).to_be_disabled()


def test_keyboard_alone_reaches_the_rehearsal(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    fill(browser_page)
    browser_page.get_by_label("项目负责人").press("Enter")
    expect(browser_page.locator("[data-seal-step='2'] h2")).to_be_focused()
    browser_page.get_by_label("我已把口令打印或抄下").press("Space")
    browser_page.get_by_label("我已把口令打印或抄下").press("Enter")
    expect(browser_page.locator("[data-seal-step='3'] h2")).to_be_focused()


@pytest.mark.parametrize("width", [1440, 360])
def test_every_step_can_be_used_by_everybody(site, new_page, width):
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(f"{site.url}/seal/")
    page.get_by_role("button", name="加密并生成口令").click()
    assert grave_findings(page) == []
    fill(page)
    page.get_by_role("button", name="加密并生成口令").click()
    expect(page.get_by_role("heading", name="保管开启口令")).to_be_visible()
    assert grave_findings(page) == []
    rehearse(page, keep_phrase(page))
    assert grave_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{site.url}/unlock/")
    assert grave_findings(page) == []


def test_prices_are_not_printed_with_the_key_sheet(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    fill(browser_page)
    browser_page.get_by_role("button", name="加密并生成口令").click()
    browser_page.emulate_media(media="print")
    expect(browser_page.locator("[data-seal-sheet]")).to_be_visible()
    expect(browser_page.get_by_label("响应报价")).to_be_hidden()
    expect(browser_page.get_by_label("我已把口令打印或抄下")).to_be_hidden()


DIGEST_SCRIPT = """async (lengths) => {
  const { Sha256 } = await import("/static/js/sha256.js");
  return lengths.map((length) => {
    const digest = new Sha256();
    const bytes = Uint8Array.from({ length }, (_, index) => index % 251);
    for (let at = 0; at < length; at += 37) digest.update(bytes.subarray(at, at + 37));
    return digest.hex();
  });
}"""


def test_the_browser_takes_the_digest_of_a_file_piece_by_piece(site, browser_page):
    browser_page.goto(f"{site.url}/seal/")
    lengths = [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000]
    contents = [bytes(index % 251 for index in range(length)) for length in lengths]
    found = browser_page.evaluate(DIGEST_SCRIPT, lengths)
    assert found == [hashlib.sha256(content).hexdigest() for content in contents]
