"""An edition as a file: table or official document."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from catalog.editions import queries, rules
from catalog.editions.models import CatalogueEdition
from portal.kernel import spreadsheets
from portal.kernel.documents import OfficialPage, Section, Table

COLUMNS = (
    (_("编码"), lambda item: item.code),
    (_("名称"), lambda item: item.name),
    (_("英文名称"), lambda item: item.name_en),
    (_("级次"), lambda item: item.level if item.level in rules.LEVELS else ""),
    (_("上级或者对应的通用目录品目"), lambda item: str(item.parent or item.general_item or "")),
    (_("服务领域"), lambda item: item.field_of_service),
    (_("品目说明"), lambda item: item.description),
    (_("名称核对情况"), lambda item: rules.source_mark(item.source).says),
    (_("说明"), lambda item: rules.source_mark(item.source).detail),
)
ON_PAPER = ("编码", "名称", "上级或者对应品目", "服务领域")
WIDTHS = (2, 5, 5, 2)


def response(edition: CatalogueEdition, kind: str) -> HttpResponse:
    """The edition as a download; 404 for a kind that is not written."""
    if kind == "pdf":
        answer = HttpResponse(document(edition).render(), content_type="application/pdf")
        answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{edition.title}.pdf')}"
        answer["X-Content-Type-Options"] = "nosniff"
        return answer
    if kind not in spreadsheets.WRITERS:
        raise Http404
    rows = [[value(item) for _header, value in COLUMNS] for item in queries.items_of(edition)]
    return spreadsheets.response(kind, rows, [header for header, _value in COLUMNS], name=edition.title)


@translation.override("zh-hans")
def document(edition: CatalogueEdition) -> OfficialPage:
    """The edition on paper; its foot carries the digest of the items as the ledger has it."""
    items = list(queries.items_of(edition))
    return OfficialPage(
        title=edition.title,
        subtitle=edition.document_number,
        digest=edition.items_digest or rules.digest_of(queries.facts_of(edition)),
        facts=(
            ("编制单位", edition.catalogue.owner_name),
            ("状态", edition.get_status_display()),
            ("生效日期", said(edition.in_force_from)),
            ("失效日期", said(edition.in_force_to)),
            ("品目数", f"{len(items)} 项"),
        ),
        sections=(
            Section("一、品目", table=Table(ON_PAPER, [on_paper(item) for item in items], WIDTHS)),
            *((Section("二、说明", paragraphs=(REFERENCE,)),) if edition.is_reference else ()),
        ),
    )


REFERENCE = "这是按正式目录的结构整理的参考版，正式目录的附件导入后以正式目录为准。"


def on_paper(item) -> tuple[str, ...]:
    """One row of the table."""
    return item.code, item.name, str(item.parent or item.general_item or ""), item.field_of_service


def said(day) -> str:
    """A day in words, or that there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "—"
