"""A bid sealed in a real browser, received, opened by two officers and unlocked in the browser again."""

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from procurement.bidding.custody.sealing import open_part
from procurement.bidding.files import sealing, storage
from procurement.bidding.models import Submission
from procurement.notices.models import Notice
from procurement.opening.models import OpeningSession
from procurement.opening.workflow import payload_of
from tests import spine
from tests.browser import grave_findings
from tests.factories import custody
from tests.portal_clock import PortalClock, portal_clock  # noqa: F401
from tests.signed_in import client_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = ({"width": 1440, "height": 900}, {"width": 360, "height": 780})
FILE = b"%PDF-1.7 " + b"x" * sealing.CHUNK
LOSE = """(times) => {
  const ask = window.fetch;
  window.fetch = (address, ...rest) => {
    if (!String(address).endsWith("/1/") || !times) return ask(address, ...rest);
    times -= 1;
    return Promise.reject(new TypeError("the line is lost"));
  };
}"""
ANSWERS = {"服务方案": "每周上门两次", "项目团队": "持证社工四名", "同类服务经验": "两项"}


def visit(new_page, live_server, actor, url: str, size: int = 0) -> Page:
    """A page of the live server as this person sees it."""
    page = new_page(viewport=SIZES[size], base_url=live_server.url)
    if actor:
        cookie = client_of(actor).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(url)
    return page


def add_file(page: Page) -> None:
    """Two chunks: the line breaks at the second, the page is reloaded, the same file goes on from there."""
    file = {"name": "材料.pdf", "mimeType": "application/pdf", "buffer": FILE}
    state = page.locator("[data-file-list] [data-file-state]")
    page.evaluate(LOSE, 1000)
    with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        page.get_by_label("选择文件").set_input_files(file)
    expect(state).to_contain_text("连接中断")
    expect(page.locator("[data-seal-saved]")).to_contain_text("草稿")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(state).to_contain_text("请重新选择这个文件")
    again = page.get_by_label("重新选择 材料.pdf")
    again.set_input_files({**file, "buffer": FILE.replace(b"1.7", b"1.6")})
    expect(state).to_contain_text("不是同一个文件")
    page.evaluate(LOSE, 1)
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "PUT" else None)
    again.set_input_files(file)
    expect(state).to_contain_text("连接中断")
    page.evaluate("document.querySelector('[data-seal-saved]').textContent = ''")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(state).to_have_text("已加密并完整上传", timeout=20_000)
    expect(page.locator("[data-seal-saved]")).to_contain_text("草稿")
    assert [address[-3:] for address in sent] == ["/1/"]
    page.reload()
    expect(state).to_have_text("已加密并完整上传")


def seal_in_browser(page: Page) -> str:
    """Fill in, keep the phrase, rehearse, submit; gives the phrase."""
    for label, text in ANSWERS.items():
        page.get_by_role("textbox", name=label, exact=True).fill(text)
    for box in page.locator("[data-seal-fields] input[type=checkbox]").all():
        box.check()
    page.get_by_label("首次报价").fill("936,000")
    page.get_by_role("button", name="没有选的都选“满足”").click()
    page.get_by_role("button", name="加密并生成口令").click()
    groups = page.locator("[data-seal-phrase]").first.locator("li")
    expect(groups).to_have_count(5)
    phrase = " ".join(groups.all_inner_texts())
    page.get_by_label("我已把口令打印或抄下").check()
    page.get_by_label("使用第二把钥匙").uncheck()
    page.get_by_role("button", name="去试开一次").click()
    expect(page.locator("#custody-read-fault")).to_contain_text("先读后果")
    page.get_by_label("使用第二把钥匙").check()
    with page.expect_download():
        page.get_by_role("button", name="下载密钥单").click()
    page.get_by_role("button", name="去试开一次").click()
    page.get_by_label("照密钥单输入口令").fill(phrase)
    page.get_by_role("button", name="试开密封文件").click()
    expect(page.locator("[data-seal-checks]")).to_contain_text("项没有写证据在哪里")
    page.get_by_label("我看过上面的提醒").check()
    page.get_by_role("button", name="提交密封文件").click()
    expect(page.get_by_role("heading", name="提交回执")).to_be_visible()
    return phrase


