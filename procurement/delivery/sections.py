"""The acceptance as words: requirements proposed from the contract, the notice of the result, the report."""

import re

from django.utils import translation

from portal.kernel.clock import SHANGHAI
from portal.kernel.documents import OfficialPage, Table
from portal.kernel.documents import Section as PrintedSection
from portal.kernel.money import format_amount
from procurement.contracts.models import Contract
from procurement.delivery.models import Acceptance
from procurement.delivery.rules import LONGEST_ITEM, MOST_ITEMS
from procurement.notices.sections import Section

PLAN = (
    "验收小组：采购人代表、服务对象代表（不含合同签署人）。\n"
    "验收方式：查阅项目台账和服务记录，现场查看，听取服务对象意见。\n"
    "验收标准：采购文件、响应文件和合同的约定。"
)
STANDING = ("服务人员的数量和资格符合合同约定", "服务台账真实完整，可以核对", "服务对象个人信息得到保护")


@translation.override("zh-hans")
def requirements_of(contract: Contract) -> list[str]:
    """What is to be judged: the contract's content sentence by sentence, its term, the standing items."""
    package = contract.award.package
    told = re.split(r"[\n。；;]+", f"{package.content}\n{package.project.demand}")
    items = list(dict.fromkeys(text.strip()[:LONGEST_ITEM] for text in told if text.strip()))
    term = f"服务期限：{contract.starts_on.isoformat()} 至 {contract.ends_on.isoformat()}"
    return [*items, term, *STANDING][:MOST_ITEMS]


def notice_title(acceptance: Acceptance) -> str:
    """The title of the result's notice."""
    package = acceptance.contract.award.package
    return f"{package.project.title}（包{package.index}）验收结果公告"


@translation.override("zh-hans")
def result(acceptance: Acceptance) -> list[Section]:
    """The official form for the result of accepting a public service."""
    contract = acceptance.contract
    package = contract.award.package
    project = package.project
    return [
        Section(
            "合同和项目",
            facts=(
                ("合同编号", contract.number),
                ("项目编号", project.number),
                ("项目名称", project.title),
                ("采购人", project.purchaser.name),
                ("供应商", contract.supplier.name),
                ("合同金额", f"{format_amount(contract.amount)} 元"),
                ("履约期限", f"{contract.starts_on.isoformat()} 至 {contract.ends_on.isoformat()}"),
                ("履约地点", project.service_area),
            ),
            key="basics",
        ),
        Section(
            "验收情况",
            facts=(
                ("验收日期", concluded_on(acceptance)),
                ("验收小组", members(acceptance)),
                ("验收结果", result_words(acceptance)),
            ),
            paragraphs=(acceptance.conclusion,),
            key="acceptance",
        ),
        Section(
            "逐项查验",
            headers=("序号", "合同要求", "是否符合", "查验情况"),
            rows=item_rows(acceptance),
            key="items",
        ),
        Section(
            "服务对象意见",
            headers=("服务对象", "是否满意", "意见"),
            rows=voice_rows(acceptance),
            key="voices",
        ),
    ]


@translation.override("zh-hans")
def report(acceptance: Acceptance) -> OfficialPage:
    """The acceptance report on paper."""
    sections = [printed(section) for section in result(acceptance)]
    return OfficialPage(
        title="履约验收报告",
        subtitle=acceptance.contract.award.package.project.title,
        number=acceptance.contract.number,
        sections=(PrintedSection("验收方案", paragraphs=tuple(acceptance.plan.split("\n"))), *sections),
        signatures=("验收小组成员（签字）", "采购人（盖章）"),
    )


def printed(section: Section) -> PrintedSection:
    """A section of a notice as the PDF knows it; the judged items get room for their words."""
    widths = (1, 5, 2, 5) if len(section.headers) == 4 else ()
    table = Table(headers=section.headers, rows=section.rows, widths=widths) if section.headers else None
    return PrintedSection(section.heading, section.facts, section.paragraphs, table)


def item_rows(acceptance: Acceptance) -> tuple[tuple[str, ...], ...]:
    """The items as texts."""
    words = {True: "符合", False: "不符合", None: "未判定"}
    return tuple(
        (str(item.order), item.requirement, words[item.passed], item.finding or "—")
        for item in acceptance.items.order_by("order")
    )


def voice_rows(acceptance: Acceptance) -> tuple[tuple[str, ...], ...]:
    """What recipients said, under their masks."""
    return tuple(
        (voice.alias, "满意" if voice.is_satisfied else "不满意", voice.opinion)
        for voice in acceptance.voices.order_by("pk")
    )


def members(acceptance: Acceptance) -> str:
    """Who took part: the organiser by name, recipients by mask."""
    names = [f"{acceptance.organised_by.name}（采购人）"]
    return "、".join([*names, *(f"{voice.alias}（服务对象）" for voice in acceptance.voices.all())])


def result_words(acceptance: Acceptance) -> str:
    """合格 or 不合格; nothing before the conclusion."""
    return {True: "合格", False: "不合格", None: "验收中"}[acceptance.passed]


def concluded_on(acceptance: Acceptance) -> str:
    """The day of the conclusion."""
    at = acceptance.concluded_at
    return at.astimezone(SHANGHAI).date().isoformat() if at else "—"
