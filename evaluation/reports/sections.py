"""What a report prints, and the sheets of its workbook."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils import translation

from evaluation.reports.rules import Deal, Figures, Line
from portal.kernel.documents import OfficialPage, Section, Table
from portal.kernel.money import format_amount

SUMS = ("合同份数", "合同金额（元）", "社会组织承接（元）", "社会组织占比")
DEAL_HEADERS = (
    "合同编号",
    "项目名称",
    "采购人",
    "供应商",
    "是否社会组织",
    "品目编码",
    "品目",
    "采购方式",
    "合同金额（元）",
    "签订日期",
)
SHARE = "社会组织占比（%）"
WIDTHS = (5, 2, 4, 4, 3)
COUNTING = (
    "本报告统计在本月签订的合同，以平台记录的双方签署完成日期为准；金额为合同金额。"
    "地区按采购人的预算级次归入省本级或者市州，县市区计入所在市州。"
    "比例按当月全部合同金额计算；参考指标针对新增公共服务支出，两者口径不同。"
)


@translation.override("zh-hans")
def on_paper(figures: Figures, *, digest: str) -> OfficialPage:
    """The report as an official document; its foot carries the digest of the figures."""
    total = figures.total
    return OfficialPage(
        title="政府向社会组织购买服务月度报告",
        subtitle=f"{figures.month:%Y年%m月}",
        digest=digest,
        facts=(
            ("合同份数", f"{total.purchases} 份"),
            ("合同金额", f"{format_amount(total.amount)} 元"),
            ("其中：社会组织承接", f"{format_amount(total.social_amount)} 元"),
            ("社会组织占比", percent(total.share)),
        ),
        sections=(
            Section("一、向社会组织购买的比例", paragraphs=share_words(figures)),
            Section("二、按地区", table=table("地区", figures.regions, total)),
            Section("三、按目录品目", **table_or_none("品目", figures.items, total)),
            Section("四、按采购方式", **table_or_none("采购方式", figures.methods, total)),
            Section("五、统计口径", paragraphs=(COUNTING,)),
        ),
    )


def share_words(figures: Figures) -> tuple[str, ...]:
    """The share in a sentence, and the indicator with its article; it decides nothing about a purchase."""
    total, target = figures.total, figures.target
    if not total.purchases:
        words = "本月没有签订合同，不计算比例。"
    else:
        words = f"本月合同金额中，由社会组织承接的占 {percent(total.share)}。"
    if target is None:
        return (words,)
    return (words, f"参考指标：{target_words(figures)}。该指标只供监测，不是任何采购项目的条件。")


def target_words(figures: Figures) -> str:
    """The indicator with its article and its mark."""
    target = figures.target
    if target is None:
        return "平台没有载入"
    mark = "，待确认" if target.is_to_be_confirmed else ""
    return f"{target.name} {target.says}（{target.basis}{mark}）"


def table_or_none(head: str, lines: Iterable[Line], total: Line) -> dict:
    """A table, or the words that there was nothing."""
    lines = tuple(lines)
    return {"table": table(head, lines, total)} if lines else {"paragraphs": ("本月没有签订合同。",)}


def table(head: str, lines: Iterable[Line], total: Line) -> Table:
    """Lines with their total."""
    return Table((head, *SUMS), [printed(line) for line in (*lines, total)], WIDTHS)


def printed(line: Line) -> tuple[str, ...]:
    """A line as text."""
    return (
        line.name,
        str(line.purchases),
        format_amount(line.amount),
        format_amount(line.social_amount),
        percent(line.share),
    )


def percent(share: Decimal | None) -> str:
    """33.3%; a dash where nothing was bought."""
    return "—" if share is None else f"{share}%"


@translation.override("zh-hans")
def sheets(figures: Figures) -> list[tuple[str, tuple[str, ...], list[tuple]]]:
    """The workbook: the totals, three tables and the contracts that were counted."""
    total = figures.total
    summary = [
        ("月份", f"{figures.month:%Y-%m}"),
        ("合同份数", total.purchases),
        ("合同金额（元）", total.amount),
        ("其中：社会组织承接（元）", total.social_amount),
        (SHARE, total.share),
        ("参考指标（只供监测，不是采购条件）", target_words(figures)),
        ("统计口径", COUNTING),
    ]
    grouped = (("地区", figures.regions), ("品目", figures.items), ("采购方式", figures.methods))
    return [
        ("汇总", ("指标", "数值"), summary),
        *(
            (f"按{head}", ("编码", head, *SUMS[:3], SHARE), [cells(line) for line in (*lines, total)])
            for head, lines in grouped
        ),
        ("合同清单", DEAL_HEADERS, [deal_cells(deal, figures) for deal in figures.deals]),
    ]


def cells(line: Line) -> tuple:
    """A line with its numbers as numbers."""
    return (line.code, line.name, line.purchases, line.amount, line.social_amount, line.share)


def deal_cells(deal: Deal, figures: Figures) -> tuple:
    """A contract with its numbers as numbers."""
    method = {line.code: line.name for line in figures.methods}.get(deal.method, deal.method)
    return (
        deal.number,
        deal.title,
        deal.purchaser,
        deal.supplier,
        "是" if deal.is_social else "否",
        deal.item,
        deal.item_name,
        method,
        deal.amount,
        deal.signed_on,
    )
