"""From the ranking to the contract: decided by two, told to all, signed by both."""

from portal.kernel.clock import local_date
from procurement.award.models import Award
from procurement.contracts.models import Contract
from procurement.projects.models import Package
from tests.journey import demanding
from tests.journey.cast import SUPPLIERS, Cast
from tests.journey.steps import fill, press, says


def decide(cast: Cast, package: Package) -> Award:
    """The handler proposes the first of the ranking, the leader approves, the result is published."""
    sign_records(cast, package)
    received = local_date(Award.objects.get(package=package).received_at)
    demanding.decide_together(cast, package.project, "定标", on=received)
    page = cast.at("handler", f"/procurement/award/packages/{package.pk}/")
    page.get_by_role("link", name="拟定成交供应商").click()
    fill(page, minutes="2026年3月，集体讨论，同意按评审报告的排序定标。")
    press(page, "提交审批")
    award = Award.objects.get(package=package)
    page = cast.at("leader", f"/procurement/award/{award.pk}/")
    page.get_by_role("link", name="审批定标").click()
    says(page, "捌拾玖万元整", cast.of("supplier1").body_name)
    fill(page, opinion="同意。")
    press(page, "批准定标")
    page = cast.at("handler", f"/procurement/award/{award.pk}/")
    page.get_by_role("link", name="发布结果公告").click()
    says(page, "评审小组名单随公告公开")
    page.get_by_label("我已核对，现在发布").check()
    press(page, "发布结果公告")
    says(page, cast.of("supplier1").body_name)
    return award


def sign_records(cast: Cast, package: Package) -> None:
    """Handler and leader sign what happened when responses and final quotes were opened."""
    for number in (package.number, f"{package.number}-quotes"):
        for part in ("handler", "leader"):
            page = cast.at(part, f"/procurement/opening/halls/{number}/record/sign/")
            fill(page, typed="签署开启记录")
            press(page, "签署开启记录")
    says(page, "已签署归档")


def read_letters(cast: Cast) -> None:
    """Each organisation reads its own score and rank, and nobody else's."""
    for part in SUPPLIERS:
        page = cast.at(part, "/procurement/award/")
        page.locator("main tbody").get_by_role("link").first.click()
        says(page, "质疑")


def sign_contract(cast: Cast, award: Award) -> Contract:
    """Drafted from the award, signed by the organisation, then by the leader; published at once."""
    page = cast.at("handler", "/procurement/contracts/")
    page.get_by_role("link", name="起草合同").click()
    fill(page, starts_on="2026-04-20", ends_on="2027-04-19")
    fill(page, **{"form-0-milestone": "合同签订后", "form-0-amount": "267,000"})
    fill(page, **{"form-1-milestone": "中期考核合格", "form-1-amount": "356,000"})
    fill(page, **{"form-2-milestone": "验收合格", "form-2-amount": "267,000"})
    press(page, "保存合同草稿")
    contract = Contract.objects.get(award=award)
    address = f"/procurement/contracts/{contract.pk}/"
    cast.at("handler", address + "offer/")
    press(cast.at("handler"), "发送合同签署")
    for part in ("supplier1", "leader"):
        page = cast.at(part, address + "sign/")
        says(page, "捌拾玖万元整")
        fill(page, number=contract.number)
        press(page, "签署合同")
    page = cast.at("handler", address + "publish/")
    fill(page, number=contract.number)
    press(page, "公告合同")
    return contract
