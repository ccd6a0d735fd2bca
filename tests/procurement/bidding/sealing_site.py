"""A site of two pages, under the portal's own content policy, that remembers what a browser posts to it."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from csp.utils import build_policy
from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from portal.kernel.money import AmountField
from tests.procurement.bidding.sealed import BIDDER, PACKAGE, PUBLIC_JWK, SEALED

OPENS_AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
FRAME = """<!doctype html><html lang="zh-hans"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>密封</title>%s
<meta name="server-time" content="2026-11-20T08:00:00+08:00">
<link rel="icon" href="/static/icon.svg"><script src="/static/js/portal.js" defer></script></head>
<body><main class="container-xl"><h1>密封</h1>%s</main></body></html>"""


class Answers(forms.Form):
    """What a bidder fills in."""

    price = AmountField(
        label="响应报价", widget=forms.TextInput(attrs={"inputmode": "decimal", "data-max": "980000"})
    )
    plan = forms.CharField(label="服务方案", max_length=2000, widget=forms.Textarea)
    leader = forms.CharField(label="项目负责人", max_length=20)
    remark = forms.CharField(label="补充说明", required=False)


class Handler(SimpleHTTPRequestHandler):
    """Static files, the pages of a test, and a memory of what was posted."""

    def do_GET(self) -> None:
        if self.path.startswith("/static/"):
            super().do_GET()
        else:
            self.answer(self.server.pages.get(self.path, ""))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.posted.append(body)
        self.answer(FRAME % ("", "<p>已收到</p>"))

    def answer(self, page: str) -> None:
        content = page.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.server.policy)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Silence: posted bodies are kept in memory only."""


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(settings.BASE_DIR)))
    server.policy = build_policy()
    server.posted = []
    server.url = f"http://localhost:{server.server_port}"
    server.pages = {
        "/seal/": framed(seal_steps()),
        "/unlock/": framed(unlock_steps(SEALED.inner, SEALED.digests.plaintext)),
        "/other/": framed(unlock_steps(SEALED.inner, "0" * 64)),
    }
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def framed(content: str) -> str:
    """A whole page around the content."""
    return FRAME % (render_to_string("components/styles.html"), content)


def seal_steps(**added) -> str:
    seal = {"kind": "response", "package": PACKAGE, "bidder": BIDDER, "opening_key": json.dumps(PUBLIC_JWK)}
    seal |= {"package_name": "包1 上门照护", "bidder_name": "湘江暖邻社会工作服务中心（示例）"}
    seal |= {"opens_at": OPENS_AT, "law": "竞争性磋商采购方式管理暂行办法第十二条"}
    context = {"form": Answers(), "seal": seal, "csrf_token": "t", **added}
    return render_to_string("procurement/bidding/_seal_steps.html", context)


def unlock_steps(inner: str, plaintext_sha256: str) -> str:
    unlock = {"inner_token": inner, "plaintext_sha256": plaintext_sha256, "package_name": "包1 上门照护"}
    unlock |= {"bidder_name": "湘江暖邻社会工作服务中心（示例）", "submitted_at": OPENS_AT}
    return render_to_string("procurement/bidding/_unlock_steps.html", {"unlock": unlock, "csrf_token": "t"})


def fill(page: Page) -> None:
    page.get_by_label("响应报价").fill("936,000")
    page.get_by_label("服务方案").fill("上门照护\n每周三次，夜间应急 <b>&")
    page.get_by_label("项目负责人").fill("周示例")


def phrase_on(page: Page) -> str:
    groups = page.locator("[data-seal-step='2'] .phrase").first.locator("li").all_inner_texts()
    assert len(groups) == 5
    return " ".join(groups)


def to_rehearsal(page: Page) -> str:
    page.get_by_role("button", name="加密并生成口令").click()
    expect(page.get_by_role("heading", name="保管开启口令")).to_be_visible()
    return keep_phrase(page)


def keep_phrase(page: Page) -> str:
    phrase = phrase_on(page)
    page.get_by_label("我已把口令打印或抄下").check()
    page.get_by_role("button", name="去试开一次").click()
    return phrase


def to_submission(page: Page) -> str:
    return rehearse(page, to_rehearsal(page))


def rehearse(page: Page, phrase: str) -> str:
    page.get_by_label("照密钥单输入口令").fill(phrase)
    page.get_by_role("button", name="试开密封文件").click()
    expect(page.get_by_role("heading", name="核对并提交")).to_be_visible()
    return phrase
