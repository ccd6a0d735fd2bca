"""The law as developers read it: a file a paper, a section an article, with its numbers, rules and tests."""

from collections import defaultdict
from itertools import groupby
from pathlib import Path

from catalog.policies import citing
from catalog.policies.rules import Article, Use
from portal.site.citations import ROOT
from portal.site.law import Ground, grounds
from procurement.routing.models import RuleParameter

FOLDER = ROOT / "docs" / "law"
INDEX = "README.md"
WHOLE = "全文"
HEAD = """# The law, article by article

Written by `manage.py law_pages` from the numbers, the code and the marks on the tests; not edited by hand.
A test names what it proves by `@pytest.mark.article("O87:69")` (short forms: `catalog.policies.citing.SHORT`)
or in the words of the law. `tests/test_law.py` fails for a number or a rule without such a test, and for a
mark that no number and no rule cites. The public reads the same at `/policies/<paper>/<article>/`.
"""


def write(folder: Path = FOLDER) -> int:
    """Write every page anew and remove those of papers that nothing cites any more; gives their number."""
    folder.mkdir(parents=True, exist_ok=True)
    built = pages()
    for path in folder.glob("*.md"):
        if path.name not in built:
            path.unlink()
    for name, text in built.items():
        (folder / name).write_text(text, encoding="utf-8")
    return len(built)


def pages() -> dict[str, str]:
    """Every page by its file name."""
    by_paper: dict[str, list[tuple[Article, Ground]]] = defaultdict(list)
    for article, ground in grounds().items():
        by_paper[article.slug].append((article, ground))
    built = {f"{slug}.md": _page(slug, found) for slug, found in by_paper.items()}
    return {INDEX: _index(by_paper), **built}


def _index(by_paper: dict[str, list[tuple[Article, Ground]]]) -> str:
    lines = [HEAD]
    for slug, found in by_paper.items():
        articles = "、".join(article.says or WHOLE for article, _ground in found)
        lines.append(f"- [{citing.name_of(slug)}]({slug}.md)：{articles}")
    return "\n".join(lines) + "\n"


def _page(slug: str, found: list[tuple[Article, Ground]]) -> str:
    lines = [f"# {citing.name_of(slug)}", ""]
    for article, ground in found:
        lines += [f"## {article.says or WHOLE}", ""]
        lines += [_number(row) for row in ground.numbers]
        lines += _rules(ground.rules)
        lines += [f"- page `{use.place}` {use.words}".rstrip() for use in ground.pages]
        lines += [f"- test `{use.place.replace('.', '/')}.py` `{use.words}`" for use in ground.tests]
        lines.append("")
    return "\n".join(lines)


def _number(row: RuleParameter) -> str:
    until = f" to {row.effective_to:%Y-%m-%d}" if row.effective_to else ""
    category = f" ({row.category})" if row.category else ""
    facts = f"{row.says}, from {row.effective_from:%Y-%m-%d}{until}, {row.confidence}"
    return f"- number `{row.code}`{category} {row.name}: {facts}"


def _rules(uses: list[Use]) -> list[str]:
    """One line a module; what it says where the code says it beside the basis."""
    lines = []
    for place, group in groupby(sorted(uses), key=lambda use: use.place):
        words = sorted({use.words for use in group if use.words})
        lines.append(f"- rule `{place}`" + (f"：{' / '.join(words)}" if words else ""))
    return lines
