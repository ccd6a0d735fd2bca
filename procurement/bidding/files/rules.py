"""What may be uploaded, and when a file may be submitted. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.bidding.files import sealing
from procurement.bidding.files.sealing import AttachedFile
from procurement.bidding.rules import SealedFile

MEGABYTE = 1024 * 1024
MAX_UPLOADS = 200
RESERVE = 1024 * MEGABYTE
"""What must stay free on the disk for everything else."""


@dataclass(frozen=True)
class Room:
    """What one bidder has uploaded so far, and how much the disk can still take."""

    uploads: int
    bytes: int
    free: int


@dataclass(frozen=True)
class Limits:
    """How large one file may be, and all of one bidder in one package and kind, earlier versions too.

    In megabytes; platform settings, never more than the format allows.
    """

    file: int
    total: int

    @property
    def most(self) -> int:
        """The largest file, in bytes."""
        return min(self.file * MEGABYTE, sealing.MAX_BYTES)


def begin_refusals(*, file_id: str, sealed_size: int, room: Room, limits: Limits) -> list[Refusal]:
    """Why no file of this size may be begun."""
    if not sealing.FILE_ID.fullmatch(file_id):
        return [malformed()]
    if not sealing.chunks_sealed(sealed_size) or sealed_size > sealing.sealed_size_of(limits.most):
        return [
            Refusal(
                because=_("附件应当大于零字节，不超过 %(limit)d MB。") % {"limit": limits.most // MEGABYTE},
                remedy=_("请压缩或者拆分后再添加。"),
                code="file_size",
            )
        ]
    if room.uploads >= MAX_UPLOADS or room.bytes + sealed_size > limits.total * MEGABYTE:
        return [
            Refusal(
                because=_("本采购包的附件（含以前提交的各版）合计不能超过 %(limit)d MB。")
                % {"limit": limits.total},
                remedy=_("请移去不用的附件，或者压缩后再添加。"),
                code="files_total",
            )
        ]
    if room.free - sealed_size < RESERVE:
        return [
            Refusal(
                because=_("平台的存储空间暂时不够，没有接收这个附件。"),
                remedy=_("请联系平台处理，稍后再试；已经上传的部分都还在。"),
                code="no_space",
            )
        ]
    return []


def other_size() -> Refusal:
    """The same identifier was begun with another size."""
    return Refusal(
        because=_("这个附件标识已经用于另一个附件。"),
        remedy=_("请移去这个附件，重新添加。"),
        code="file_id_taken",
    )


def malformed() -> Refusal:
    """What was sent is no chunk of this file."""
    return Refusal(
        because=_("收到的附件分段不完整，或者与同时送来的摘要不一致。"),
        remedy=_("平台没有保存这一段，请继续上传，浏览器会重新送这一段。"),
        code="bad_chunk",
    )


def already_whole() -> Refusal:
    """A file that is whole does not change any more."""
    return Refusal(
        because=_("这个附件已经传完，不能再改动。"),
        remedy=_("要换内容的，请移去这个附件，重新添加。"),
        code="already_whole",
    )


def held() -> Refusal:
    """A file of a submission stays."""
    return Refusal(
        because=_("这个附件已经随密封文件提交，作为密文保留。"),
        remedy=_("截止前可以重新提交一份不含它的密封文件。"),
        code="file_submitted",
    )


def missing_refusals(missing: Collection[int], *, total: int) -> list[Refusal]:
    """The chunks that are not here, or no longer as they arrived, by their numbers from one."""
    if not missing:
        return []
    shown = "、".join(str(index + 1) for index in sorted(missing)[:5])
    return [
        Refusal(
            because=_("附件共 %(total)d 段，还缺第 %(shown)s 段等 %(count)d 段。")
            % {"total": total, "shown": shown, "count": len(missing)},
            remedy=_("请继续上传，已经传到的不用再传。"),
            code="chunks_missing",
        )
    ]


def wrong_digest() -> Refusal:
    """All chunks are here but together they are another file."""
    return Refusal(
        because=_("平台收到的附件与浏览器加密的附件摘要不一致。"),
        remedy=_("请移去这个附件，重新添加。"),
        code="file_digest",
    )


def difference(sealed: Collection[AttachedFile], fixed: Collection[dict]) -> str:
    """How the files of an opened bid differ from those that its receipt fixed; empty when they do not."""
    named = {file.id: SealedFile(file.id, file.sealed_size, file.sealed_sha256) for file in sealed}
    receipt = {members["id"]: SealedFile(**members) for members in fixed}
    if named == receipt:
        return ""
    differing = [file.name for file in sealed if receipt.get(file.id) != named[file.id]]
    differing += [file_id for file_id in receipt if file_id not in named]
    return _("密封文件里的附件与回执记载的不一致：%(names)s") % {"names": "、".join(differing)}


def submission_refusals(files: Collection[SealedFile], whole: Mapping[str, SealedFile]) -> list[Refusal]:
    """A bid is received only with every file that it names, each exactly as it was sealed.

    `whole` are the bidder's own uploads that are complete, by identifier.
    """
    lacking = [number for number, file in enumerate(files, 1) if whole.get(file.id) != file]
    if not lacking:
        return []
    return [
        Refusal(
            because=_("第 %(numbers)s 个附件还没有完整传到平台，没有接收这次提交。")
            % {"numbers": "、".join(map(str, lacking))},
            remedy=_("请等附件全部传完后再提交。"),
            code="files_not_whole",
        )
    ]
