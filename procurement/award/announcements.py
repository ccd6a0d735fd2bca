"""The sections of a result notice, as the law lists them: no losing quotes, no single scores."""

from django.utils import translation

from portal.kernel.money import format_amount
from procurement.award.choices import AwardOrigin
from procurement.award.models import Award
from procurement.award.replacing.rules import basis_of
from procurement.notices import queries as notices
from procurement.notices.sections import Section
from procurement.review import queries as reviews
from procurement.review.choices import Seat
from procurement.review.library import queries as library
from procurement.review.low_price import queries as low_prices


def result(award: Award, *, period_workdays: int) -> list[Section]:
    """Notices are Chinese whatever language the reader has chosen (Order 87, art. 69)."""
    package, project = award.package, award.package.project
    return [
        Section(
            "一、项目基本情况",
            facts=(
                ("项目编号", project.number),
                ("项目名称", project.title),
                ("采购包", f"包{package.index} {package.title}"),
            ),
            key="basics",
        ),
        Section(
            "二、成交信息",
            facts=(
                ("供应商名称", award.supplier.name),
                ("供应商地址", award.supplier.address or "—"),
                ("成交金额", f"{format_amount(award.amount)} 元"),
            ),
            key="winner",
        ),
        *_change(award),
        _subject(award),
        Section("四、评审小组成员名单", facts=_panel(award), paragraphs=_low_prices(award), key="panel"),
        Section("五、代理服务收费标准及金额", paragraphs=("无。",), key="fee"),
        Section("六、公告期限", paragraphs=(f"自本公告发布之日起{period_workdays}个工作日。",), key="period"),
        _contacts(award),
        _attachments(award),
    ]


def _change(award: Award) -> list[Section]:
    """Whose place the winner has taken, and why: a changed result says so."""
    with translation.override("zh-hans"):
        return [
            Section(
                "结果变更说明",
                facts=(
                    ("原成交供应商", removal.supplier.name),
                    ("变更原因", str(removal.get_cause_display())),
                    ("依据", basis_of(removal.cause)),
                ),
                key=f"change_{removal.pk}",
            )
            for removal in award.removals.select_related("supplier")
        ]


def _subject(award: Award) -> Section:
    package, project = award.package, award.package.project
    return Section(
        "三、主要标的信息",
        facts=(
            ("服务名称", package.title),
            ("服务范围", f"{project.service_area}；{project.recipients}"),
            ("服务要求", package.content),
            ("服务时间", f"{project.term_months}个月"),
            ("服务标准", project.demand),
        ),
        key="subject",
    )


def _panel(award: Award) -> tuple[tuple[str, str], ...]:
    """Who sat; of a single source, which has no panel, who talked (Order 74, art. 18)."""
    if award.origin == AwardOrigin.AGREED:
        people = "；".join(award.talks.people)
        return (("评审专家", "单一来源采购不组成评审小组"), ("单一来源采购人员", people))
    members = list(reviews.panel_of(award.package.review))
    mark = "（自行选定）" if library.selection_of(award.package.review) else ""
    experts = [f"{m.user.name}{mark}" for m in members if m.seat == Seat.EXPERT]
    purchasers = [m.user.name for m in members if m.seat == Seat.PURCHASER]
    return (("评审专家", "、".join(experts)), ("采购人代表", "、".join(purchasers)))


def _low_prices(award: Award) -> tuple[str, ...]:
    """What came of abnormally low prices, without a name or a price of those that lost (财库〔2026〕2号)."""
    rejected = low_prices.rejected_in(award.package.review)
    says = []
    if rejected:
        says.append(f"评审中启动异常低价审查，{rejected}家供应商没有说明或者说明不成立，响应无效。")
    if low_prices.passed_review(award.winner):
        says.append("成交供应商的报价经过异常低价审查，书面说明成立。")
    return tuple(says)


def _attachments(award: Award) -> Section:
    """The procurement document goes with the result; its digest tells that it is the same."""
    document = notices.latest_document(award.package.project_id)
    says = f"第{document.version}版，内容摘要（SHA-256）{document.sha256}"
    return Section("八、附件", facts=(("采购文件", says),), key="attachments")


def _contacts(award: Award) -> Section:
    purchaser = award.package.project.purchaser
    return Section(
        "七、联系方式",
        facts=(
            ("采购人", purchaser.name),
            ("地址", purchaser.address or "—"),
            ("联系电话", purchaser.phone or "—"),
        ),
        key="contacts",
    )
