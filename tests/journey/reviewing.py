"""The panel of three: named, sworn, free of ties; examines, consults, scores and signs."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from portal.kernel.clock import SHANGHAI
from procurement.projects.models import Package
from procurement.review.models import Expert
from tests.journey.cast import SUPPLIERS, Cast
from tests.journey.steps import fill, press, says
from tests.portal_clock import PortalClock

PANEL = ("expert1", "expert2", "representative")
POINTS = {
    "服务质量方案": ("27", "24", "22.5"),
    "人员资质": ("20", "15", "15"),
    "应急处置": ("27", "23", "24"),
}


def name_panel(cast: Cast, package: Package, clock: PortalClock) -> None:
    """The organiser enters the slip of the finance department's library and its own representative."""
    page = cast.at("handler", f"/procurement/review/{package.review_id}/organise/")
    page.get_by_role("link", name="填写名单").click()
    numbers = [Expert.objects.get(user_id=cast.of(part).user_id).library_number for part in PANEL[:2]]
    meets_at = (clock.now() + timedelta(hours=1)).astimezone(SHANGHAI)
    fill(page, draw_slip="CQ-2026-0001", place="评审室一（示例）", experts="\n".join(numbers))
    fill(page, meets_at=f"{meets_at:%Y-%m-%dT%H:%M}", drawn_on=f"{meets_at:%Y-%m-%d}")
    page.get_by_label(cast.of("representative").name).check()
    press(page, "确定名单并发出邀请")
    says(page, *(cast.of(part).name for part in PANEL))
    clock.set(meets_at)


def swear_in(cast: Cast, package: Package) -> None:
    """Every member promises, reads the list of suppliers and declares to be free of ties."""
    for part in PANEL:
        page = room(cast, part, package, "commit/")
        expect(page.locator("main")).not_to_contain_text(cast.of("supplier1").body_name)
        page.get_by_label("我已到场，已阅读并遵守评审纪律").check()
        press(page, "签署并进入评审")
        page = room(cast, part, package, "declare/")
        says(page, *(cast.of(supplier).body_name for supplier in SUPPLIERS))
        page.get_by_label("没有需要回避的情形").check()
        press(page, "提交声明")


def examine(cast: Cast, package: Package) -> None:
    """Every member finds that all pass."""
    for part in PANEL:
        page = room(cast, part, package, "examine/")
        for passed in page.locator("main input[type=radio][value=passed]").all():
            passed.check()
        press(page, "提交审查意见")


def consult(cast: Cast, package: Package) -> None:
    """The chair draws the order; each is heard; a change goes to all at once after the purchaser's word."""
    page = room(cast, "expert1", package, "consultation/")
    press(page, "抽取次序")
    for _supplier in SUPPLIERS:
        page.get_by_role("link", name="记录磋商").click()
        fill(page, minutes="讨论了服务频次和应急安排。")
        press(page, "保存记录")
    fill(page, text="上门时间由每周两次改为每周三次。")
    press(page, "提出变动")
    press(room(cast, "representative", package, "consultation/"), "确认并同时通知所有供应商")
    for part in SUPPLIERS:
        says(cast.at(part, f"/procurement/review/{package.review_id}/supplier/"), "改为每周三次")
    press(room(cast, "expert1", package, "consultation/"), "结束磋商")


def score(cast: Cast, package: Package) -> None:
    """Every member fills a sheet; it saves itself, and nobody sees another's before all are in."""
    for part in PANEL:
        page = room(cast, part, package, "scores/")
        for _cell in range(len(POINTS) * len(SUPPLIERS)):
            supplier = page.locator(".doc-bar b").inner_text()
            number = [cast.of(one).body_name for one in SUPPLIERS].index(supplier)
            criterion = page.locator(".panel-head h2").first.inner_text()
            fill(page, points=POINTS[criterion][number])
            press(page, "保存，评下一项")
        page = room(cast, part, package, "scores/submit/")
        press(page, "提交评分表")


def sign(cast: Cast, package: Package) -> None:
    """Every member reads the sums and signs."""
    for part in PANEL:
        page = room(cast, part, package, "summary/")
        says(page, cast.of("supplier1").body_name)
        page.get_by_label("同意", exact=True).check()
        press(page, "签署评审报告")
    says(page, "下载评审报告")


def room(cast: Cast, part: str, package: Package, step: str) -> Page:
    """A member at a step of the room."""
    return cast.at(part, f"/procurement/review/{package.review_id}/{step}")
