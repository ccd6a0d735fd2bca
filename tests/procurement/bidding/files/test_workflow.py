"""Files arrive in any order, twice or not at all; a bid is received with every file that it names."""

import io
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding import workflow as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.files import queries, rules, sealing, storage, workflow
from procurement.bidding.files.models import SealedUpload, SubmittedFile
from procurement.bidding.models import QuoteWindow
from procurement.projects.models import Package
from tests import spine
from tests.procurement.bidding.files.uploading import (
    begun,
    handed_in,
    listed,
    made,
    sealed_with,
    sent,
    uploaded,
)
from tests.refusals import refused
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(spine.submitted)
FILE, CHUNKS = made()
OTHER, OTHER_CHUNKS = made(b"%PDF-1.7 small", "报价表.pdf")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def stored() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_file_arrives_in_any_order_and_is_fixed_in_receipt_and_ledger():
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    upload = uploaded(walk, FILE, CHUNKS, by=bidder)
    assert upload.is_whole
    assert sorted(path.stat().st_size for path in stored()) == sorted(map(len, CHUNKS))
    submission = handed_in(walk, FILE, by=bidder)
    fixed = [{"id": FILE.id, "sealed_size": FILE.sealed_size, "sealed_sha256": FILE.sealed_sha256}]
    assert bidding.receipt_of(submission)["files"] == fixed
    assert LedgerEntry.objects.about(submission).get().facts["files"] == fixed
    assert list(queries.of_submission(submission)) == [FILE.id]


def test_what_was_sent_twice_was_sent_once():
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    assert begun(walk, FILE, by=bidder) == begun(walk, FILE, by=bidder)
    for _time in range(2):
        sent(walk, FILE.id, 0, CHUNKS[0], by=bidder)
    assert list(SealedUpload.objects.get().received.values_list("index", flat=True)) == [0]
    sent(walk, FILE.id, 1, CHUNKS[1], by=bidder)
    for _time in range(2):
        workflow.finish(FILE.id, sealed_sha256=FILE.sealed_sha256, by=bidder, clock=walk.clock)
    sent(walk, FILE.id, 1, CHUNKS[1], by=bidder)
    assert len(stored()) == 2


def test_a_file_that_is_whole_does_not_change():
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    uploaded(walk, FILE, CHUNKS, by=bidder)
    changed = b"x" + CHUNKS[1][1:]
    refused(sent, walk, FILE.id, 1, changed, by=bidder, code="already_whole")
    finish = {"sealed_sha256": "0" * 64, "by": bidder, "clock": walk.clock}
    refused(workflow.finish, FILE.id, **finish, code="already_whole")
    assert b"".join(path.read_bytes() for path in sorted(stored())) == b"".join(CHUNKS)


@pytest.mark.parametrize(
    ("index", "chunk", "digest"),
    [
        (0, CHUNKS[0][:-1], {}),
        (0, CHUNKS[0] + b"x", {}),
        (0, CHUNKS[0], {"sha256": "0" * 64}),
        (0, CHUNKS[0], {"sha256": ""}),
        (0, b"", {}),
        (1, CHUNKS[0], {}),
        (2, CHUNKS[1], {}),
    ],
    ids=["short", "long", "other-digest", "no-digest", "empty", "out-of-place", "beyond"],
)
def test_a_chunk_that_is_not_whole_is_refused_and_leaves_nothing(index, chunk, digest):
    walk = spine.submitted()
    begun(walk, FILE, by=walk.suppliers[0])
    refused(sent, walk, FILE.id, index, chunk, by=walk.suppliers[0], **digest, code="bad_chunk")
    assert stored() == []
    assert not SealedUpload.objects.get().received.exists()


def test_no_more_than_a_chunk_is_ever_read():
    walk = spine.submitted()
    begun(walk, OTHER, by=walk.suppliers[0])
    endless = io.BytesIO(bytes(sealing.SEALED_CHUNK))
    facts = {"source": endless, "sha256": "0" * 64, "by": walk.suppliers[0], "clock": walk.clock}
    refused(workflow.receive, OTHER.id, 0, **facts, code="bad_chunk")
    assert endless.tell() == OTHER.sealed_size + 1


def test_a_chunk_is_streamed_and_never_held_whole():
    asked = []

    class Watched(io.BytesIO):
        def read(self, size: int = -1, /) -> bytes:
            asked.append(size)
            return super().read(size)

    walk = spine.submitted()
    begun(walk, FILE, by=walk.suppliers[0])
    facts = {"sha256": sealing.digest(CHUNKS[:1]), "by": walk.suppliers[0], "clock": walk.clock}
    workflow.receive(FILE.id, 0, source=Watched(CHUNKS[0]), **facts)
    assert 0 < max(asked) <= storage.BLOCK
    assert min(asked) > 0


