"""Which tests prove which article of law: read from the marks on the tests, where they are at hand."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from catalog.policies import citing
from catalog.policies.choices import UseKind
from catalog.policies.rules import Use
from portal.site.citations import ROOT
from procurement.routing import checking

TESTS = ROOT / "tests"
MARK = "article"
# The test that holds every number against its row, its value and its article.
OF_NUMBERS = ("tests.procurement.routing.test_checking", "test_every_number_is_what_its_article_says")


@cache
def marked() -> tuple[Use, ...]:
    """Every test that names an article, and every number that is held against one."""
    found = {use for path in sorted(TESTS.rglob("test_*.py")) for use in _of_file(path)}
    return tuple(sorted(found | set(_of_numbers())))


def is_of_numbers(use: Use) -> bool:
    """Whether this is the test that holds numbers against their articles, which proves no rule."""
    return use.place == OF_NUMBERS[0] and use.words.startswith(OF_NUMBERS[1])


def _of_file(path: Path) -> Iterator[Use]:
    source = path.read_text(encoding="utf-8")
    if f"mark.{MARK}(" not in source:
        return
    place = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    tree = ast.parse(source)
    for_all = [mark for node in tree.body if _is_pytestmark(node) for mark in _marks(node.value)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            own = [mark for decorator in node.decorator_list for mark in _marks(decorator)]
            for mark in (*for_all, *own):
                yield Use(UseKind.TEST, place, citing.written_out(mark), node.name)


def _of_numbers() -> Iterator[Use]:
    place, name = OF_NUMBERS
    for number in checking.expected():
        if number.article:
            words = f"{name}[{number.number}]"
            yield Use(UseKind.TEST, place, citing.written_out(number.article), words)


def _is_pytestmark(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "pytestmark"


def _marks(node: ast.expr) -> Iterator[str]:
    """The articles that an expression marks: pytest.mark.article("O87:69"), alone or in a list."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == MARK:
            yield from (word.value for word in call.args if isinstance(word, ast.Constant))
