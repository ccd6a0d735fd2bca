"""Files handed in: what is refused, under which name they are kept, and how they are given out."""

import hashlib
import os
import shlex
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from orgs.imports.models import RegisterImport
from portal.kernel import uploads
from tests.factories import people

NOW = datetime(2026, 9, 1, 4, tzinfo=UTC)
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def archive(*members: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for member in members:
            packed.writestr(member, "x")
    return content.getvalue()


def upload(name: str = "方案.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("方案.pdf", PDF),
        ("方案.PDF", PDF),
        ("方案.docx", archive("[Content_Types].xml", "word/document.xml")),
        ("表.xlsx", archive("xl/workbook.xml")),
        ("证.ofd", archive("OFD.xml")),
        ("照片.jpg", b"\xff\xd8\xff\xe0" + b"x" * 20),
        ("旧.doc", uploads._OLE[0] + b"x"),
    ],
)
def test_a_file_whose_content_is_what_its_name_says_is_accepted(name, content):
    uploads.check_upload(upload(name, content), kinds=(*uploads.DOCUMENTS, *uploads.IMAGES))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("空.pdf", b"", "这个文件是空的"),
        ("大.pdf", PDF + b"x" * 2000, "文件不能超过"),
        ("程序.exe", b"MZ", "只能上传以下格式的文件：pdf、ofd、docx"),
        ("无扩展名", PDF, "只能上传"),
        ("pdf", PDF, "只能上传"),
        ("双.pdf.html", PDF, "只能上传"),
        ("照片.png", b"\x89PNG\r\n\x1a\n", "只能上传"),
        ("假.pdf", b"<html><script>", "文件内容与扩展名“.pdf”不符"),
        ("假.docx", PDF, "不符"),
        ("假.docx", archive("xl/workbook.xml"), "不符"),
        ("坏.docx", archive("word/document.xml")[:-30], "不符"),
        ("宏.docx", archive("word/document.xml", "word/vbaProject.bin"), "不符"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused_in_words(name, content, sentence):
    with pytest.raises(ValidationError, match=sentence):
        uploads.check_upload(upload(name, content), max_bytes=1000)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("方案.PDF", "方案.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\文件\\方案.pdf", "方案.pdf"),
        ("甲\u202efdp.exe.pdf", "甲fdp.exe.pdf"),
        ('<b>"|?*:.pdf', "b.pdf"),
        (" .. .pdf", "文件.pdf"),
        (".pdf", "文件.pdf"),
        ("长" * 300 + ".pdf", "长" * 110 + ".pdf"),
    ],
)
def test_names_are_made_safe(typed, kept):
    assert uploads.safe_name(typed) == kept


class Paper(forms.Form):
    file = uploads.UploadField(label="附件", kinds=("pdf",), max_bytes=1000)


def test_a_form_says_at_the_field_what_is_wrong():
    assert Paper({}, {"file": upload()}).is_valid()
    assert 'accept=".pdf"' in str(Paper()["file"])
    assert Paper({}, {"file": upload("a.docx")}).errors == {"file": ["只能上传以下格式的文件：pdf。"]}
    assert Paper({}, {"file": upload(content=b"")}).errors == {"file": ["这个文件是空的，请重新选择。"]}


def scanner(tmp_path: Path, code: str) -> str:
    script = tmp_path / "scan er.py"
    script.write_text(code)
    return f"{shlex.quote(sys.executable)} '{script}'"


def test_the_scanner_reads_the_file_and_decides(settings, tmp_path):
    code = "import sys, pathlib; sys.exit(b'VIRUS' in pathlib.Path(sys.argv[1]).read_bytes())"
    settings.UPLOAD_SCANNER = scanner(tmp_path, code)
    uploads.check_upload(upload())
    with pytest.raises(ValidationError, match="没有通过安全检查"):
        uploads.check_upload(upload(content=PDF + b"VIRUS"))


def test_a_scanner_that_cannot_answer_refuses(settings, tmp_path):
    settings.UPLOAD_SCANNER = str(tmp_path / "missing")
    with pytest.raises(ValidationError, match="暂时无法"):
        uploads.check_upload(upload())


@pytest.mark.django_db
def test_a_file_is_kept_under_a_name_of_ours_and_given_out_as_a_download(files):
    stored = uploads.store(upload("../方案.PDF"), owner_id=7, now=NOW)
    assert stored.file.name == f"uploads/2026/09/{stored.uuid}.pdf"
    assert (files / stored.file.name).read_bytes() == PDF
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    response = uploads.download(stored)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E6%96%B9%E6%A1%88.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"


@pytest.mark.django_db
def test_files_that_nothing_points_at_are_removed_after_a_day(files):
    old = uploads.store(upload(), owner_id=7, now=NOW)
    stray = files / "uploads/2026/09/stray.pdf"
    stray.write_bytes(PDF)
    for path in (stray, files / old.file.name):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert uploads.remove_orphans(now=NOW + timedelta(hours=23)) == 0
    assert stray.exists()
    young = uploads.store(upload(), owner_id=7, now=NOW + timedelta(hours=20))
    assert uploads.remove_orphans(now=NOW + timedelta(hours=25)) == 1
    assert list(uploads.Upload.objects.all()) == [young]
    assert [path.name for path in files.rglob("*.pdf")] == [f"{young.uuid}.pdf"]


@pytest.mark.django_db
def test_a_file_that_a_record_points_at_stays_also_without_a_way_back(files):
    old = uploads.store(upload("登记簿.csv", b"x"), owner_id=7, now=NOW)
    by = people.user()
    RegisterImport.objects.create(upload=old, source="某局（示例）", begun_by=by, begun_at=NOW)
    assert uploads.remove_orphans(now=NOW + timedelta(days=2)) == 0
    assert (files / old.file.name).exists()
