"""Which rules and pages rest on which text of law: read from the code when reference data is loaded."""

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from catalog.policies import citing
from catalog.policies.choices import UseKind
from catalog.policies.rules import Use

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("orgs", "catalog", "procurement", "evaluation", "portal/site", "portal/kernel")
LEFT_OUT = {"migrations", "demo", "samples.py"}
TABLES = ("orgs/people/data/incompatible-duties.csv",)
BASES = ("basis", "law", "article", "legal_basis")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
MAY_CITE = re.compile(r"第[一二三四五六七八九十百]+条|〔\d{4}〕|令第\d+号")
DOCSTRING = re.compile(
    r"(?:Order (\d+)|(Procurement Law|GPL|[Rr]egulation|REG)),? art\. (\d+)(?:(?: to |-)(\d+))?((?:, \d+)*)"
)
TITLE = re.compile(r'{% block title %}{% translate "([^"]+)" %}')
LAWS = re.compile(r'(?:{% law |law=)(?:_\()?"([^"]+)"')


@cache
def every() -> tuple[Use, ...]:
    """Every rule and every page that names its basis."""
    modules = dict(_modules(ROOT))
    uses = {use for module in modules.values() for use in module.uses(modules)}
    return tuple(sorted({*uses, *_pages(ROOT), *_tables(ROOT)}))


def collected() -> list[Use]:
    """Those whose basis names a paper of the library."""
    return [use for use in every() if citing.citations(use.text)]


def _tables(root: Path) -> Iterator[Use]:
    """Bases in tables that rules are read from; legal numbers and negative heads are shown as such."""
    for path in TABLES:
        lines = (root / path).read_text(encoding="utf-8").splitlines()
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            yield Use(UseKind.RULE, ".".join(Path(path).parts[:2]), row["basis"])


def _modules(root: Path) -> Iterator[tuple[str, "Module"]]:
    for floor in FLOORS:
        for path in sorted((root / floor).rglob("*.py")):
            name = ".".join(path.relative_to(root).with_suffix("").parts)
            if not LEFT_OUT & {*path.parts, path.name}:
                yield name, Module(name, path.read_text(encoding="utf-8"))


def _pages(root: Path) -> Iterator[Use]:
    for path in sorted((root / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        title = TITLE.search(text)
        for found in LAWS.finditer(text):
            place = ".".join(path.relative_to(root / "templates").parent.parts)
            yield Use(UseKind.PAGE, place, found.group(1), title.group(1) if title else "")


@dataclass(frozen=True)
class Module:
    """One module as a reader of its bases sees it."""

    name: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax; an empty one where no basis can stand."""
        has_words = any(word in self.source for word in (*BASES, "BASIS", " art. "))
        return ast.parse(self.source if has_words or MAY_CITE.search(self.source) else "")

    @cached_property
    def constants(self) -> dict[str, str]:
        """The texts that stand under a name of the module."""
        return _texts(self.tree.body, {})

    @cached_property
    def imports(self) -> dict[str, str]:
        """What each imported name is in full."""
        return {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in self.tree.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }

    def uses(self, modules: dict[str, "Module"]) -> Iterator[Use]:
        """Every call that names a basis, with what it says; every other text that names a paper."""
        kind = UseKind.PAGE if self.name.startswith("portal.site") else UseKind.RULE
        yield from (Use(kind, self.name, text) for text in self._cited())
        if "BASIS" in self.source or any(f"{word}=" in self.source for word in BASES):
            yield from self._called(kind, modules)

    def _called(self, kind: str, modules: dict[str, "Module"]) -> Iterator[Use]:
        """Every call that names a basis."""
        known = self.constants | self._imported(modules)
        for scope in self._scopes():
            texts = known | _texts(ast.walk(scope), known)
            for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
                basis, words = _of_call(call, texts)
                if basis:
                    yield Use(kind, self.name, basis, PLACEHOLDER.sub("…", words))

    def _cited(self) -> Iterator[str]:
        """Texts that name a paper wherever they stand: in a table, a constant, an argument."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if MAY_CITE.search(node.value) and citing.citations(node.value):
                    yield node.value
                yield from _in_english(node.value)

    def _scopes(self) -> Iterator[ast.AST]:
        """Each function; then what stands outside of them."""
        functions = [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)]
        yield from functions
        yield ast.Module([n for n in self.tree.body if not isinstance(n, ast.FunctionDef | ast.ClassDef)], [])

    def _imported(self, modules: dict[str, "Module"]) -> dict[str, str]:
        """Constants of other modules by the names that they have here: RULE, rules.RULE."""
        found: dict[str, str] = {}
        for name, target in self.imports.items():
            if target in modules:
                found |= {f"{name}.{each}": text for each, text in modules[target].constants.items()}
            owner, _dot, constant = target.rpartition(".")
            if owner in modules and constant in modules[owner].constants:
                found[name] = modules[owner].constants[constant]
        return found


def _in_english(text: str) -> Iterator[str]:
    """What a docstring names, in the words of the law: Order 87, art. 55; Procurement Law, art. 26 to 32."""
    for order, paper, first, last, more in DOCSTRING.findall(text):
        short = f"O{order}" if order else "REG" if paper.lower().startswith("reg") else "GPL"
        numbers = {int(first), *(int(one) for one in re.findall(r"\d+", more))}
        numbers |= set(range(int(first), int(last or first) + 1))
        yield from (citing.written_out(f"{short}:{number}") for number in sorted(numbers))


def _of_call(call: ast.Call, texts: dict[str, str]) -> tuple[str, str]:
    """The basis that a call names and the words that go with it: a refusal's reason, else its first text."""
    named = {word.arg: word.value for word in call.keywords if word.arg}
    basis = next((_text(named[name], texts) for name in BASES if name in named), "")
    is_refusal = getattr(call.func, "id", "") == "Refusal"
    if is_refusal and not basis and len(call.args) > 1:
        basis = _text(call.args[1], texts)
    first = named.get("because") or named.get("says") or (call.args[0] if call.args else None)
    return basis, _text(first, texts) if first else ""


def _texts(nodes, known: dict[str, str]) -> dict[str, str]:
    """The first text given to each name."""
    found: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            text = _text(node.value, known)
            if text:
                found.setdefault(node.targets[0].id, text)
    return found


def _text(node: ast.AST, texts: dict[str, str]) -> str:
    """What an expression says, through translation, formatting, names and either branch of a choice."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.Name(id=name):
            return texts.get(name, "")
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return texts.get(f"{owner}.{name}", "")
        case ast.Call(args=[first, *_]):
            return _text(first, texts)
        case ast.BinOp(left=left):
            return _text(left, texts)
        case ast.IfExp(body=body, orelse=other) | ast.BoolOp(values=[body, *_, other]):
            return _text(body, texts) or _text(other, texts)
    return ""
