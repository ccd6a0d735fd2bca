"""The criteria, the notice, and who obtains the document."""

from datetime import datetime

from playwright.sync_api import Page, expect

from portal.kernel.clock import at_local
from procurement.notices.models import Notice
from procurement.projects.models import ProcurementProject
from tests.journey.cast import SUPPLIERS, Cast
from tests.journey.steps import fill, heading, press, says


def write_scheme(cast: Cast) -> None:
    """The handler starts from the ready scheme of this service and shortens it; its points close at 100."""
    page = cast.at("handler", "/procurement/review/schemes/")
    page.get_by_role("link", name="居家养老上门服务").click()
    expect(page.locator("[data-full]")).to_be_visible()
    for row in page.locator("[data-criterion]").all():
        name = row.locator("[name$=-name]")
        if name.input_value() in ("信息化与隐私保护", "培训"):
            for box in (name, row.locator("[name$=-text]"), row.locator("[name$=-maximum]")):
                box.fill("")
        elif name.input_value() == "应急处置":
            row.locator("[name$=-maximum]").fill("30")
            row.get_by_text("计分方式、档次和证明材料").click()
            row.locator("[name$=-bands]").fill("20-30：流程、时限和责任人都具体\n0-19.5：只有原则性表述")
    expect(page.locator("[data-full]")).to_be_visible()
    press(page, "保存评审标准")
    says(page, "合计 100 分")


def announce(cast: Cast, project: ProcurementProject) -> Notice:
    """The handler drafts with the earliest lawful times, the reviewer publishes."""
    page = cast.at("handler", "/procurement/notices/work/")
    page.get_by_role("main").get_by_role("link", name="编制公告").first.click()
    heading(page, "编制公告和磋商文件")
    fill(page, opening_place="平台线上开启大厅（示例）", contact_name="何静（示例）")
    press(page, "保存公告")
    press(page, "提交复核")
    page = cast.at("reviewer", "/procurement/notices/work/")
    page.get_by_role("main").get_by_role("link").filter(has_text=project.title).first.click()
    page.get_by_role("link", name="发布公告", exact=True).click()
    says(page, "发布后不能撤回")
    fill(page, typed="发布公告")
    press(page, "发布公告")
    notice = Notice.objects.published().get(project=project)
    public = cast.public(notice.get_absolute_url())
    heading(public, project.title)
    says(public, "玖拾陆万元整", "服务质量方案", "不接受联合体")
    return notice


def obtain_documents(cast: Cast, notice: Notice) -> None:
    """Each organisation obtains the document, free, from the day that the notice names."""
    for part in SUPPLIERS:
        page = cast.at(part, notice.get_absolute_url())
        page.get_by_role("link", name="获取磋商文件").first.click()
        press(page, "获取磋商文件")
        says(page, "贵单位已经获取")
        with page.expect_download() as download:
            page.get_by_role("link", name="磋商文件", exact=True).click()
        assert download.value.suggested_filename.endswith(".pdf")


def documents_from(project: ProcurementProject) -> datetime:
    """Ten o'clock of the first day on which the document is given out."""
    return at_local(project.schedule.documents_from, 10)


def tells_nobody(page: Page, cast: Cast) -> None:
    """No organisation's name stands on the page."""
    for part in SUPPLIERS:
        expect(page.locator("main")).not_to_contain_text(cast.of(part).body_name)
