"""What the notices of the short path say: who, for how much, after how many offers or on which platform."""

from portal.kernel.clock import local_date
from portal.kernel.money import format_amount
from procurement.award.choices import AwardOrigin
from procurement.award.direct import queries, rules
from procurement.award.models import Award
from procurement.notices.choices import NoticeType
from procurement.notices.official.rules import Values
from procurement.projects import queries as projects

TYPES = {AwardOrigin.SELF: NoticeType.SELF_RESULT, AwardOrigin.ELSEWHERE: NoticeType.ELSEWHERE_RESULT}


def title(award: Award) -> str:
    """The title of the notice; notices are Chinese whatever language the reader has chosen."""
    what = "自行采购结果公告" if award.origin == AwardOrigin.SELF else "其他平台采购结果公告"
    return f"{award.package.project.title}（包{award.package.index}）{what}"


def values(award: Award) -> Values:
    """The fields of the form."""
    project = award.package.project
    own = compared(award) if award.origin == AwardOrigin.SELF else outside(award)
    return {
        "basics": {
            "项目编号": project.number,
            "项目名称": project.title,
            "采购包": f"包{award.package.index} {award.package.title}",
            "采购方式": projects.method_name(project),
            "采购预算": f"{format_amount(award.package.budget_amount)} 元",
        },
        "winner": {
            "供应商名称": award.supplier.name,
            "供应商地址": award.supplier.address or "—",
            "成交金额": f"{format_amount(award.amount)} 元",
        },
        "contacts": {
            "采购人": project.purchaser.name,
            "地址": project.purchaser.address or "—",
            "联系电话": project.purchaser.phone or "—",
        },
        **own,
    }


def compared(award: Award) -> Values:
    """How the supplier was found; losing offers and their names stay with the purchaser."""
    done = award.comparison
    return {
        "comparison": {
            "报价家数": f"{queries.offers_of(award).count()} 家",
            "报价较少的原因": done.few_reason,
            "没有选最低报价的理由": done.dear_reason,
            "定标日期": local_date(award.approved_at).isoformat(),
        },
        "nature": {"text": str(rules.OWN_RULES)},
    }


def outside(award: Award) -> Values:
    """On which platform, under which number, on which day."""
    found = award.outside_result
    return {
        "outside": {
            "办理平台": found.platform,
            "订单或者项目编号": found.order_number,
            "成交日期": found.decided_on.isoformat(),
            "网址": found.address,
        }
    }
