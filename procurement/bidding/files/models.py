"""Encrypted files as they arrive, their chunks, and which submission holds them.

Nothing here says what is in a file or what it is called: that stands in the envelope.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.models import Submission
from procurement.projects.models import Package


class SealedUpload(models.Model):
    """One encrypted file of one bidder. `file_id` is the bidder's; `folder` on disk tells nothing.

    Without a submission that holds it, it is removed some days after its last chunk and the closing.
    """

    file_id = models.CharField(_("附件标识"), max_length=22, unique=True)
    package = models.ForeignKey(Package, models.PROTECT, related_name="sealed_uploads")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("供应商"))
    kind = models.CharField(_("类别"), max_length=12, choices=SubmissionKind.choices)
    folder = models.UUIDField(_("存放位置"), default=uuid.uuid4, unique=True, editable=False)
    sealed_size = models.PositiveBigIntegerField(_("密文大小（字节）"))
    sealed_sha256 = models.CharField(_("密文摘要"), max_length=64, blank=True)
    touched_at = models.DateTimeField(_("最近一次上传"))

    class Meta:
        verbose_name = _("加密附件")
        verbose_name_plural = _("加密附件")

    def __str__(self) -> str:
        return self.file_id

    @property
    def is_whole(self) -> bool:
        """Every chunk is here and the whole has the digest that its bidder named."""
        return bool(self.sealed_sha256)


class SealedChunk(models.Model):
    """One chunk that has arrived, with the digest of what arrived."""

    upload = models.ForeignKey(SealedUpload, models.CASCADE, related_name="received")
    index = models.PositiveIntegerField(_("序号"))
    sha256 = models.CharField(_("密文摘要"), max_length=64)

    class Meta:
        verbose_name = _("附件分段")
        verbose_name_plural = _("附件分段")
        constraints = [models.UniqueConstraint(fields=["upload", "index"], name="sealed_chunk_once")]

    def __str__(self) -> str:
        return str(self.index)


class SubmittedFile(models.Model):
    """A file that a submission holds: from then on it is kept, as every version of a bid is."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="files")
    upload = models.ForeignKey(SealedUpload, models.PROTECT, related_name="submitted")

    class Meta:
        verbose_name = _("提交的附件")
        verbose_name_plural = _("提交的附件")
        constraints = [models.UniqueConstraint(fields=["submission", "upload"], name="submitted_file_once")]

    def __str__(self) -> str:
        return str(self.upload_id)
