"""A published intention in the official form of intentions (财库〔2020〕10号)."""

from decimal import Decimal

from django.utils import translation

from portal.kernel.clock import local_date
from portal.kernel.documents import OfficialPage
from procurement.notices.choices import NoticeType
from procurement.notices.official.reading import form_of
from procurement.notices.official.rules import compose
from procurement.notices.text import Section
from procurement.projects.intention.models import PurchaseIntention

TEN_THOUSAND = Decimal(10_000)
CAVEAT = "本次公开的采购意向是采购工作的初步安排，具体采购项目以采购公告和采购文件为准。"


def sections_of(intention: PurchaseIntention) -> list[Section]:
    """The form's fields with what the intention says; the budget in units of ten thousand yuan."""
    month, shown = intention.expected_month, "发布之日"
    if intention.published_at:
        published = local_date(intention.published_at)
        shown = f"{published.year}年{published.month}月{published.day}日"
    values = {
        "basics": {
            "采购单位": intention.purchaser.name,
            "公开时间": shown,
        },
        "items": {
            "采购项目名称": intention.title,
            "采购需求概况": intention.overview,
            "预算金额（万元）": f"{(intention.budget_amount / TEN_THOUSAND).normalize():f}",
            "预计采购时间": f"{month.year}年{month.month}月",
            "备注": intention.remark,
        },
    }
    return compose(form_of(NoticeType.INTENT), values)


@translation.override("zh-hans")
def page_of(intention: PurchaseIntention) -> OfficialPage:
    """The intention as an official document."""
    return OfficialPage(
        title=f"{intention.purchaser.name}政府采购意向",
        subtitle=CAVEAT,
        number=intention.number,
        sections=[section.for_print() for section in sections_of(intention)],
    )
