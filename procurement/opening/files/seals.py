"""What can be seen of seals and of the code of a stamped page in one file, without trusting anybody. Pure.

Seen, not verified: whether a certificate is valid or qualified, and whether a signature is genuine, is told
by the readers of the authorities that issued them. Nothing here runs through what a file claims to hold.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import zxingcpp
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509 import Certificate
from cryptography.x509.oid import NameOID
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

LARGEST = 30 * 1024 * 1024
CODE = "portal-form/1|"
MOST_SEALS, MOST_IMAGES, MOST_PIXELS = 20, 4, 40_000_000
# A signature with its certificates takes some thousand bytes.
LARGEST_SIGNATURE = 256 * 1024
BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
PDF, ZIP, JPEG, PNG = b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n"
# Before each line of the list at the end of a compressed file.
ZIP_ENTRY, MOST_ENTRIES = b"PK\x01\x02", 2_000
OK, SOON, QUIET = "ok", "soon", "quiet"


@dataclass(frozen=True)
class Finding:
    """One line of what was found; `tone` as a status shows it."""

    what: str
    says: str
    tone: str


@dataclass(frozen=True)
class Expected:
    """What the bid itself says: who, for which package, and the digest of the page that was stamped."""

    bidder: str
    package: str
    stamped_sha256: str


def findings(content: bytes, expected: Expected) -> list[Finding]:
    """Seals of a PDF or OFD, and the code of a stamped page in a scan."""
    if content.startswith(ZIP):
        return [_ofd(content)]
    if content.startswith(PDF):
        return [*_pdf_seals(content, expected), _code(_jpegs(content), expected)]
    if content.startswith((JPEG, PNG)):
        return [_code([content], expected)]
    return [Finding(_("文件种类"), _("不是版式文件，也不是图片，没有查看印章。"), QUIET)]


def _pdf_seals(content: bytes, expected: Expected) -> list[Finding]:
    found = [
        _pdf_seal(content, tuple(map(int, match.groups())), expected)
        for match, _at in zip(BYTE_RANGE.finditer(content), range(MOST_SEALS), strict=False)
    ]
    return found or [Finding(_("电子印章"), _("没有找到电子签名。"), SOON)]


def _pdf_seal(content: bytes, span: tuple[int, ...], expected: Expected) -> Finding:
    """One signature: how far it reaches, and in whose name the certificate beside it is."""
    start, first, second, length = span
    if start != 0 or not first < second <= len(content) or second + length > len(content):
        return Finding(_("电子签名"), _("签名的范围不对，不能当作有签名。"), SOON)
    reach = _("签署到文件末尾") if second + length == len(content) else _("签署以后文件又增加了内容")
    names = _holders(content[first : min(second, first + LARGEST_SIGNATURE)])
    if not names:
        return Finding(_("电子签名"), _("%(reach)s；读不出证书持有人。") % {"reach": reach}, SOON)
    facts = {"reach": reach, "names": "、".join(names)}
    if expected.bidder in names and second + length == len(content):
        return Finding(_("电子签名"), _("%(reach)s；证书写的是 %(names)s，与供应商名称一致。") % facts, OK)
    return Finding(_("电子签名"), _("%(reach)s；证书写的是 %(names)s，请核对。") % facts, SOON)


def _holders(written: bytes) -> list[str]:
    """The names in the certificates of a signature, as hexadecimal between two brackets."""
    try:
        raw = bytes.fromhex(written.strip().strip(b"<>").decode("ascii"))
        certificates = pkcs7.load_der_pkcs7_certificates(_whole_der(raw))
        return sorted({name for one in certificates for name in _names(one)})
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return []


def _names(certificate: Certificate) -> Iterator[str]:
    for kind in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME):
        for attribute in certificate.subject.get_attributes_for_oid(kind):
            yield str(attribute.value)[:100]


def _whole_der(raw: bytes) -> bytes:
    """The structure without the zeros that fill its place in the file."""
    if len(raw) < 2 or not raw[1] & 0x80:
        return raw
    size = raw[1] & 0x7F
    return raw[: 2 + size + int.from_bytes(raw[2 : 2 + size])]


def _ofd(content: bytes) -> Finding:
    """How many signed values an OFD lists; nothing in it is unpacked, and no list of thousands is read."""
    if content.count(ZIP_ENTRY) > MOST_ENTRIES:
        return Finding(_("文件种类"), _("压缩包里的文件太多，没有查看印章。"), SOON)
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        names = []
    if "OFD.xml" not in names:
        return Finding(_("文件种类"), _("不是版式文件，没有查看印章。"), QUIET)
    count = sum(name.endswith("SignedValue.dat") for name in names)
    if not count:
        return Finding(_("电子印章"), _("没有找到电子印章。"), SOON)
    says = _("有 %(count)d 处电子印章；请用版式阅读软件核对印章和单位名称。") % {"count": count}
    return Finding(_("电子印章"), says, SOON)


def _jpegs(content: bytes) -> list[bytes]:
    """The photographs that a scanner puts into a PDF, by their first bytes."""
    found, at = [], content.find(JPEG)
    while at != -1 and len(found) < MOST_IMAGES:
        end = content.find(b"endstream", at)
        found.append(content[at : end if end != -1 else len(content)])
        at = content.find(JPEG, end) if end != -1 else -1
    return found


def _code(images: list[bytes], expected: Expected) -> Finding:
    """Whether a scan shows the code of the page that was printed from this very bid."""
    what = _("盖章页的图形码")
    codes = [text for image in images for text in _codes(image) if text.startswith(CODE)]
    if not codes:
        return Finding(what, _("没有读到；不是盖章页的不用有，看不清的请对照摘要。"), QUIET)
    if f"{CODE}{expected.package}|{expected.stamped_sha256}" in codes:
        return Finding(what, _("读到了，与密封的内容摘要一致。"), OK)
    if any(text.startswith(f"{CODE}{expected.package}|") for text in codes):
        return Finding(what, _("读到了，但是与密封的内容摘要不一致：盖章的可能是另一稿。"), SOON)
    return Finding(what, _("读到了，但是属于别的采购包。"), SOON)


def _codes(content: bytes) -> list[str]:
    """The texts of all codes in an image; none for what is no image or too large a one."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MOST_PIXELS:
                return []
            found = zxingcpp.read_barcodes(image.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return []
    return [one.text for one in found]
