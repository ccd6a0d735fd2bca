"""Collected files are made again only when something decisive changed."""

import json
from pathlib import Path
from typing import Any

from django.core.management import call_command

from portal.launch.statics import Statics, digest_of
from portal.launch.supervisor import COLLECT

HASHING = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


def test_an_edit_is_noticed(tmp_path):
    sheet = tmp_path / "theme.css"
    sheet.write_text("a{}")
    before = digest_of(iter([sheet]))
    assert digest_of(iter([sheet])) == before
    sheet.write_text("b{color:red}")
    assert digest_of(iter([sheet])) != before


def test_files_are_current_once_they_are_whole_and_remembered(places):
    assert not Statics(places).are_current
    places.static.mkdir()
    Statics(places).manifest.touch()
    Statics(places).remember()
    assert Statics(places).are_current


def test_every_file_that_a_style_sheet_or_script_names_is_there(settings: Any, tmp_path: Path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": HASHING}}
    # A missing file would end this with an error; compressing, which takes longest, finds nothing more.
    call_command(*COLLECT)
    hashed = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    assert [name for name in hashed.values() if not (tmp_path / name).exists()] == []
    assert "redoc" not in " ".join(hashed)
