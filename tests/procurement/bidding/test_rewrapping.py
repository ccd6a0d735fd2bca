"""After a rotation every opening key lies under the new key, or nothing was changed."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.kernel import keys
from procurement.bidding import rewrapping
from procurement.bidding.models import OpeningKey
from tests import spine
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(spine.submitted)
NOW = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_key_file(key_file, settings, tmp_path):
    """A copy of the key file of the scene, so that a rotation does not reach other tests."""
    copy = tmp_path / "portal.json"
    copy.write_bytes(settings.KEY_FILE.read_bytes())
    copy.chmod(0o600)
    settings.KEY_FILE = copy
    return copy


def privates() -> list[str]:
    return [keys.unwrap(key.wrapped_private)["d"] for key in OpeningKey.objects.order_by("pk")]


def rewrapped(*options: str) -> str:
    said = StringIO()
    call_command("opening_keys", "rewrap", *options, stdout=said)
    return said.getvalue()


def test_every_opening_key_lies_under_the_new_key_and_still_opens():
    before = privates()
    keys.rotate(now=NOW)
    assert "2 把" in rewrapped()
    assert privates() == before
    assert set(rewrapping.counts().values()) == {0, len(before)}
    assert "0 把" in rewrapped()


def test_old_key_is_dropped_when_it_locks_nothing_and_is_an_hour_old():
    old = keys.read().wrapping[-1]["kid"]
    keys.rotate(now=NOW)
    needed = {keys.read().wrapping[-1]["kid"]}
    assert keys.forget(needed={old}, now=NOW + timedelta(days=1)) == []
    assert keys.forget(needed=needed, now=NOW + timedelta(minutes=59)) == []
    assert rewrapping.rewrap(now=NOW + timedelta(hours=1), forget_old=True) == (2, [old])
    assert [key["kid"] for key in keys.read().wrapping] == list(needed)
    assert len(privates()) == 2


def test_bids_open_after_rotation_and_rewrapping():
    walk = spine.submitted()
    keys.rotate(now=NOW)
    rewrapping.rewrap(now=NOW + timedelta(hours=1), forget_old=True)
    walk.clock.advance_to(walk.package.response_deadline)
    session = spine.released(walk)
    spine.unlock_all(walk, session)
    assert {opened.status for opened in session.opened.all()} == {"opened"}


def test_nothing_is_changed_when_one_key_cannot_be_unwrapped():
    first, last = OpeningKey.objects.order_by("pk")
    keys.rotate(now=NOW)
    OpeningKey.objects.filter(pk=last.pk).update(wrapped_private=last.wrapped_private[:-4] + "AAAA")
    with pytest.raises(CommandError, match="没有作任何改动"):
        rewrapped("--forget-old")
    assert OpeningKey.objects.get(pk=first.pk).wrapped_private == first.wrapped_private
    assert len(keys.read().wrapping) == 2


def test_command_says_how_many_keys_each_protects():
    said = StringIO()
    call_command("opening_keys", "show", stdout=said)
    assert "保护 2 把开启密钥" in said.getvalue()
