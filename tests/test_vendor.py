"""The vendored files are the ones that the manifest names."""

import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = json.loads((ROOT / "static/vendor/manifest.json").read_text())
NOT_LISTED = {"README.md", "manifest.json", "LICENSE", "LICENSE-axe-core"}


def sha256(path: str) -> str:
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()


def test_every_vendored_file_has_the_recorded_digest():
    assert {row["path"]: sha256(row["path"]) for row in MANIFEST} == {
        row["path"]: row["sha256"] for row in MANIFEST
    }


def test_no_vendored_file_is_missing_from_the_manifest():
    found = {
        str(path.relative_to(ROOT))
        for folder in ("static/vendor", "tests/vendor")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.name not in NOT_LISTED
    }
    assert found == {row["path"] for row in MANIFEST}


def test_every_vendored_file_stands_in_the_readme_and_the_notice():
    readme = (ROOT / "static/vendor/README.md").read_text()
    notice = (ROOT / "NOTICE").read_text()
    for row in MANIFEST:
        assert row["version"] in readme and row["licence"] in readme
        assert row["version"] in notice


if __name__ == "__main__":
    for row in MANIFEST:
        print(sha256(row["path"]), row["path"])
