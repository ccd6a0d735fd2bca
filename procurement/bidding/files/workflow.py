"""Encrypted files: begun, received chunk by chunk, finished; held by a submission or cleared away.

Sending anything twice is sending it once. Nothing here is in the ledger: a bid's receipt fixes its files.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, Refused, refuse
from procurement.bidding import queries as bidding
from procurement.bidding import rules as bidding_rules
from procurement.bidding.files import queries, rules, sealing, storage
from procurement.bidding.files.models import SealedChunk, SealedUpload, SubmittedFile
from procurement.bidding.files.storage import Source
from procurement.bidding.models import Submission
from procurement.bidding.rules import SealedFile
from procurement.projects.models import Package

KEPT_WITHOUT_SUBMISSION = timedelta(days=14)


@transaction.atomic
def begin(
    package_id: int, *, kind: str, file_id: str, sealed_size: int, by: Actor, clock: Clock = database_clock
) -> SealedUpload:
    """Announce a file of this size; the same one twice is the same file, with what has arrived of it."""
    if not by.has_role(*SUPPLIER_ROLES):
        raise NotPermitted(_("只有供应商的经办人可以上传附件。"))
    package, has_obtained = bidding.package_for_bidder(package_id, by.body_id, kind=kind)
    if not has_obtained:
        raise NotPermitted(_("贵单位没有获取本项目的采购文件。"))
    now = clock()
    refuse(_time_refusals(package, kind, now=now))
    known = SealedUpload.objects.filter(file_id=file_id).first()
    if known:
        is_same = (known.supplier_id, known.package_id, known.kind, known.sealed_size)
        if is_same != (by.body_id, package.pk, kind, sealed_size):
            raise Refused(rules.other_size())
        return known
    room = queries.room_of(package.pk, kind, by.body_id)
    limits = queries.limits_of(package)
    refuse(rules.begin_refusals(file_id=file_id, sealed_size=sealed_size, room=room, limits=limits))
    return SealedUpload.objects.create(
        file_id=file_id,
        package=package,
        supplier_id=by.body_id,
        kind=kind,
        sealed_size=sealed_size,
        touched_at=now,
    )


def receive(
    file_id: str, index: int, *, source: Source, sha256: str, by: Actor, clock: Clock = database_clock
) -> SealedUpload:
    """Take in one chunk; kept only if it has the length of its place and the digest sent with it.

    It is streamed to disk; the clock is read when it is here, so one that ends after the deadline is refused.
    """
    upload = queries.own(by).select_related("package__project").get(file_id=file_id)
    total = sealing.chunks_sealed(upload.sealed_size)
    if index >= total:
        raise Refused(rules.malformed())
    refuse(_time_refusals(upload.package, upload.kind, now=clock()))
    length = sealing.length_of(upload.sealed_size, index)
    with storage.arriving(upload.folder, source, limit=length) as (path, size, digest):
        if (size, digest) != (length, sha256):
            raise Refused(rules.malformed())
        with transaction.atomic():
            upload = queries.upload_for_update(upload.pk)
            now = clock()
            refuse(_time_refusals(upload.package, upload.kind, now=now))
            if upload.is_whole:
                _same_as_before(upload, index, digest)
                return upload
            upload.received.update_or_create(index=index, defaults={"sha256": digest})
            upload.touched_at = now
            upload.save(update_fields=["touched_at"])
            storage.keep(path, upload.folder, index)
    return upload


def finish(file_id: str, *, sealed_sha256: str, by: Actor, clock: Clock = database_clock) -> SealedUpload:
    """Close a file when every chunk is here and together they have the digest; it never changes again.

    A chunk that is no longer what arrived is forgotten, so that it is sent once more.
    """
    with transaction.atomic():
        upload = queries.upload_for_update(queries.own(by).get(file_id=file_id).pk)
        refuse(_time_refusals(upload.package, upload.kind, now=clock()))
        if upload.is_whole and upload.sealed_sha256 == sealed_sha256:
            return upload
        if upload.is_whole:
            raise Refused(rules.already_whole())
        missing, digest = _read_through(upload)
        upload.received.filter(index__in=missing).delete()
        if not missing and digest == sealed_sha256:
            upload.sealed_sha256 = digest
            upload.save(update_fields=["sealed_sha256"])
    refuse(rules.missing_refusals(missing, total=sealing.chunks_sealed(upload.sealed_size)))
    if not upload.is_whole:
        raise Refused(rules.wrong_digest())
    return upload


@transaction.atomic
def discard(file_id: str, *, by: Actor) -> None:
    """Take away a file that no submission holds."""
    upload = queries.upload_for_update(queries.own(by).get(file_id=file_id).pk)
    if queries.is_held(upload):
        raise Refused(rules.held())
    _remove(upload)


def require_whole(
    package: Package, kind: str, files: tuple[SealedFile, ...], *, by: Actor
) -> list[SealedUpload]:
    """The uploads that a bid names, locked; Refused unless every one is whole and as named."""
    if not files:
        return []
    found = queries.own_for_update(package, kind, by.body_id, [file.id for file in files])
    whole = {
        one.file_id: SealedFile(one.file_id, one.sealed_size, one.sealed_sha256)
        for one in found
        if one.is_whole
    }
    refuse(rules.submission_refusals(files, whole))
    return found


def hold(submission: Submission, uploads: list[SealedUpload]) -> None:
    """Tie the files to the submission that names them."""
    SubmittedFile.objects.bulk_create(
        SubmittedFile(submission=submission, upload=upload) for upload in uploads
    )


def clear_lost(*, now: datetime) -> None:
    """Clear away files without a submission, and folders that no file knows.

    The days count from the last chunk and from the closing, whichever is later.
    """
    before = now - KEPT_WITHOUT_SUBMISSION
    for pk in list(queries.lost(before=before).values_list("pk", flat=True)[:1000]):
        with transaction.atomic():
            upload = SealedUpload.objects.select_for_update(of=("self",)).filter(pk=pk).first()
            if upload and queries.lost(before=before).filter(pk=pk).exists():
                _remove(upload)
    known = set(SealedUpload.objects.values_list("folder", flat=True))
    for folder in storage.folders_before(before):
        if folder not in known:
            storage.remove(folder)


@transaction.atomic
def reopen_incomplete() -> None:
    """After a restore: a file discarded while the backup was made is finished by its row, without its chunks.

    Its bidder is asked for what is missing, and no bid can name it before. What a submission holds stays.
    """
    for upload in queries.unheld_whole():
        size, total = upload.sealed_size, sealing.chunks_sealed(upload.sealed_size)
        missing = [
            index
            for index in range(total)
            if not storage.is_there(upload.folder, index, length=sealing.length_of(size, index))
        ]
        if missing:
            upload.received.filter(index__in=missing).delete()
            upload.sealed_sha256 = ""
            upload.save(update_fields=["sealed_sha256"])


def _remove(upload: SealedUpload) -> None:
    folder = upload.folder
    upload.delete()
    transaction.on_commit(lambda: storage.remove(folder))


def _time_refusals(package: Package, kind: str, *, now: datetime) -> list:
    opens_at, closes_at = bidding.span(package, kind)
    return bidding_rules.time_refusals(now=now, opens_at=opens_at, closes_at=closes_at, kind=kind)


def _same_as_before(upload: SealedUpload, index: int, digest: str) -> None:
    if not SealedChunk.objects.filter(upload=upload, index=index, sha256=digest).exists():
        raise Refused(rules.already_whole())


def _read_through(upload: SealedUpload) -> tuple[list[int], str]:
    """The chunks that are not here as they arrived, and the digest of all that are."""
    arrived = dict(upload.received.values_list("index", "sha256"))
    missing = []

    def blocks():
        for index in range(sealing.chunks_sealed(upload.sealed_size)):
            block = storage.read_chunk(upload.folder, index)
            if sealing.digest([block]) != arrived.get(index):
                missing.append(index)
            yield block

    return missing, sealing.digest(blocks())
