"""The forms as data: complete, made into text, and what is missing from a text."""

import ast
import io
from pathlib import Path

import pytest
from django.conf import settings
from docx import Document

from portal.kernel import word
from portal.kernel.documents import OfficialPage
from procurement.notices.choices import NoticeType
from procurement.notices.official import rules
from procurement.notices.official.reading import form_of, forms
from procurement.notices.official.rules import Kind
from procurement.notices.official.stages import STAGES
from procurement.notices.text import Section

PUBLISHING = {"publish_notice", "publish_form"}


def filled(form: rules.Form) -> dict:
    """A value for every required field."""
    values: dict[str, dict] = {}
    for field in (field for field in form.fields if field.is_required):
        given = values.setdefault(field.section, {})
        if field.kind == Kind.FACT:
            given[field.label] = "示例"
        else:
            given[field.kind.value] = "示例" if field.kind == Kind.TEXT else (("甲", "乙"), [("一", "二")])
    return values


def test_every_type_of_notice_has_its_form_and_every_form_its_stage():
    assert set(forms()) == set(NoticeType.values)
    assert {form.owner for form in forms().values()} <= set(STAGES)
    assert {int(form.order) for form in forms().values() if form.order} == set(range(1, 14))


@pytest.mark.article("财办库〔2020〕50号")
@pytest.mark.parametrize("code", list(forms()))
def test_a_form_filled_in_lacks_nothing_and_each_field_left_out_is_named(code):
    form = form_of(code)
    assert rules.missing_refusals(form, rules.compose(form, filled(form))) == []
    for field in (field for field in form.fields if field.is_required):
        values = filled(form)
        del values[field.section][field.label or field.kind.value]
        (refusal,) = rules.missing_refusals(form, rules.compose(form, values))
        assert field.says in refusal.because and refusal.basis == form.basis


def test_blanks_do_not_count_as_filled_in():
    form = form_of("termination")
    sections = [Section("原因", paragraphs=("  ",), key="reason")]
    assert "项目终止的原因" in [field.says for field in rules.missing(form, sections)]
    assert len(rules.missing(form, rules.blank(form))) == len([f for f in form.fields if f.is_required])


def test_a_word_file_holds_the_words_of_the_form():
    form = form_of("single_source")
    sections = [section.for_print() for section in rules.compose(form, filled(form))]
    page = OfficialPage(
        title="公示\x0b（示例）", number="1", digest="ab", sections=sections, signatures=["盖章"]
    )
    made = Document(io.BytesIO(word.render(page)))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "公示（示例）" in text and "采用单一来源采购方式的原因及说明" in text and "SHA-256 ab" in text
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["一", "二"]


def published_types() -> list[tuple[str, str]]:
    """Which stage publishes which type, read from the sources."""
    found = []
    for path in (Path(settings.BASE_DIR) / "procurement").rglob("*.py"):
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in PUBLISHING and isinstance(call.args[0], ast.Attribute):
                found.append((path.relative_to(settings.BASE_DIR).parts[1], call.args[0].attr))
    return found


def test_a_notice_is_published_by_the_stage_that_owns_it_alone():
    found = published_types()
    assert ("award", "AWARD_RESULT") in found
    assert [(stage, name) for stage, name in found if form_of(NoticeType[name]).owner != stage] == []
    assert not [stage for stage, _name in found if not STAGES[stage].stands]