def test_a_bid_is_sealed_and_unlocked_where_it_belongs(live_server, new_page, portal_clock: PortalClock):  # noqa: F811
    walk = spine.people()
    keeper = custody.custodian(now=walk.clock.now())
    spine.obtained(purchase=walk, count=3)
    portal_clock.set(walk.clock.now())
    first, *others = walk.suppliers
    seal = reverse("bidding:seal", args=[walk.package.pk, "response"])
    page = visit(new_page, live_server, first, seal)
    add_file(page)
    assert grave_findings(page) == []
    phrase = seal_in_browser(page)
    assert grave_findings(page) == []
    submission = Submission.objects.get()
    part = open_part(submission.custody_part.token, keeper.private_jwk)
    assert (part.phrase, part.plaintext_sha256) == (phrase.replace(" ", ""), submission.plaintext_sha256)
    for supplier in others:
        walk.phrases[supplier.body_id] = phrase
        made = spine.sealed(walk.package, supplier, phrase=phrase, **spine.response_fields("950000"))
        spine.bidding.submit(walk.package.pk, kind="response", sealed=made, by=supplier, clock=walk.clock)
    portal_clock.set(walk.package.response_deadline + timedelta(seconds=1))
    for officer in (walk.handler, walk.reviewer):
        page = visit(new_page, live_server, officer, reverse("opening:session_list"))
        if officer is walk.handler:
            page.get_by_role("button", name="进入开启").click()
        else:
            page.get_by_role("link", name=walk.project.title).first.click()
        page.get_by_role("link", name="去解封").click()
        page.get_by_label("请输入").fill("解封")
        page.get_by_role("button", name="解封").click()
        assert grave_findings(page) == []
    opened = OpeningSession.objects.get().opened.get(submission=submission)
    page = visit(
        new_page, live_server, first, reverse("opening:unlock", args=[submission.receipt_number]), size=1
    )
    assert grave_findings(page) == []
    page.get_by_label("照密钥单输入口令").fill(phrase)
    page.get_by_role("button", name="解锁密封文件").click()
    expect(page.get_by_role("heading", name="已打开")).to_be_visible()
    opened.refresh_from_db()
    assert "每周上门两次" in opened.plaintext
    assert opened.plaintext.count("936000") == 1
    [file] = payload_of(opened).files
    upload = submission.files.get().upload
    chunks = [
        sealing.open_chunk(
            file.secret, storage.read_chunk(upload.folder, index), file_id=file.id, index=index, total=2
        )
        for index in range(file.chunks)
    ]
    assert b"".join(chunks) == FILE
    assert (file.name, file.sha256) == ("材料.pdf", hashlib.sha256(FILE).hexdigest())


@pytest.mark.parametrize("size", [0, 1])
def test_pages_of_notices_have_no_grave_finding(live_server, new_page, portal_clock: PortalClock, size):  # noqa: F811
    walk = spine.announced_package("500000", "480000")
    portal_clock.set(walk.clock.now() + timedelta(days=1))
    notice: Notice = walk.project.notices.get()
    draft = spine.drafted_notice("900000", purchase=walk).project.notices.get()
    for actor, url in (
        (None, reverse("notices:list")),
        (None, notice.get_absolute_url()),
        (walk.handler, reverse("notices:work_list")),
        (walk.handler, reverse("notices:work_detail", args=[draft.pk])),
        (walk.handler, reverse("notices:edit", args=[draft.pk])),
        (walk.handler, reverse("notices:correct", args=[notice.pk])),
    ):
        page = visit(new_page, live_server, actor, url, size=size)
        assert grave_findings(page) == [], url
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"], url
