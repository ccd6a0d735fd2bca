"""The page of signed heads, and its files in the hands of the stand-alone checker."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.tree import workflow as tree
from tests.factories import people
from tests.ledger_script import FILE

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
PAGE_QUERIES = 8


@pytest.fixture
def entry():
    """A public entry, three heads, the first of which holds it."""
    body = people.body()
    made = ledger.record(
        body, "bodies.add", says="登记", by=people.actor(of=body), at=NOW, facts={"金额": "1"}
    )
    for turn in range(3):
        tree.grow(now=NOW + turn * timedelta(hours=1))
    return made


@pytest.fixture
def folder(client, entry, tmp_path):
    """Everything that a visitor can download, and the checker."""
    files = {
        "keys.json": reverse("site:keys_download"),
        "head.jws": reverse("site:head_download", args=[512]),
        "inclusion.json": reverse("site:inclusion_download", args=[entry.public_id]),
        "consistency.json": reverse("site:consistency_download", args=[256, 768]),
        "entry.json": reverse("site:entry_download", args=[entry.public_id]),
        "check_ledger.py": reverse("site:checker_download"),
    }
    for name, address in files.items():
        response = client.get(address)
        assert "attachment" in response["Content-Disposition"]
        (tmp_path / name).write_bytes(response.getvalue())
    return tmp_path


def checked(folder, *words: str) -> subprocess.CompletedProcess:
    """The downloaded program, run as its first lines say."""
    command = [sys.executable, "-I", "check_ledger.py", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "words",
    [
        ("head", "keys.json", "head.jws"),
        ("inclusion", "keys.json", "inclusion.json"),
        ("inclusion", "keys.json", "inclusion.json", "entry.json"),
        ("consistency", "keys.json", "consistency.json"),
    ],
)
def test_what_is_downloaded_is_found_in_order_without_the_portal(folder, words):
    done = checked(folder, *words)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("核验通过\n")


def test_the_checker_needs_nothing_of_the_portal():
    imported = [
        line.split()[1] for line in FILE.read_text().splitlines() if line.startswith(("import", "from"))
    ]
    ours = {name.split(".")[0] for name in imported} - set(sys.stdlib_module_names)
    assert ours == {"cryptography"}


ALTERED = {
    "another fact": (("inclusion", "inclusion.json", "entry.json"), "entry.json", ("entry", "facts"), {}),
    "another place": (("inclusion", "inclusion.json"), "inclusion.json", ("leaf_index",), 255),
    "a shorter path": (("inclusion", "inclusion.json"), "inclusion.json", ("path",), []),
    "a later root": (("consistency", "consistency.json"), "consistency.json", ("path",), ["00" * 32] * 2),
    "no key": (("head", "head.jws"), "keys.json", ("keys",), []),
    "no file": (("inclusion", "keys.json"), "keys.json", ("keys",), []),
}


@pytest.mark.parametrize("case", ALTERED)
def test_what_was_altered_is_not_found_in_order(folder, case):
    (what, *files), name, path, value = ALTERED[case]
    content = json.loads((folder / name).read_text())
    holder = content
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    (folder / name).write_text(json.dumps(content, ensure_ascii=False))
    done = checked(folder, what, "keys.json", *files)
    assert done.returncode == 1
    assert "核验" in done.stderr


def test_the_page_lists_the_heads_with_their_proofs(client, entry, django_assert_max_num_queries):
    with django_assert_max_num_queries(PAGE_QUERIES):
        page = client.get(reverse("site:head_list")).content.decode()
    for address in (
        reverse("site:head_download", args=[768]),
        reverse("site:consistency_download", args=[256, 768]),
        reverse("site:checker_download"),
        reverse("site:keys_download"),
    ):
        assert address in page
    assert reverse("site:consistency_download", args=[768, 768]) not in page


def test_before_the_first_head_the_page_says_so(client):
    assert "还没有树头" in client.get(reverse("site:head_list")).content.decode()


@pytest.mark.parametrize("sizes", [(768, 256), (256, 1), (0, 0), (256, 10**30)])
def test_heads_that_were_never_signed_have_no_proof(client, entry, sizes):
    assert client.get(reverse("site:consistency_download", args=sizes)).status_code == 404
