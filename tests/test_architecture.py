"""The house as tests: floors, foreign keys, slices, lengths, tables of contents."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {"kernel": 0, "catalog": 1, "orgs": 1, "procurement": 2, "evaluation": 3, "site": 4}
STAGES = [
    "methods", "budget", "routing", "review", "projects", "notices", "bidding", "opening", "award",
    "challenges", "contracts", "delivery", "api",
]  # fmt: skip
OURS = ("portal", "orgs", "catalog", "procurement", "evaluation", "bench")
SOFT_CEILING = 400


def sources() -> list[Path]:
    """Every Python file of ours, migrations apart."""
    files = [path for name in OURS for path in (ROOT / name).rglob("*.py")]
    return [path for path in files if "migrations" not in path.parts]


def test_import_contracts_are_kept():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_foreign_keys_point_down_only():
    upward = []
    for model in apps.get_models():
        floor = FLOORS.get(model._meta.app_label)
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if floor is None or not isinstance(field, models.ForeignKey) or isinstance(target, str):
                continue
            target_floor = FLOORS.get(target._meta.app_label, 0)
            if target_floor > floor or (
                target_floor == floor and target._meta.app_label != model._meta.app_label
            ):
                upward.append(f"{model.__name__}.{field.name}")
    assert upward == []


def test_foreign_keys_of_a_stage_point_to_earlier_stages_only():
    upward = []
    for model in apps.get_app_config("procurement").get_models():
        stage = model.__module__.split(".")[1]
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not isinstance(field, models.ForeignKey) or target._meta.app_label != "procurement":
                continue
            if STAGES.index(target.__module__.split(".")[1]) > STAGES.index(stage):
                upward.append(f"{model.__name__}.{field.name}")
    assert upward == []


@pytest.mark.parametrize("app", ["kernel", "orgs", "catalog", "procurement", "evaluation"])
def test_no_model_is_missing_from_its_table_of_contents(app):
    config = apps.get_app_config(app)
    contents = importlib.import_module(f"{config.name}.models")
    written = re.findall(
        r"^class (\w+)\((?:\w+\.)?(?:Model|AbstractUser)\):", all_models_text(config.path), re.M
    )
    assert sorted(set(written)) == sorted(name for name in written if hasattr(contents, name))


def all_models_text(folder: str) -> str:
    """The text of every models.py and the kernel's single-file models below a folder."""
    return "\n".join(
        path.read_text() for path in Path(folder).rglob("*.py") if "migrations" not in path.parts
    )


@pytest.mark.parametrize("contents", ["admin", "tasks"])
def test_no_admin_and_no_job_of_a_stage_is_missing(contents):
    table = (ROOT / "procurement" / f"{contents}.py").read_text()
    stages = [path.parent.name for path in (ROOT / "procurement").glob(f"*/{contents}.py")]
    assert [stage for stage in stages if f"procurement.{stage}" not in table] == []


def test_nobody_imports_a_table_of_contents():
    offenders = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            module = getattr(node, "module", None)
            if module in {f"{floor}.models" for floor in ("portal.kernel", *OURS[1:])}:
                offenders.append(str(path.relative_to(ROOT)))
    assert offenders == []


def test_rules_are_pure():
    forbidden = ("django.db", "django.utils.timezone", "django.conf", "django.http")
    offenders = []
    for path in [path for path in sources() if "rules" in (path.stem, path.parent.name)]:
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            if any(name.startswith(forbidden) or name.endswith((".models", ".queries")) for name in names):
                offenders.append(str(path.relative_to(ROOT)))
    assert offenders == []


def test_no_import_inside_a_function_and_no_star():
    offenders = []
    for path in sources():
        tree = ast.parse(path.read_text())
        for function in [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.ClassDef))]:
            if any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.walk(function)):
                offenders.append(f"{path.relative_to(ROOT)}:{function.name}")
    assert offenders == []


def test_no_signals_and_no_save_overrides():
    text = {path: path.read_text() for path in sources()}
    assert [str(p) for p, t in text.items() if "django.db.models.signals" in t or "def save(" in t] == []


def test_no_file_drifts_past_the_ceiling():
    long = {
        str(p.relative_to(ROOT)): len(p.read_text().splitlines()) for p in [*sources(), *sources_of_tests()]
    }
    assert {name: lines for name, lines in long.items() if lines > SOFT_CEILING} == {}


def sources_of_tests() -> list[Path]:
    """Every test file."""
    return list((ROOT / "tests").rglob("*.py"))


def test_every_module_says_what_it_means():
    silent = [str(p.relative_to(ROOT)) for p in sources() if not ast.get_docstring(ast.parse(p.read_text()))]
    assert silent == []


def test_every_model_is_in_the_admin_for_auditors():
    missing = [
        model.__name__
        for app in ("kernel", "orgs", "catalog", "procurement", "evaluation")
        for model in apps.get_app_config(app).get_models()
        if model not in admin.site._registry
    ]
    assert missing == []


@pytest.mark.django_db
def test_migrations_match_the_models():
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)
