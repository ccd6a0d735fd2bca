"""Official documents as Word files, for staff who must go on working on the text elsewhere."""

import io
import re

from docx import Document
from docx.document import Document as Writing
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from portal.kernel.documents import OfficialPage, Section, Table

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "仿宋"
TITLE_SIZE, HEADING_SIZE, TEXT_SIZE = Pt(18), Pt(14), Pt(12)
MARGIN = Cm(2.6)
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render(page: OfficialPage) -> bytes:
    """The document as .docx: the same words as its PDF, plain styles, tables with borders."""
    writing = Document()
    _dress(writing)
    _centred(writing, page.title, TITLE_SIZE, bold=True)
    for line in (page.subtitle, page.number):
        if line:
            _centred(writing, line, TEXT_SIZE)
    _facts(writing, page.facts)
    for section in page.sections:
        _section(writing, section)
    for name in page.signatures:
        writing.add_paragraph(f"{plain(name)}：")
    if page.digest:
        writing.add_paragraph(f"SHA-256 {page.digest}").runs[0].font.size = Pt(9)
    file = io.BytesIO()
    writing.save(file)
    return file.getvalue()


def plain(text: str) -> str:
    """The text without what a Word file cannot hold."""
    return NOT_IN_XML.sub("", text)


def _dress(writing: Writing) -> None:
    style = writing.styles["Normal"]
    style.font.name, style.font.size = FONT, TEXT_SIZE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    for part in writing.sections:
        part.left_margin = part.right_margin = MARGIN


def _centred(writing: Writing, text: str, size: Pt, *, bold: bool = False) -> None:
    paragraph = writing.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(plain(text))
    run.font.size, run.bold = size, bold


def _section(writing: Writing, section: Section) -> None:
    if section.heading:
        run = writing.add_paragraph().add_run(plain(section.heading))
        run.font.size, run.bold = HEADING_SIZE, True
    _facts(writing, section.facts)
    for text in section.paragraphs:
        writing.add_paragraph(plain(text))
    if section.table:
        _table(writing, section.table)


def _facts(writing: Writing, facts) -> None:
    for label, value in facts:
        paragraph = writing.add_paragraph()
        paragraph.add_run(f"{plain(label)}：").bold = True
        paragraph.add_run(plain(value))


def _table(writing: Writing, table: Table) -> None:
    made = writing.add_table(rows=0, cols=len(table.headers), style="Table Grid")
    for row in (table.headers, *table.rows):
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = plain(text)
