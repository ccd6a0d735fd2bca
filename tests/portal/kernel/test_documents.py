"""Official documents: Chinese text that can be read out, the same bytes again, nothing typed evaluated."""

from io import BytesIO

import pypdf
import pytest

from portal.kernel import documents

PAGE = documents.OfficialPage(
    title="成交结果公告",
    subtitle="长沙市某区民政局（示例）",
    number="XJGF-2026-000123",
    digest="ab" * 32,
    facts=[("项目名称", "社区老年人助餐服务"), ("成交金额", "1,740,000 元")],
    sections=[
        documents.Section(
            heading="一、供应商",
            paragraphs=["喆玥社会工作服务中心（示例）为成交供应商。"],
            table=documents.Table(["名称", "得分"], [["喆玥社会工作服务中心（示例）", "92.50"]] * 60, [3, 1]),
        )
    ],
    signatures=["采购人（盖章）："],
)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_chinese_text_can_be_read_out_of_the_document():
    text = squeezed(text_of(PAGE.render()))
    for expected in (
        "成交结果公告",
        "社区老年人助餐服务",
        "1,740,000元",
        "喆玥社会工作服务中心（示例）",
        "采购人（盖章）",
    ):
        assert expected in text


def test_every_page_says_which_document_it_is():
    pages = [squeezed(page.extract_text()) for page in pypdf.PdfReader(BytesIO(PAGE.render())).pages]
    assert len(pages) == 2
    for number, text in enumerate(pages, start=1):
        assert "编号：XJGF-2026-000123" in text
        assert f"（SHA-256）：{'ab' * 32}" in text
        assert f"页码{number}/2" in text


def test_the_same_facts_give_the_same_bytes():
    assert documents.digest(PAGE.render()) == documents.digest(PAGE.render())


@pytest.mark.parametrize(
    "typed",
    [
        '#read("/etc/passwd")',
        '#import "official.typ": *',
        "$x^2$ *粗* _斜_ `原` <标签> @引用 \\u{41}",
        '"] #panic("x") [',
        '{"title": "别的"}',
        "= 标题\n- 列表",
        "x" * 300,
    ],
)
def test_typed_text_comes_out_as_text(typed):
    page = documents.OfficialPage(
        title=typed,
        number=typed[:60],
        facts=[(typed, typed)],
        sections=[documents.Section(heading=typed, paragraphs=[typed])],
    )
    assert squeezed(typed) in squeezed(text_of(page.render()))


def test_every_font_of_a_document_is_embedded():
    reader = pypdf.PdfReader(BytesIO(PAGE.render()))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert fonts
    for font in fonts:
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "NotoSansCJKsc" in descriptor["/FontName"]
        assert "/FontFile3" in descriptor


def test_a_table_with_a_short_row_cannot_exist():
    with pytest.raises(ValueError, match="row"):
        documents.Table(["名称", "得分"], [["一"]])


def test_a_digest_goes_on_in_the_next_line_instead_of_leaving_the_page():
    digest = "ab" * 32
    text = text_of(documents.OfficialPage(title="回执", facts=[("密文摘要", digest)]).render())
    assert digest not in text
    assert digest in squeezed(text)
