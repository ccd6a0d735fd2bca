"""A notice in the official site's form: what its entry page asks for, and the text as one page.

The site publishes no interface; the fields follow the official forms (财办库〔2020〕50号), their order is
to be confirmed with the operator of the site.
"""

from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.kernel import money
from procurement.methods import NAMES
from procurement.notices.models import Notice
from procurement.notices.sections import Section


@translation.override("zh-hans")
def as_fields(notice: Notice) -> dict:
    """Every field by its Chinese name, in the order of the form; `正文` is the text as HTML."""
    project = notice.project
    agency = project.agency_mandate.agency if project.agency_mandate_id else None
    packages = list(project.packages.all())
    return {
        "公告类型": str(notice.get_type_display()),
        "公告标题": notice.title,
        "项目编号": project.number,
        "项目名称": project.title,
        "采购方式": str(NAMES.get(project.method, "")),
        "行政区划代码": project.purchaser.division_id,
        "采购人": project.purchaser.name,
        "采购人统一社会信用代码": project.purchaser.credit_code,
        "代理机构": agency.name if agency else "",
        "采购品目": f"{project.catalogue_item.code} {project.catalogue_item.name}",
        "预算金额（元）": money.format_amount(sum(package.budget_amount for package in packages)),
        "原公告编号": notice.corrects.outside_number or notice.corrects.number if notice.corrects else "",
        "本平台公告编号": notice.number,
        "内容摘要（SHA-256）": notice.sha256,
        "正文": as_html([Section.from_json(stored) for stored in notice.body["sections"]]),
    }


def as_html(sections: list[Section]) -> SafeString:
    """The sections as plain markup that an editor takes: headings, paragraphs and tables, no styles."""
    return format_html_join("\n", "{}", ((_section(section),) for section in sections))


def _section(section: Section) -> SafeString:
    facts = format_html_join("", "<p>{}：{}</p>", section.facts)
    texts = format_html_join("", "<p>{}</p>", ((text,) for text in section.paragraphs if text))
    table = _table(section) if section.headers else ""
    return format_html("<h3>{}</h3>{}{}{}", section.heading, facts, texts, table)


def _table(section: Section) -> SafeString:
    head = format_html_join("", "<th>{}</th>", ((header,) for header in section.headers))
    cells = [format_html_join("", "<td>{}</td>", ((text,) for text in row)) for row in section.rows]
    rows = format_html_join("", "<tr>{}</tr>", ((row,) for row in cells))
    return format_html("<table><tr>{}</tr>{}</table>", head, rows)
