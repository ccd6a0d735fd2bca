"""The key file: private, whole, rotated without losing what older keys locked."""

import json
import multiprocessing
import stat
from base64 import urlsafe_b64encode
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from joserfc import jws
from joserfc.jwk import ECKey

from portal.kernel import keys

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
OPENING_KEY = ECKey.generate_key("P-256").as_dict(private=True)


@pytest.fixture
def key_file(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "keys" / "portal.json"
    keys.create(now=NOW)
    return settings.KEY_FILE


def test_key_file_is_made_once_and_for_its_owner_only(key_file):
    before = key_file.read_bytes()
    assert not keys.create(now=NOW)
    assert key_file.read_bytes() == before
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700
    assert [path.name for path in key_file.parent.iterdir()] == ["portal.json"]


def _create(start, made):
    start.wait()
    made.put(keys.create(now=NOW))


def test_two_processes_creating_at_once_make_one_key_file(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "portal.json"
    context = multiprocessing.get_context("fork")
    start, made = context.Barrier(4), context.Queue()
    processes = [context.Process(target=_create, args=(start, made)) for _ in range(4)]
    for process in processes:
        process.start()
    results = [made.get() for _ in processes]
    for process in processes:
        process.join()
    assert sorted(results) == [False, False, False, True]
    assert len(keys.read().wrapping) == 1


def test_wrapped_key_is_unwrapped_and_shows_nothing(key_file):
    wrapped = keys.wrap(OPENING_KEY)
    assert keys.unwrap(wrapped) == OPENING_KEY
    assert OPENING_KEY["d"] not in wrapped
    assert keys.wrap(OPENING_KEY) != wrapped


def test_key_wrapped_before_a_rotation_is_unwrapped_after_it(key_file):
    wrapped = keys.wrap(OPENING_KEY)
    keys.rotate(now=NOW)
    assert keys.unwrap(wrapped) == OPENING_KEY
    assert keys.wrap(OPENING_KEY).split(".")[0] != wrapped.split(".")[0]
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("position", [5, 60, 150, -3])
def test_changed_wrapped_key_is_refused(key_file, position):
    wrapped = keys.wrap(OPENING_KEY)
    position %= len(wrapped)
    other = "A" if wrapped[position] != "A" else "B"
    with pytest.raises(keys.UnknownKey):
        keys.unwrap(wrapped[:position] + other + wrapped[position + 1 :])


def test_key_wrapped_by_another_portal_is_refused(key_file, settings, tmp_path):
    wrapped = keys.wrap(OPENING_KEY)
    settings.KEY_FILE = tmp_path / "other.json"
    keys.create(now=NOW)
    with pytest.raises(keys.UnknownKey):
        keys.unwrap(wrapped)


@pytest.mark.parametrize("rubbish", ["", "....", "a.b.c", "a.b.c.d.e", "密"])
def test_rubbish_is_neither_unwrapped_nor_verified(key_file, rubbish):
    for check in (keys.unwrap, keys.verify):
        with pytest.raises(keys.UnknownKey):
            check(rubbish)


def test_receipt_is_verified_by_anyone_who_holds_the_public_key(key_file):
    token = keys.sign({"package": "包1", "size": 10}, typ="receipt")
    assert keys.verify(token, typ="receipt") == {"package": "包1", "size": 10}
    public = keys.public_jwks()["keys"]
    assert all("d" not in key for key in public)
    opened = jws.deserialize_compact(token, ECKey.import_key(public[0]), algorithms=["ES256"])
    assert json.loads(opened.payload) == {"package": "包1", "size": 10}


def test_receipt_is_not_taken_for_another_kind_of_statement(key_file):
    token = keys.sign({"size": 10}, typ="receipt")
    for typ in ("", "tree-head"):
        with pytest.raises(keys.UnknownKey):
            keys.verify(token, typ=typ)


def test_changed_receipt_is_refused(key_file):
    head, payload, signature = keys.sign({"size": 10}).split(".")
    other = keys.sign({"size": 11}).split(".")[1]
    for forged in (f"{head}.{other}.{signature}", f"{head}.{payload}.", f"{head}.{payload}"):
        with pytest.raises(keys.UnknownKey):
            keys.verify(forged)


def test_receipt_with_its_algorithm_changed_is_refused(key_file):
    kid = keys.public_jwks()["keys"][0]["kid"]
    payload = keys.sign({"size": 10}).split(".")[1]
    for header in ({"alg": "none"}, {"alg": "none", "kid": kid}, {"alg": "HS256", "kid": kid}):
        forged = urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
        with pytest.raises(keys.UnknownKey):
            keys.verify(f"{forged}.{payload}.")


def test_receipts_outlive_the_signing_key(key_file):
    token = keys.sign({"size": 10})
    keys.rotate(now=NOW, with_signing=True)
    assert keys.verify(token) == {"size": 10}
    assert keys.verify(keys.sign({"size": 11})) == {"size": 11}
    retired, current = keys.read().signing
    assert "d" not in retired
    assert "d" in current


def test_missing_key_file_is_named(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "none.json"
    with pytest.raises(keys.KeyFileError, match="none.json"):
        keys.sign({})


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "other/1", "wrapping": [1], "signing": [1]}'])
def test_file_that_is_no_key_file_is_named(settings, tmp_path, text):
    settings.KEY_FILE = tmp_path / "odd.json"
    settings.KEY_FILE.write_text(text)
    with pytest.raises(keys.KeyFileError, match="odd.json"):
        keys.read()


def test_commands_create_rotate_and_show_without_showing_a_key(settings, tmp_path, capsys):
    settings.KEY_FILE = tmp_path / "portal.json"
    with pytest.raises(CommandError, match="portal.json"):
        call_command("keys", "rotate")
    call_command("keys", "create")
    call_command("keys", "create")
    call_command("keys", "rotate", "--signing")
    call_command("keys", "show")
    shown = capsys.readouterr().out
    ring = keys.read()
    assert (len(ring.wrapping), len(ring.signing)) == (2, 2)
    assert all(key["kid"] in shown and key.get("k", "-") not in shown for key in ring.wrapping)
    assert ring.signing[-1]["d"] not in shown