def test_a_file_with_missing_chunks_is_not_finished_and_they_are_named():
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    begun(walk, FILE, by=bidder)
    sent(walk, FILE.id, 0, CHUNKS[0], by=bidder)
    finish = {"sealed_sha256": FILE.sealed_sha256, "by": bidder, "clock": walk.clock}
    refused(workflow.finish, FILE.id, **finish, code="chunks_missing")


def test_a_chunk_lost_on_disk_is_asked_for_again():
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    upload = begun(walk, FILE, by=bidder)
    for index, chunk in enumerate(CHUNKS):
        sent(walk, FILE.id, index, chunk, by=bidder)
    storage.chunk_path(upload.folder, 0).write_bytes(b"half")
    finish = {"sealed_sha256": FILE.sealed_sha256, "by": bidder, "clock": walk.clock}
    refused(workflow.finish, FILE.id, **finish, code="chunks_missing")
    assert list(upload.received.values_list("index", flat=True)) == [1]
    sent(walk, FILE.id, 0, CHUNKS[0], by=bidder)
    assert workflow.finish(FILE.id, **finish).is_whole


def test_chunks_that_make_another_file_are_refused():
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    begun(walk, OTHER, by=bidder)
    sent(walk, OTHER.id, 0, bytes(len(OTHER_CHUNKS[0])), by=bidder)
    finish = {"sealed_sha256": OTHER.sealed_sha256, "by": bidder, "clock": walk.clock}
    refused(workflow.finish, OTHER.id, **finish, code="file_digest")


def test_a_bid_with_a_file_that_is_not_whole_is_refused():
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    submit = {"kind": "response", "by": bidder, "clock": walk.clock}
    begun(walk, FILE, by=bidder)
    sealed = sealed_with(walk, FILE, by=bidder)
    refused(bidding.submit, walk.package.pk, sealed=sealed, **submit, code="files_not_whole")
    uploaded(walk, FILE, CHUNKS, by=bidder)
    changed = replace(sealed, files=listed(replace(FILE, sealed_sha256="0" * 64)))
    refused(bidding.submit, walk.package.pk, sealed=changed, **submit, code="files_not_whole")
    assert bidding.submit(walk.package.pk, sealed=sealed, **submit).files.count() == 1


def test_a_file_of_another_bidder_is_none():
    walk = spine.submitted()
    first, second = walk.suppliers[:2]
    uploaded(walk, FILE, CHUNKS, by=first)
    sealed = sealed_with(walk, FILE, by=second)
    submit = {"kind": "response", "by": second, "clock": walk.clock}
    refused(bidding.submit, walk.package.pk, sealed=sealed, **submit, code="files_not_whole")
    with pytest.raises(SealedUpload.DoesNotExist):
        sent(walk, FILE.id, 0, CHUNKS[0], by=second)
    with pytest.raises(SealedUpload.DoesNotExist):
        workflow.discard(FILE.id, by=second)
    refused(begun, walk, FILE, by=second, code="file_id_taken")


def test_nothing_is_received_after_the_deadline_even_when_it_began_before():
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    begun(walk, OTHER, by=bidder)
    walk.clock.advance_to(walk.package.response_deadline - timedelta(seconds=1))

    class Slow(io.BytesIO):
        def read(self, size: int = -1, /) -> bytes:
            walk.clock.advance(seconds=1)
            return super().read(size)

    digest = sealing.digest(OTHER_CHUNKS)
    facts = {"source": Slow(OTHER_CHUNKS[0]), "sha256": digest, "by": bidder, "clock": walk.clock}
    refused(workflow.receive, OTHER.id, 0, **facts, code="after_deadline")
    assert stored() == []
    refused(begun, walk, FILE, by=bidder, code="after_deadline")
    finish = {"sealed_sha256": digest, "by": bidder, "clock": walk.clock}
    refused(workflow.finish, OTHER.id, **finish, code="after_deadline")


def test_a_later_version_may_hold_the_same_file_and_what_is_held_stays(django_capture_on_commit_callbacks):
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    uploaded(walk, FILE, CHUNKS, by=bidder)
    uploaded(walk, OTHER, OTHER_CHUNKS, by=bidder)
    first, second = handed_in(walk, FILE, by=bidder), handed_in(walk, FILE, by=bidder)
    assert SubmittedFile.objects.filter(upload__file_id=FILE.id).count() == 2
    assert (first.receipt_number, second.status) != (second.receipt_number, first.status)
    refused(workflow.discard, FILE.id, by=bidder, code="file_submitted")
    with django_capture_on_commit_callbacks(execute=True):
        workflow.discard(OTHER.id, by=bidder)
    assert len(stored()) == 2


