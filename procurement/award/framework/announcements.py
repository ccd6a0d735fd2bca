"""What the notices of a framework agreement say: who was admitted at what price, who got an order."""

from collections.abc import Sequence

from portal.kernel.money import format_amount
from procurement.award.framework.models import FrameworkMember, FrameworkOrder
from procurement.notices.official.rules import Values
from procurement.projects import queries as projects
from procurement.projects.models import Package
from procurement.projects.plans import queries as plans

JOINED = "开放式框架协议：申请经审核同意，付费标准和协议条件见征集文件。"
JUDGED = "封闭式框架协议：按征集文件评审，{fit} 家符合要求，{out} 家没有入围。"


def price_says(price, unit: str) -> str:
    """75.00 元/次；统一付费标准 where nobody offers a price of its own."""
    return f"{format_amount(price)} {unit}" if price is not None else "按统一付费标准"


def basics(package: Package) -> dict[str, str]:
    """Which purchase."""
    project = package.project
    return {
        "项目编号": project.number,
        "项目名称": project.title,
        "采购包": f"包{package.index} {package.title}",
        "采购方式": projects.method_name(project),
        "采购人": project.purchaser.name,
        **dict(plans.framework_facts(plans.method_of(project), plans.facts_of(project))),
    }


def contacts(package: Package) -> dict[str, str]:
    """Whom to ask."""
    purchaser = package.project.purchaser
    return {
        "采购人": purchaser.name,
        "地址": purchaser.address or "—",
        "联系电话": purchaser.phone or "—",
    }


def admission(package: Package, rows: Sequence[tuple], *, says: str) -> Values:
    """Who was admitted: place, supplier, price."""
    table = (("入围顺序", "供应商", "地址", "协议价格"), rows)
    return {
        "basics": basics(package),
        "members": {"table": table},
        "how": {"text": says},
        "contacts": contacts(package),
    }


def row_of(member: FrameworkMember) -> tuple[str, str, str, str]:
    """One supplier of the agreement."""
    supplier = member.supplier
    price = price_says(member.price, member.price_unit)
    return str(member.place), supplier.name, supplier.address or "—", price


def order_ended(ended: FrameworkOrder, reason: str) -> Values:
    """The same order, with why it comes to no contract."""
    return {**order(ended), "how": {"text": f"本单成交终止，没有签订合同。原因：{reason}"}}


def order(order: FrameworkOrder) -> Values:
    """Who supplies whom with what for how much, and how that came."""
    package = order.member.package
    return {
        "basics": basics(package),
        "order": {
            "采购单位": order.buyer.name,
            "成交供应商": order.member.supplier.name,
            "服务内容和数量": order.content,
            "成交金额": f"{format_amount(order.amount)} 元",
            "成交日期": order.decided_on.isoformat(),
        },
        "how": {"text": order.grounds},
        "contacts": contacts(package),
    }
