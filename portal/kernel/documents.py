"""Official documents as PDF, set by Typst with the embedded Chinese font.

A template is a .typ file under templates/. What it shows is handed over as JSON and never becomes part of
its source, so that text typed by a user stays text. The same template and facts give the same bytes.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = settings.BASE_DIR / "templates"
OFFICIAL_PAGE = "components/official_page.typ"

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts; every row is as long as the headers. `widths` are the columns' shares of the page."""

    headers: Row
    rows: Sequence[Row]
    widths: Sequence[int] = ()

    def __post_init__(self):
        rows = [*self.rows, self.widths or self.headers]
        if any(len(row) != len(self.headers) for row in rows):
            raise ValueError("a row of the table is not as long as its headers")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with facts (label, value), paragraphs and at most one table."""

    heading: str = ""
    facts: Sequence[tuple[str, str]] = ()
    paragraphs: Sequence[str] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """A whole official document; its footer prints `digest`, so that paper can be held against the ledger.

    `code` is a drawing (SVG) for a phone to read, set at the end.
    """

    title: str
    subtitle: str = ""
    number: str = ""
    digest: str = ""
    facts: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section] = ()
    signatures: Sequence[str] = field(default=())
    code: str = ""

    def render(self) -> bytes:
        """The document as PDF."""
        return render_pdf(OFFICIAL_PAGE, _without_empty(asdict(self)))


def render_pdf(template_name: str, context: Mapping[str, Any]) -> bytes:
    """The template under templates/ as PDF; it reads the context as `data`."""
    data = {"words": _words(), **context}
    return typst.compile(
        str(TEMPLATES / template_name),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)},
    )


def digest(content: bytes) -> str:
    """SHA-256 of a file as it is printed and recorded."""
    return hashlib.sha256(content).hexdigest()


def _words() -> dict[str, str]:
    """The words of the frame around every document."""
    return {"number": _("编号："), "digest": _("内容摘要（SHA-256）："), "page": _("页码")}


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_empty(item) for key, item in value.items() if item or key == "title"}
    if isinstance(value, list | tuple):
        return [_without_empty(item) for item in value]
    return value
