"""Before the notice: the intention, the survey, the public's opinions, the review and counsel."""

from datetime import date

from procurement.projects.models import ProcurementProject
from tests.journey.cast import Cast
from tests.journey.steps import fill, heading, press, says

WORK = "/procurement/demand/work"


def publish_intention(cast: Cast) -> None:
    """The handler writes the intention; a second person reads and publishes it."""
    page = cast.at("handler", "/procurement/intentions/work/")
    page.locator("main").get_by_role("link", name="编制意向").click()
    fill(page, title="居家养老上门服务采购意向（示例）", budget_amount="960000")
    fill(page, overview="为高龄独居老人提供上门照护，每周两次，一年。")
    page.locator("[name=catalogue_item]").select_option(index=1)
    page.locator("[name=expected_month]").select_option(index=2)
    press(page, "保存意向")
    press(page, "送复核")
    page = cast.at("reviewer", "/procurement/intentions/work/")
    page.get_by_role("main").get_by_role("link", name="居家养老上门服务采购意向（示例）").click()
    press(page, "公开采购意向")
    says(page, "采购意向已公开")


def choose_intention(cast: Cast) -> None:
    """The handler finds it among the things to do: which intention does the project carry out?"""
    page = cast.at("handler", "/workbench/")
    page.get_by_role("main").get_by_role("link").filter(has_text="采购意向").first.click()
    heading(page, "登记采购意向")
    page.locator("[name=intention]").select_option(index=1)
    press(page, "保存登记")


def set_terms(cast: Cast, project: ProcurementProject) -> None:
    """One contractor, no subcontract, nothing reserved since social organisations are asked."""
    page = cast.at("handler", f"/procurement/terms/{project.pk}/")
    for answer in ("accepts_consortium-no", "allows_subcontract-no", "sme-exempt", "organisation-self"):
        name, value = answer.split("-")
        page.locator(f"main [name={name}][value={value}]").check()
    page.locator("main [name=sme_exemption]").select_option("non_enterprise")
    fill(page, sme_reason="面向社会组织采购。")
    press(page, "保存条件")


def find_demand(cast: Cast, project: ProcurementProject) -> None:
    """The handler sets the terms, asks three organisations, and the public at a meeting."""
    set_terms(cast, project)
    page = cast.at("handler", f"{WORK}/{project.pk}/")
    page.get_by_role("main").get_by_role("link", name="登记调查").click()
    page.get_by_label("走访").check()
    fill(page, surveyed_on=project.created_at.date().isoformat())
    fill(page, market="本市有二十余家机构承接。", prices="上年同类项目成交价96万元。")
    for number in (1, 2, 3):
        fill(page, **{f"name_{number}": f"机构{number}（示例）", f"said_{number}": "可以承接。"})
    press(page, "保存调查")
    page.get_by_role("main").get_by_role("link", name="登记在别处征求的意见").click()
    fill(page, how="三月在社区召开座谈会。", received="4", outcome="增加周末服务。")
    press(page, "保存登记")
    says(page, "机构1（示例）", "增加周末服务。")
    plan_execution(cast, project)


def plan_execution(cast: Cast, project: ProcurementProject) -> None:
    """The handler writes how it will be contracted, priced, accepted and kept from going wrong."""
    page = cast.at("handler", f"{WORK}/{project.pk}/")
    page.get_by_role("main").get_by_role("link", name="编制计划").click()
    page.get_by_label("委托合同").check()
    page.get_by_label("固定总价").check()
    fill(page, pricing_reason="服务内容明确，按年包干。", schedule="三月公告，四月签约，服务一年。")
    fill(page, acceptance="每季度按合同逐项验收，邀请服务对象参加。", risks="人员变动提前一周报告。")
    press(page, "保存计划")
    says(page, "固定总价")


def decide_together(cast: Cast, project: ProcurementProject, step: str, *, on: date) -> None:
    """The handler uploads the minutes of a meeting about a step."""
    page = cast.at("handler", f"/procurement/decisions/{project.pk}/upload/")
    page.get_by_label(step, exact=True).check()
    fill(page, held_on=on.isoformat(), attendees="班子成员（示例）", decision="同意。")
    paper = {"name": "会议纪要.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 minutes"}
    page.locator("main [name=paper]").set_input_files(paper)
    press(page, "上传纪要")
    says(page, "会议纪要.pdf")


def review_demand(cast: Cast, project: ProcurementProject) -> None:
    """Somebody who did not draft looks at every item."""
    page = cast.at("reviewer", f"{WORK}/{project.pk}/review/")
    for passed in page.get_by_label("符合", exact=True).all():
        passed.check()
    press(page, "提交审查结果")
    says(page, "通过")


def hear_counsel(cast: Cast, project: ProcurementProject) -> None:
    """The handler records what counsel said of the contract's text."""
    page = cast.at("handler", f"{WORK}/{project.pk}/legal/")
    fill(page, counsel="周律师（示例）", firm="某律师事务所（示例）", opinion="同意使用。")
    fill(page, reviewed_on=project.created_at.date().isoformat())
    page.get_by_label("同意使用").check()
    press(page, "保存意见")
    says(page, "某律师事务所（示例）")
