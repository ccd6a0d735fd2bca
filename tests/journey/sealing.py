"""Responses and final quotes: sealed, released and unlocked in the browsers of those who hold the keys."""

from celery import current_app
from playwright.sync_api import Page, expect

from portal.kernel.outbox import workflow as outbox
from portal.kernel.outbox.models import OutboxJob
from procurement.opening.tasks import sweep_due
from procurement.projects.models import Package
from tests.journey.cast import SUPPLIERS, Cast
from tests.journey.steps import fill, press, says

FIRST = {"supplier1": "936,000", "supplier2": "950000", "supplier3": "921000"}
ANSWERS = {
    "服务方案": "每周上门照护两次，夜间应急三十分钟到场。",
    "项目团队": "持证社工四名，养老护理员八名。",
    "同类服务经验": "近三年承接同类服务两项。",
}
FINAL = {"supplier1": "890,000", "supplier2": "940000", "supplier3": "880000"}


def submit_responses(cast: Cast) -> dict[str, str]:
    """Every organisation fills in and seals its response; the phrases stay with the organisations."""
    phrases = {}
    for part, price in FIRST.items():
        page = cast.at(part, "/procurement/bidding/")
        page.get_by_role("link", name="提交响应文件").click()
        for label, text in ANSWERS.items():
            page.get_by_role("textbox", name=label, exact=True).fill(text)
        page.get_by_label("首次报价").fill(price)
        page.get_by_role("button", name="没有选的都选“满足”").click()
        for statement in page.locator("[data-seal-fields] input[type=checkbox]").all():
            statement.check()
        phrases[part] = seal(page, price)
    return phrases


def submit_quotes(cast: Cast) -> dict[str, str]:
    """Every organisation seals its final quote within the common window."""
    phrases = {}
    for part, price in FINAL.items():
        page = cast.at(part, "/procurement/bidding/")
        page.get_by_role("link", name="提交最后报价").click()
        page.get_by_label("最后报价").fill(price)
        phrases[part] = seal(page, price)
    return phrases


def seal(page: Page, price: str) -> str:
    """Encrypt, keep the phrase, rehearse, submit; gives the phrase as printed on the key sheet."""
    page.get_by_role("button", name="加密并生成口令").click()
    expect(page.get_by_role("heading", name="保管开启口令")).to_be_visible()
    groups = page.locator("[data-seal-step='2'] .phrase").first.locator("li").all_inner_texts()
    page.get_by_label("我已把口令打印或抄下").check()
    page.get_by_role("button", name="去试开一次").click()
    page.get_by_label("照密钥单输入口令").fill(" ".join(groups))
    page.get_by_role("button", name="试开密封文件").click()
    expect(page.locator("[data-seal-answers]")).to_contain_text(price.replace(",", "")[:3])
    if page.get_by_label("我看过上面的提醒").is_visible():
        page.get_by_label("我看过上面的提醒").check()
    page.get_by_role("button", name="提交密封文件").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("回执")
    return " ".join(groups)


def open_package(cast: Cast, phrases: dict[str, str]) -> None:
    """What is due is closed; two officers release; every organisation unlocks; the handler concludes."""
    sweep_due()
    for officer in ("handler", "leader"):
        page = cast.at(officer, "/procurement/opening/")
        page.locator("#list").get_by_role("link").first.click()
        says(page, "任何人都看不到有谁、有几家提交")
        page.get_by_role("link", name="去解封").click()
        fill(page, typed="解封")
        press(page, "解封")
    for part, phrase in phrases.items():
        page = cast.at(part, "/procurement/opening/unlock/")
        page.locator("main tbody tr").first.get_by_role("link").first.click()
        page.get_by_label("照密钥单输入口令").fill(phrase)
        page.locator("[data-unlock]").click()
        expect(page.locator("main")).to_contain_text("摘要一致")
    page = cast.at("handler", "/procurement/opening/")
    page.locator("#list").get_by_role("link").first.click()
    says(page, *(cast.of(part).body_name for part in SUPPLIERS))
    press(page, "结束开启")


def open_window(cast: Cast, package: Package) -> None:
    """The handler opens the one common window for final quotes."""
    page = cast.at("handler", f"/procurement/review/{package.review_id}/organise/")
    page.get_by_role("link", name="设定报价时段").click()
    press(page, "开放最后报价")


def work_off() -> None:
    """What the worker would do: every job of the outbox that is due."""
    current_app.loader.import_default_modules()
    for job in OutboxJob.objects.filter(done_at=None).order_by("pk"):
        outbox.run(job.pk)
