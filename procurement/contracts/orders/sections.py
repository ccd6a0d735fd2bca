"""What the notice of an order's contract says."""

from django.utils import translation

from portal.kernel.money import format_amount, in_words
from procurement.contracts.orders.models import OrderContract
from procurement.notices.sections import Section
from procurement.projects import queries as projects


def notice_title(contract: OrderContract) -> str:
    """The title of the contract notice."""
    package = contract.order.member.package
    return f"{package.project.title}（包{package.index}）合同公告 {contract.order.number}"


@translation.override("zh-hans")
def contract_notice(contract: OrderContract) -> list[Section]:
    """The fields of the official form for a contract notice."""
    order = contract.order
    package = order.member.package
    project = package.project
    amount = format_amount(order.amount)
    return [
        Section(
            "合同和项目",
            facts=(
                ("合同编号", contract.number),
                ("合同名称", project.title),
                ("项目编号", project.number),
                ("项目名称", project.title),
                ("采购方式", projects.method_name(project)),
            ),
            key="basics",
        ),
        Section(
            "合同主体",
            facts=(
                ("采购人（甲方）", order.buyer.name),
                ("供应商（乙方）", order.member.supplier.name),
                ("供应商地址", order.member.supplier.address or "—"),
            ),
            key="parties",
        ),
        Section(
            "合同主要信息",
            facts=(
                ("主要标的", package.title),
                ("服务要求", order.content),
                ("合同金额", f"{amount} 元（{in_words(order.amount)}）"),
                ("履约期限", f"{contract.starts_on.isoformat()} 至 {contract.ends_on.isoformat()}"),
                ("履约地点", project.service_area),
                ("签订日期", contract.signed_on.isoformat()),
            ),
            key="main",
        ),
        Section(
            "分期付款",
            headers=("期次", "付款条件", "金额（元）"),
            rows=(("1", contract.payment, amount),),
            key="instalments",
        ),
        Section("合同文本", paragraphs=tuple(contract.terms.split("\n")), key="text"),
    ]
