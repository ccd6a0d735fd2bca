"""Who opens the files of an opened bid, and what they get when a chunk is not as it was sealed."""

from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from procurement.bidding.files import storage
from procurement.bidding.models import Submission
from procurement.opening.files import queries
from tests import spine
from tests.factories import review as rooms
from tests.factories.people import actor
from tests.procurement.bidding.files.uploading import CONTENT, handed_in, made, uploaded
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(spine.submitted)
FILE, CHUNKS = made()


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@kept
def handed() -> tuple[spine.Purchase, Submission]:
    """The first bid holds a file of two chunks."""
    walk = spine.submitted()
    uploaded(walk, FILE, CHUNKS, by=walk.suppliers[0])
    return walk, handed_in(walk, FILE, by=walk.suppliers[0])


@kept
def opened() -> tuple[spine.Purchase, Submission]:
    """Opened, and the candidates handed over to the panel."""
    walk, submission = handed()
    walk.clock.advance_to(walk.package.response_deadline)
    session = spine.released(walk)
    spine.unlock_all(walk, session)
    spine.opening.conclude(session.pk, by=walk.handler, clock=walk.clock)
    walk.package.refresh_from_db()
    return walk, submission


def ask(who: Actor, submission: Submission) -> HttpResponse:
    return client_of(who).get(reverse("opening:file", args=[submission.receipt_number, FILE.id]))


def listed(who: Actor, submission: Submission) -> HttpResponse:
    return client_of(who).get(reverse("opening:file_list", args=[submission.receipt_number]))


def test_a_file_is_given_out_as_it_was_before_it_was_sealed():
    walk, submission = opened()
    answer = ask(walk.suppliers[0], submission)
    assert b"".join(answer.streaming_content) == CONTENT
    assert answer["Content-Length"] == str(len(CONTENT))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    page = listed(walk.suppliers[0], submission).content.decode()
    check = reverse("opening:file_check", args=[submission.receipt_number, FILE.id])
    assert check in page
    looked = client_of(walk.suppliers[0]).get(check).content.decode()
    assert "平台没有核验的" in looked
    assert client_of(walk.suppliers[1]).get(check).status_code == 404
    assert FILE.name in page
    assert FILE.sha256 in page


def test_nobody_opens_a_file_before_the_bid_is_opened():
    walk, submission = handed()
    for who in (walk.suppliers[0], walk.handler, walk.reviewer, actor(Role.AUDITOR)):
        assert ask(who, submission).status_code == listed(who, submission).status_code == 404


def test_only_who_may_read_the_bid_opens_its_files():
    walk, submission = opened()
    assert ask(actor(Role.AUDITOR), submission).status_code == 200
    [linked] = queries.with_files(actor(Role.AUDITOR), walk.package.pk)
    assert linked.submission == submission
    # In a consultation the organiser reads the bids after the report only.
    assert queries.with_files(walk.handler, walk.package.pk) == []
    strangers = (walk.suppliers[1], walk.handler, walk.leader, actor(Role.SUPERVISOR), actor(Role.OPERATOR))
    for who in strangers:
        assert ask(who, submission).status_code == listed(who, submission).status_code == 404


def test_the_panel_gets_a_list_without_keys_and_opens_the_files():
    walk, submission = opened()
    candidate = walk.package.review.candidates.get(reference=submission.receipt_number)
    assert candidate.files == [{"id": FILE.id, "name": FILE.name, "part": "plan", "size": FILE.size}]
    rooms.examined(rooms.declared(spine.room_of(walk)))
    member = walk.room.experts[0]
    page = client_of(member).get(reverse("review:examine", args=[walk.package.review_id]))
    assert reverse("opening:file", args=[submission.receipt_number, FILE.id]) in page.content.decode()
    assert ask(member, submission).status_code == 200


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda chunks: chunks[1].write_bytes(b"x" + chunks[1].read_bytes()[1:]), "第 2 段"),
        (lambda chunks: chunks[1].unlink(), "第 2 段"),
        (lambda chunks: chunks[0].write_bytes(chunks[1].read_bytes()), "第 1 段"),
    ],
)
def test_a_changed_chunk_is_named_and_nothing_is_given_out(spoil, named):
    walk, submission = opened()
    folder = submission.files.get().upload.folder
    spoil([Path(storage.chunk_path(folder, index)) for index in range(2)])
    answer = ask(walk.suppliers[0], submission)
    assert answer.status_code == 409
    assert named in answer.content.decode()


def test_no_address_gives_a_chunk_out():
    walk, submission = opened()
    [chunk, *_others] = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    client = client_of(walk.suppliers[0])
    where = chunk.relative_to(settings.MEDIA_ROOT)
    for address in (f"/files/{where}", f"/media/{where}", f"/static/{where}"):
        assert client.get(address).status_code == 404
    assert client.get(reverse("bidding:file_chunk", args=[FILE.id, 0])).status_code == 405
