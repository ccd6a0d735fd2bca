"""Every row of README's "Where is ...?" leads somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| [^|]+ \| `([^`]+)` \| `([^`]+)` \|$", re.M)
ROWS = ROW.findall((ROOT / "README.md").read_text())


def test_the_table_has_rows():
    assert len(ROWS) > 30


@pytest.mark.parametrize(("path", "words"), ROWS)
def test_the_row_leads_to_what_it_says(path, words):
    assert words in (ROOT / path).read_text()


def test_every_picture_of_the_readme_exists():
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text())
    assert pictures
    assert [path for path in pictures if not (ROOT / path).is_file()] == []
