"""What can be seen of seals and codes in a file; anything else is told as not found. No database."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from PIL import Image

from procurement.opening.files import seals
from procurement.opening.files.seals import Expected

NAME = "湘江暖邻社会工作服务中心（示例）"
DIGEST = "a" * 64
HERE = Expected(NAME, "430100-2026-0217-1", DIGEST)
CODE = f"portal-form/1|{HERE.package}|{DIGEST}"


def signature(name: str) -> bytes:
    """A detached signature with a certificate in this name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)])
    since = datetime(2026, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(since).not_valid_after(since + timedelta(days=1))
    signer = pkcs7.PKCS7SignatureBuilder().set_data(b"text")
    signer = signer.add_signer(made.sign(key, hashes.SHA256()), key, hashes.SHA256())
    return signer.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature])


def signed_pdf(contents: bytes, *, after: bytes = b"") -> bytes:
    """As a signing program lays it down: the range leaves out the signature itself, zeros fill its place."""
    written = b"<" + contents.hex().encode() + b"0" * 64 + b">"
    frame = b"%%PDF-1.7\n<< /ByteRange [0 %08d %08d %08d] /Contents "
    head = len(frame % (0, 0, 0))
    end = b" >>\n%%EOF\n"
    start = frame % (head, head + len(written), len(end))
    return start + written + end + after


def scan(text: str, kind: str = "PNG") -> bytes:
    drawn, image = io.BytesIO(), io.BytesIO()
    segno.make(text).save(drawn, kind="png", scale=4, border=4)
    Image.open(drawn).convert("L").rotate(4, expand=True, fillcolor=255).save(image, kind)
    return image.getvalue()


def ofd(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


def told(content: bytes) -> str:
    return " ".join(f"{one.tone}:{one.says}" for one in seals.findings(content, HERE))


SIGNED = signed_pdf(signature(NAME))
# The same frame that holds plain data in the place of signatures.
OTHER_CONTENT = bytes.fromhex("300f06092a864886f70d010701a0020400")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SIGNED, "ok:签署到文件末尾；证书写的是 湘江暖邻"),
        (signed_pdf(signature("别家（示例）")), "soon:签署到文件末尾；证书写的是 别家（示例），请核对"),
        (signed_pdf(signature(f"别省{NAME}")), "请核对"),
        (signed_pdf(OTHER_CONTENT), "读不出证书持有人"),
        (SIGNED + b"more", "soon:签署以后文件又增加了内容；证书写的是"),
        (signed_pdf(b"\x30\x03abc"), "读不出证书持有人"),
        (SIGNED.replace(b"/ByteRange [0 ", b"/ByteRange [7 "), "签名的范围不对"),
        (b"%PDF-1.7\n%%EOF", "没有找到电子签名"),
        (ofd("OFD.xml", "Doc_0/Signs/Sign_0/SignedValue.dat"), "有 1 处电子印章"),
        (ofd("OFD.xml"), "没有找到电子印章"),
        (ofd("word/document.xml"), "不是版式文件"),
        (b"PK\x03\x04 cut off", "不是版式文件"),
        (b"plain text", "不是版式文件，也不是图片"),
    ],
    ids=[
        "own",
        "other-name",
        "longer-name",
        "no-signed-data",
        "added",
        "no-certificate",
        "range",
        "none",
        "ofd",
        "ofd-none",
        "word",
        "cut",
        "text",
    ],
)
def test_a_seal_is_told_by_name_and_reach_and_never_as_genuine(content, said):
    assert said in told(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (scan(CODE), "ok:读到了，与密封的内容摘要一致"),
        (scan(CODE, "JPEG"), "ok:读到了"),
        (b"%PDF-1.4 stream\n" + scan(CODE, "JPEG") + b"\nendstream %%EOF", "ok:读到了"),
        (scan(CODE.replace(DIGEST, "b" * 64)), "soon:读到了，但是与密封的内容摘要不一致"),
        (scan(CODE.replace("0217", "0218")), "soon:读到了，但是属于别的采购包"),
        (scan("https://example.test/"), "quiet:没有读到"),
        (scan(CODE)[:200], "quiet:没有读到"),
        (b"\xff\xd8\xff" + bytes(100), "quiet:没有读到"),
    ],
    ids=["png", "jpeg", "in-pdf", "other-text", "other-package", "foreign", "cut", "no-image"],
)
def test_the_code_of_a_stamped_page_is_held_against_the_bid(content, said):
    assert said in told(content)


def test_an_image_that_claims_to_be_vast_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(seals, "MOST_PIXELS", 100)
    assert "没有读到" in told(scan(CODE))


def test_a_list_of_thousands_of_files_is_not_read(monkeypatch):
    monkeypatch.setattr(seals, "MOST_ENTRIES", 2)
    assert "压缩包里的文件太多" in told(ofd("OFD.xml", "a", "b"))
