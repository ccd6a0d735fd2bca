"""Programs and formats for anybody: as they stand in the repository, each with its digest, nothing else."""

import hashlib

import pytest
from django.urls import reverse

from portal.site import programs

# The frame of a page asks who is signed in.
pytestmark = pytest.mark.django_db


def test_every_file_is_listed_with_its_digest_and_handed_out_unchanged(client):
    page = client.get(reverse("site:program_list")).content.decode()
    for one in (*programs.PROGRAMS, *programs.FORMATS):
        answer = client.get(reverse("site:program_download", args=[one.name]))
        content = b"".join(answer.streaming_content)
        assert content == one.path.read_bytes()
        assert hashlib.sha256(content).hexdigest() in page


@pytest.mark.parametrize("name", ["settings.py", "..", "bid_client.pyc", "README.md"])
def test_nothing_else_is_handed_out(client, name):
    assert client.get(reverse("site:program_download", args=[name])).status_code == 404
