"""From the contract to the public page: accepted, evaluated by three voices, audited, verified."""

from decimal import Decimal

from playwright.sync_api import expect

from evaluation.performance.indicators import framework
from evaluation.performance.models import PerformanceEvaluation
from portal.kernel.ledger.models import LedgerEntry
from procurement.contracts.models import Contract
from procurement.delivery.models import Acceptance
from procurement.projects.models import ProcurementProject
from tests.journey.cast import PHONE, Cast
from tests.journey.steps import fill, heading, press, says


def accept(cast: Cast, contract: Contract) -> None:
    """The reviewer, who did not sign, judges every item and hears a recipient; the result is published."""
    cast.at("reviewer", f"/procurement/delivery/contracts/{contract.pk}/plan/")
    press(cast.at("reviewer"), "保存验收方案")
    address = f"/procurement/delivery/{Acceptance.objects.get(contract=contract).pk}/"
    page = cast.at("reviewer", address + "judge/")
    for passed in page.locator("main input[type=radio][value=yes]").all():
        passed.check()
    press(page, "保存查验情况")
    page = cast.at("reviewer", address + "hear/")
    fill(page, name="张三丰", opinion="服务很好，希望上午来。")
    page.get_by_label("满意", exact=True).check()
    press(page, "记录意见")
    says(page, "张")
    expect(page.locator("main")).not_to_contain_text("张三丰")
    page = cast.at("reviewer", address + "conclude/")
    page.get_by_label("合格", exact=True).check()
    fill(page, conclusion="按合同逐项查验，全部符合。")
    press(page, "形成验收意见")
    page = cast.at("reviewer", address + "publish/")
    fill(page, number=contract.number)
    press(page, "公告验收结果")


def evaluate(cast: Cast, contract: Contract) -> PerformanceEvaluation:
    """The purchaser and an independent institution give points; a recipient answers on a telephone."""
    page = cast.at("handler", f"/evaluation/performance/contracts/{contract.pk}/open/")
    page.locator("[name=institution]").select_option(label=cast.of("evaluator").body_name)
    press(page, "发起绩效评价")
    evaluation = PerformanceEvaluation.objects.get(contract=contract)
    address = f"/evaluation/performance/{evaluation.pk}/"
    for part in ("evaluator", "handler"):
        page = cast.at(part, address + "opinion/")
        fill(page, **{one.code: f"{one.points * Decimal('0.9'):.1f}" for one in framework()})
        fill(page, text="服务达到合同要求。")
        press(page, "提交评价意见")
    answer_on_telephone(cast, evaluation)
    press(cast.at("handler", address + "compute/"), "计算综合得分")
    page = cast.at("leader", address + "publish/")
    fill(page, number=contract.number)
    press(page, "公布评价结果")
    evaluation.refresh_from_db()
    return evaluation


def answer_on_telephone(cast: Cast, evaluation: PerformanceEvaluation) -> None:
    """Five faces and one free line at 360 px, without an account."""
    phone = cast.new_page(viewport=PHONE, has_touch=True)
    phone.goto(cast.url + evaluation.link_path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.get_by_label("很满意").check()
    phone.get_by_role("button", name="提交评价").locator("visible=true").click()
    phone.wait_for_url("**/thanks/")


def stands_on_the_public_page(cast: Cast, evaluation: PerformanceEvaluation) -> None:
    """Anybody finds the contract and its result on the organisation's page."""
    page = cast.public(evaluation.contract.supplier.get_absolute_url())
    says(page, str(evaluation.total), evaluation.get_band_display(), "890,000")


def audit(cast: Cast, project: ProcurementProject) -> None:
    """An auditor finds the project in the admin by its number; every page is read-only."""
    page = cast.at("auditor", f"/admin/procurement/procurementproject/?q={project.number}")
    page.get_by_role("link", name=project.number).first.click()
    expect(page.locator("body")).to_contain_text(project.title)
    expect(page.locator("input[type=submit], button[name=_save]")).to_have_count(0)


def verify(cast: Cast, contract: Contract) -> None:
    """A member of the public types the number beside the contract and sees that nothing was altered."""
    entry = LedgerEntry.objects.disclosed().filter(subject_number=contract.number).first()
    page = cast.public("/verify/")
    heading(page, "核验一条记录")
    fill(page, number=str(entry.public_id))
    press(page, "核验记录")
    says(page, "内容与存证一致", contract.number)