def test_files_that_nobody_handed_in_are_cleared_away_and_others_stay(django_capture_on_commit_callbacks):
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    uploaded(walk, FILE, CHUNKS, by=bidder)
    uploaded(walk, OTHER, OTHER_CHUNKS, by=bidder)
    handed_in(walk, FILE, by=bidder)
    soon = walk.package.response_deadline + workflow.KEPT_WITHOUT_SUBMISSION
    with django_capture_on_commit_callbacks(execute=True):
        workflow.clear_lost(now=soon)
        assert SealedUpload.objects.count() == 2
        workflow.clear_lost(now=soon + timedelta(seconds=1))
    assert [upload.file_id for upload in SealedUpload.objects.all()] == [FILE.id]
    assert len(stored()) == 2


def test_files_of_a_bid_still_being_written_stay_however_old_they_are(django_capture_on_commit_callbacks):
    walk = spine.submitted()
    uploaded(walk, FILE, CHUNKS, by=walk.suppliers[0])
    later = walk.clock.now() + 2 * workflow.KEPT_WITHOUT_SUBMISSION
    Package.objects.filter(pk=walk.package.pk).update(response_deadline=later)
    quote = SealedUpload.objects.create(
        file_id="q" * 22,
        package=walk.package,
        supplier_id=walk.suppliers[0].body_id,
        kind=SubmissionKind.FINAL_QUOTE,
        sealed_size=1,
        touched_at=walk.clock.now(),
    )
    window = QuoteWindow.objects.create(package=walk.package, opens_at=walk.clock.now(), closes_at=later)
    with django_capture_on_commit_callbacks(execute=True):
        workflow.clear_lost(now=later + workflow.KEPT_WITHOUT_SUBMISSION)
        assert SealedUpload.objects.count() == 2
        window.delete()
        workflow.clear_lost(now=later)
    assert not SealedUpload.objects.filter(pk=quote.pk).exists()
    assert len(stored()) == len(CHUNKS)


def test_a_restored_file_without_its_chunks_is_asked_for_again():
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    discarded = uploaded(walk, FILE, CHUNKS, by=bidder)
    whole = uploaded(walk, OTHER, OTHER_CHUNKS, by=bidder)
    storage.chunk_path(discarded.folder, 1).unlink()
    (after,) = [import_string(name) for name in settings.AFTER_RESTORE]
    after()
    after()
    discarded.refresh_from_db()
    whole.refresh_from_db()
    assert (discarded.is_whole, whole.is_whole) == (False, True)
    assert list(discarded.received.values_list("index", flat=True)) == [0]
    sealed = sealed_with(walk, FILE, by=bidder)
    submit = {"kind": "response", "by": bidder, "clock": walk.clock}
    refused(bidding.submit, walk.package.pk, sealed=sealed, **submit, code="files_not_whole")
    sent(walk, FILE.id, 1, CHUNKS[1], by=bidder)
    finish = {"sealed_sha256": FILE.sealed_sha256, "by": bidder, "clock": walk.clock}
    assert workflow.finish(FILE.id, **finish).is_whole
    assert handed_in(walk, FILE, by=bidder).files.count() == 1
    storage.chunk_path(discarded.folder, 1).unlink()
    after()
    discarded.refresh_from_db()
    assert discarded.is_whole


def test_new_folders_outlast_a_loss_of_power(monkeypatch):
    walk, synced = spine.submitted(), []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(os.fstat(handle).st_ino), fsync(handle)))
    upload = uploaded(walk, OTHER, OTHER_CHUNKS, by=walk.suppliers[0])
    place = storage.folder_of(upload.folder)
    root = Path(settings.MEDIA_ROOT)
    above = [one for one in (place, *place.parents) if one.is_relative_to(root)]
    assert len(above) == 4
    assert {one.stat().st_ino for one in above} <= set(synced)


def test_what_one_bidder_may_upload_is_counted_over_all_versions(monkeypatch):
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    uploaded(walk, FILE, CHUNKS, by=bidder)
    handed_in(walk, FILE, by=bidder)
    total = FILE.sealed_size + OTHER.sealed_size - 1
    monkeypatch.setattr(rules, "MEGABYTE", 1)
    monkeypatch.setattr(queries, "limits_of", lambda _package: rules.Limits(file=total, total=total))
    refused(begun, walk, OTHER, by=bidder, code="files_total")
    begun(walk, OTHER, by=walk.suppliers[1])
