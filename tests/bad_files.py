"""Files that no import of a table may swallow, each with what the person reads."""

import zipfile
from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from portal.kernel import sheets

MUST_READ = {
    "an old .xls": "请选择 .xlsx 或 .csv 格式的表格文件；其他格式请先另存为 .xlsx。",
    "an .xls called .xlsx": "请取消密码，另存为 .xlsx 后再试。",
    "a workbook with a password": "文件设了打开密码",
    "a zip bomb": "表格文件展开后过大。",
    "a broken workbook": "无法读取这个表格文件，它可能已损坏。",
    "an empty file": "这个文件是空的，请重新选择。",
    "a text called .xlsx": "无法读取这个表格文件，它可能已损坏。",
}
HUGE = 200 * sheets.MEGABYTE


def bad_file(which: str) -> SimpleUploadedFile:
    """One of the files, made anew."""
    name, content = {
        "an old .xls": ("表.xls", sheets.OLE + bytes(600)),
        "an .xls called .xlsx": ("表.xlsx", sheets.OLE + bytes(600)),
        "a workbook with a password": ("表.xlsx", sheets.OLE + "EncryptedPackage".encode("utf-16-le")),
        "a zip bomb": ("表.xlsx", bomb()),
        "a broken workbook": ("表.xlsx", b"PK\x03\x04 broken"),
        "an empty file": ("表.csv", b""),
        "a text called .xlsx": ("表.xlsx", "名称,代码".encode()),
    }[which]
    return SimpleUploadedFile(name, content)


@cache
def bomb() -> bytes:
    """Some hundred kilobytes that unpack to more than any import reads."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for sheet in range(7):
            archive.writestr(f"xl/worksheets/sheet{sheet}.xml", bytes(43 * sheets.MEGABYTE))
    return content.getvalue()


def huge_file() -> TemporaryUploadedFile:
    """A workbook of 200 MB as the server keeps a large upload: a file with a hole in it."""
    file = TemporaryUploadedFile("表.xlsx", "", HUGE, None)
    file.file.truncate(HUGE)
    return file
