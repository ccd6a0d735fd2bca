"""From the budget to the approval: the lines, the project, the second person's decision."""

from playwright.sync_api import expect

from procurement.projects.models import ProcurementProject
from tests.journey.cast import Cast
from tests.journey.steps import fill, heading, press, says

LINES = (
    ("养老服务补助（示例）", "一般公共预算", "600,000"),
    ("福彩公益金养老项目（示例）", "福彩公益金", "360,000"),
)


def enter_lines(cast: Cast) -> None:
    """The finance department enters two lines and says what each is to achieve."""
    for number, (title, source, amount) in enumerate(LINES, start=1):
        page = cast.at("finance", "/procurement/budget/enter/")
        page.locator("[name=body]").select_option(label=cast.of("handler").body_name)
        fill(page, code=f"XM-2026-{number}", title=title, amount=amount)
        page.get_by_label(source).check()
        press(page, "录入指标")
        says(page, title)
        page.locator("main").get_by_role("link", name="填写绩效目标").click()
        fill(page, **{"form-0-name": "服务对象满意度", "form-0-value": "≥90%"})
        press(page, "保存目标")
        says(page, "≥90%")


def draft_project(cast: Cast) -> ProcurementProject:
    """The handler walks through the wizard with two lines, up to the last step."""
    page = cast.at("handler", "/procurement/projects/")
    page.locator("main").get_by_role("link", name="起草项目").first.click()
    fill(
        page, title="居家养老上门服务（示例）", recipients="80岁以上独居老人，约300人", service_area="长沙市"
    )
    fill(page, demand="为高龄独居老人提供上门照护，每周两次。")
    page.locator("[name=words]").press_sequentially("居家养老", delay=20)
    page.locator("#items").get_by_label("居家养老").first.check()
    press(page, "保存并继续")
    fill(page, **{"form-0-title": "上门照护", "form-0-content": "上门照护", "form-0-budget_amount": "960000"})
    expect(page.get_by_text("玖拾陆万元整")).to_be_visible()
    press(page, "保存并继续")
    for (_title, _source, amount), box in zip(LINES, page.locator("main [name^=line_]").all(), strict=True):
        box.fill(amount)
    press(page, "保存并继续")
    page.get_by_label("竞争性磋商").check()
    press(page, "选定采购方式")
    page.locator("main select").first.select_option(index=1)
    page.locator("main").get_by_role("button", name="保存并继续").click()
    says(page, "玖拾陆万元整", "本项目应当开展需求调查")
    return ProcurementProject.objects.get()


def submit_project(cast: Cast, project: ProcurementProject) -> None:
    """The handler submits what was drafted, once its demand has been found."""
    page = cast.at("handler", f"/procurement/projects/{project.pk}/submit/")
    page.get_by_label("不在负面清单内").check()
    press(page, "提交审批")
    says(page, "已提交审批")


def approve_project(cast: Cast, project: ProcurementProject) -> None:
    """The leader finds it among the things to do, and approves."""
    page = cast.at("leader", "/workbench/")
    page.get_by_role("main").get_by_role("link").filter(has_text="审批").first.click()
    heading(page, project.title)
    says(page, "为什么是竞争性磋商", "960,000 元")
    fill(page, opinion="同意。")
    press(page, "批准项目")
    says(page, "预算已经占用")
