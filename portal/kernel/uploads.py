"""Files that people hand in: checked by name, content and size, kept under our own name, given out."""

import hashlib
import shlex
import subprocess
import tempfile
import unicodedata
import uuid
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import Exists, OuterRef
from django.http import FileResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel import sheets
from portal.kernel.pointing import fields_pointing_at

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
SCANNER_SECONDS = 60
ORPHAN_AFTER = timedelta(days=1)
FOLDER = "uploads"
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of file begins, which member its archive must hold, and as what it is given out."""

    content_type: str
    magic: tuple[bytes, ...]
    member: str = ""


_ZIP = (b"PK\x03\x04",)
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_OFFICE = "application/vnd.openxmlformats-officedocument"

KINDS = {
    "pdf": Kind("application/pdf", (b"%PDF-",)),
    "ofd": Kind("application/ofd", _ZIP, "OFD.xml"),
    "docx": Kind(f"{_OFFICE}.wordprocessingml.document", _ZIP, "word/document.xml"),
    "xlsx": Kind(f"{_OFFICE}.spreadsheetml.sheet", _ZIP, "xl/workbook.xml"),
    "doc": Kind("application/msword", _OLE),
    "xls": Kind("application/vnd.ms-excel", _OLE),
    "csv": Kind("text/csv", (b"",)),
    "wps": Kind("application/vnd.ms-works", (*_OLE, *_ZIP)),
    "jpg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
    "png": Kind("image/png", (b"\x89PNG\r\n\x1a\n",)),
}
DOCUMENTS = ("pdf", "ofd", "docx", "xlsx", "doc", "xls", "wps")
IMAGES = ("jpg", "jpeg", "png")
TABLES = ("xlsx", "csv")


def stored_path(upload: "Upload", _filename: str) -> str:
    """Where the file is kept: by month, under a name that says nothing."""
    return f"{FOLDER}/{upload.created_at:%Y/%m}/{upload.uuid}.{_suffix(upload.name)}"


class Upload(models.Model):
    """One file as it was handed in. Another record points at it; else it is removed after a day."""

    uuid = models.UUIDField(_("文件标识"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("文件名"), max_length=LONGEST_NAME)
    size = models.PositiveBigIntegerField(_("大小（字节）"))
    content_type = models.CharField(_("类型"), max_length=100)
    sha256 = models.CharField(_("内容摘要"), max_length=64)
    file = models.FileField(_("文件"), upload_to=stored_path, max_length=200)
    created_at = models.DateTimeField(_("上传时间"))
    owner_id = models.BigIntegerField(_("上传人编号"), db_index=True)

    class Meta:
        verbose_name = _("上传文件")
        verbose_name_plural = _("上传文件")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class UploadField(forms.FileField):
    """A form field that accepts these kinds of files up to this size."""

    def __init__(self, *, kinds: Collection[str] = DOCUMENTS, max_bytes: int = MAX_BYTES, **options):
        self.kinds, self.max_bytes = kinds, max_bytes
        super().__init__(**options)
        self.error_messages["empty"] = gettext_lazy("这个文件是空的，请重新选择。")

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            check_upload(file, kinds=self.kinds, max_bytes=self.max_bytes)
        return file

    def widget_attrs(self, widget):
        return {"accept": ",".join(f".{kind}" for kind in self.kinds)}


class TableField(UploadField):
    """A form field that accepts a table within limits: .xlsx or .csv, without a password, no bomb."""

    def __init__(self, *, limits: sheets.Limits = sheets.USUAL, **options):
        self.limits = limits
        super().__init__(kinds=TABLES, max_bytes=limits.bytes, **options)

    def clean(self, data, initial=None):
        if isinstance(data, UploadedFile) and data.size:
            try:
                sheets.check(data.file, _suffix(data.name), self.limits)
            except sheets.UnreadableTable as error:
                raise ValidationError(str(error), code="table") from error
        return super().clean(data, initial)


def check_upload(
    file: UploadedFile, *, kinds: Collection[str] = DOCUMENTS, max_bytes: int = MAX_BYTES
) -> None:
    """Refuse a file of a wrong kind or size, or that the scanner refuses: ValidationError with a sentence."""
    if file.size > max_bytes:
        limit = _("%(megabytes)d MB") % {"megabytes": max_bytes // MEGABYTE}
        raise ValidationError(_("文件不能超过 %(limit)s。") % {"limit": limit}, code="size")
    if not file.size:
        raise ValidationError(_("这个文件是空的，请重新选择。"), code="empty")
    suffix = _suffix(file.name)
    if suffix not in kinds or suffix not in KINDS:
        listed = "、".join(kind for kind in kinds if kind != "jpeg")
        raise ValidationError(_("只能上传以下格式的文件：%(kinds)s。") % {"kinds": listed}, code="kind")
    if not _is_kind(file, KINDS[suffix]):
        raise ValidationError(
            _("文件内容与扩展名“.%(suffix)s”不符，请检查文件是否损坏。") % {"suffix": suffix}, code="content"
        )
    _scan(file)


def store(file: UploadedFile, *, owner_id: int, now: datetime) -> Upload:
    """Keep a file that `check_upload` accepted."""
    name = safe_name(file.name)
    upload = Upload(
        name=name,
        size=file.size,
        content_type=KINDS[_suffix(name)].content_type,
        sha256=sha256(file),
        created_at=now,
        owner_id=owner_id,
    )
    file.seek(0)
    upload.file.save(name, file, save=False)
    upload.save(force_insert=True)
    return upload


def download(upload: Upload) -> FileResponse:
    """The file as a download that no browser opens in the portal; the caller has checked who may read it."""
    response = FileResponse(
        upload.file.open("rb"), as_attachment=True, filename=upload.name, content_type=upload.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def safe_name(name: str) -> str:
    """The name to show and to give out: no folders, nothing unseen, not too long."""
    base = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(char for char in base if unicodedata.category(char)[0] != "C" and char not in '<>:"|?*')
    stem, dot, suffix = plain.strip().rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    stem = stem.strip(" .") or _("文件")
    return f"{stem[: LONGEST_NAME - 10]}{dot}{suffix[:8].lower()}"


def sha256(file: UploadedFile) -> str:
    """The digest of the content, read in pieces."""
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def remove_orphans(*, now: datetime) -> int:
    """Remove uploads that no record points at and files that no upload knows, both older than a day."""
    before = now - ORPHAN_AFTER
    orphans = Upload.objects.filter(created_at__lt=before)
    for field in fields_pointing_at(Upload):
        users = field.model._base_manager.filter(**{field.name: OuterRef("pk")})
        orphans = orphans.exclude(Exists(users))
    removed, _rows = orphans.filter(pk__in=list(orphans.values_list("pk", flat=True)[:1000])).delete()
    for path in _unknown_files(before):
        default_storage.delete(path)
    return removed


def _unknown_files(before: datetime, folder: str = FOLDER) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    known = set(Upload.objects.filter(file__startswith=f"{folder}/").values_list("file", flat=True))
    for path in (f"{folder}/{name}" for name in files):
        if path not in known and default_storage.get_modified_time(path) < before:
            yield path
    for name in folders:
        yield from _unknown_files(before, f"{folder}/{name}")


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _is_kind(file: UploadedFile, kind: Kind) -> bool:
    file.seek(0)
    start = file.read(16)
    if not start.startswith(kind.magic):
        return False
    if not kind.member:
        return True
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return kind.member in names and not any(name.lower().endswith("vbaproject.bin") for name in names)


def _scan(file: UploadedFile) -> None:
    """Ask the operator's scanner, if there is one; a scanner that cannot answer refuses."""
    if not settings.UPLOAD_SCANNER:
        return
    with tempfile.NamedTemporaryFile(suffix=f".{_suffix(file.name)}") as copy:
        file.seek(0)
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        if not _scanner_accepts(Path(copy.name)):
            raise ValidationError(_("文件没有通过安全检查，不能上传。"), code="scanner")


def _scanner_accepts(path: Path) -> bool:
    command = [*shlex.split(settings.UPLOAD_SCANNER), str(path)]
    try:
        done = subprocess.run(  # noqa: S603
            command, timeout=SCANNER_SECONDS, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ValidationError(_("暂时无法对文件做安全检查，请稍后再试。"), code="scanner") from error
    return done.returncode == 0
