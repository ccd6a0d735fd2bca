"""A file of an opened bid, decrypted chunk by chunk; only after every chunk and both digests were checked."""

import hashlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.bidding.files import sealing, storage
from procurement.bidding.files.sealing import ChunkError
from procurement.opening.files.queries import OpenedFile


def fault_refusals(found: OpenedFile) -> list[Refusal]:
    """The chunks that are not as they were sealed, named; or that the whole is another file."""
    sealed_digest, plain_digest, changed = hashlib.sha256(), hashlib.sha256(), []
    for index in range(found.file.chunks):
        sealed = storage.read_chunk(found.upload.folder, index)
        sealed_digest.update(sealed)
        try:
            plain_digest.update(_opened(found, index, sealed))
        except ChunkError:
            changed.append(index + 1)
    if changed:
        return [_changed(found, changed)]
    digests = (sealed_digest.hexdigest(), plain_digest.hexdigest())
    return [] if digests == (found.file.sealed_sha256, found.file.sha256) else [_changed(found, [])]


def blocks(found: OpenedFile) -> Iterator[bytes]:
    """The content, one chunk in memory at a time."""
    for index in range(found.file.chunks):
        yield _opened(found, index, storage.read_chunk(found.upload.folder, index))


def whole(found: OpenedFile) -> bytes:
    """The content at once; for small files only."""
    return b"".join(blocks(found))


def _opened(found: OpenedFile, index: int, sealed: bytes) -> bytes:
    file = found.file
    return sealing.open_chunk(file.secret, sealed, file_id=file.id, index=index, total=file.chunks)


def _changed(found: OpenedFile, chunks: list[int]) -> Refusal:
    where = _("第 %(numbers)s 段") % {"numbers": "、".join(map(str, chunks[:5]))} if chunks else _("全文摘要")
    return Refusal(
        because=_("附件“%(name)s”共 %(total)d 段，%(where)s与密封时不一致，不能打开。")
        % {"name": found.file.name, "total": found.file.chunks, "where": where},
        remedy=_("请联系平台从备份恢复后再打开；仍不一致的，请记入开启记录，并向审计监督部门反映。"),
        code="file_changed",
    )
