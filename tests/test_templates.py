"""Every template compiles, includes what exists, and keeps scripts and styles out of the page."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted(p for p in (ROOT / "templates").rglob("*.html"))
NAMES = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]
REFERENCE = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
# The class shows what the attribute is to hide, since it is declared important.
SHOWN_THOUGH_HIDDEN = re.compile(r"<[^>]*\bd-(?:block|flex|grid|inline)[^>]*\shidden\b[^>]*>")
STYLE = re.compile(r"<style|<[^>]*\sstyle\s*=", re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name):
    get_template(name)


@pytest.mark.parametrize(("name", "path"), list(zip(NAMES, TEMPLATES, strict=True)))
def test_what_a_template_names_exists(name, path):
    for referred in REFERENCE.findall(path.read_text()):
        get_template(referred.partition("#")[0])


@pytest.mark.parametrize(("name", "path"), list(zip(NAMES, TEMPLATES, strict=True)))
def test_a_template_has_no_inline_script_or_style(name, path):
    text = path.read_text()
    assert not STYLE.search(text)
    assert not HANDLER.search(text)
    assert not SHOWN_THOUGH_HIDDEN.search(text)
    assert not [tag for tag in INLINE_SCRIPT.findall(text) if "application/json" not in tag]


@pytest.mark.parametrize("path", sorted((ROOT / "static/js").rglob("*.js")), ids=lambda path: path.name)
def test_own_scripts_neither_evaluate_text_nor_write_markup(path):
    assert not re.search(r"\beval\(|new Function|innerHTML|outerHTML|document\.write", path.read_text())
