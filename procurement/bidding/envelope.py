"""The sealed envelope `portal-sealed-bid/1`, suite `intl-1`: two locks, each a published standard (RFC 7516).

The inner lock is the bidder's opening phrase, the outer one the package's opening key. Neither opens without
the other. docs/developers/sealed-bid-format.md says the same for those who write a client of their own.
"""

import base64
import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OctKey

from procurement.bidding.files import sealing
from procurement.bidding.files.sealing import AttachedFile

FORMAT = "portal-sealed-bid/1"
SUITE = "intl-1"
KINDS = ("response", "final_quote")

INNER_ALGORITHM = "PBES2-HS512+A256KW"
OUTER_ALGORITHM = "ECDH-ES+A256KW"
ENCRYPTION = "A256GCM"
ITERATIONS = 210_000
INNER_HEADER = frozenset({"alg", "enc", "p2s", "p2c"})
OUTER_HEADER = frozenset({"alg", "enc", "kid", "epk"})

# Bytes. Each limit follows from the one before it: base64url adds a third, header and tags stay under 512.
MAX_PLAINTEXT = 32 * 1024
MAX_INNER = 44_288
MAX_OUTER = 59_648
MAX_POSTED = 43_691
MAX_HEADER = 1024
NONCE_BYTES = 32
SALT_BYTES = range(16, 65)
WRAPPED_KEY_BYTES = 40
IV_BYTES = 12
TAG_BYTES = 16

PHRASE_GROUPS = 5
PHRASE_GROUP_DIGITS = 5
PHRASE_DIGITS = PHRASE_GROUPS * PHRASE_GROUP_DIGITS

PAYLOAD_MEMBERS = frozenset({"format", "suite", "kind", "package", "bidder", "nonce", "fields", "files"})
MAX_FIELDS = 200
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
DIGEST = re.compile(r"[0-9a-f]{64}")

SENTENCES = {
    "malformed": _("收到的内容不是完整的密封文件，可能在传送途中被截断或改动。"),
    "too_large": _("密封文件超过规定大小，较大的内容请作为附件提交。"),
    "extra_headers": _("密封文件带有格式规定以外的说明项。"),
    "wrong_algorithm": _("密封文件没有采用规定的加密方法。"),
    "compressed": _("密封文件加密前经过压缩，格式规定不得压缩。"),
    "wrong_iterations": _("密封文件的口令运算次数与规定不符。"),
    "wrong_key": _("密封文件不是用本采购包的开启公钥加密的。"),
    "outer_unopened": _("本采购包的开启密钥打不开这份密封文件，密封后内容可能被改动。"),
    "inner_unopened": _("口令打不开这份密封文件，请对照提交时的密钥单逐组核对。"),
    "phrase_malformed": _("开启口令是二十五位数字，分五组，每组五位。"),
    "payload_malformed": _("密封文件打开后的内容不符合格式。"),
    "duplicate_names": _("密封文件打开后有重复的项目，不能确定以哪一项为准。"),
    "wrong_members": _("密封文件打开后的项目与格式规定不一致。"),
    "wrong_format": _("密封文件的格式版本不是本平台采用的版本。"),
    "wrong_suite": _("密封文件的密码算法组合不是本平台采用的组合。"),
    "wrong_kind": _("密封文件的种类与本环节不符。"),
    "wrong_package": _("密封文件写明的采购包不是本采购包。"),
    "wrong_bidder": _("密封文件写明的供应商不是提交单位。"),
    "wrong_nonce": _("密封文件的随机数长度不符合规定。"),
    "wrong_files": _("密封文件里的附件清单不符合格式规定。"),
    "digest_mismatch": _("打开后的内容与提交时回执记载的摘要不一致。"),
}


class EnvelopeError(Exception):
    """An envelope that is not what the format says; `code` names the fault, `sentence` tells it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.code])


@dataclass(frozen=True, kw_only=True)
class Payload:
    """What a bidder sealed: the kind of submission, for which package, by whom, and the fields as typed."""

    kind: str
    package: str
    bidder: str
    nonce: str
    fields: dict[str, str]
    files: tuple[AttachedFile, ...] = ()

    @classmethod
    def new(
        cls,
        *,
        kind: str,
        package: str,
        bidder: str,
        fields: dict[str, str],
        files: Iterable[AttachedFile] = (),
    ) -> "Payload":
        nonce = _encode(secrets.token_bytes(NONCE_BYTES))
        return cls(
            kind=kind, package=package, bidder=bidder, nonce=nonce, fields=dict(fields), files=tuple(files)
        )

    def as_bytes(self) -> bytes:
        """Canonical JSON (RFC 8785) in UTF-8: the bytes that the plaintext digest is over."""
        members = {"format": FORMAT, "suite": SUITE, "kind": self.kind, "package": self.package}
        members |= {"bidder": self.bidder, "nonce": self.nonce, "fields": self.fields}
        members["files"] = [file.as_members() for file in self.files]
        text = json.dumps(members, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return text.encode("utf-8")


@dataclass(frozen=True, kw_only=True)
class Digests:
    """SHA-256 in hexadecimal of the outer token's ASCII bytes and of the plaintext bytes."""

    ciphertext: str
    plaintext: str


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """A finished envelope as a client holds it; only `token` and `digests` ever leave the bidder."""

    token: str
    inner: str
    plaintext: bytes
    digests: Digests


def new_phrase() -> str:
    """A random opening phrase of 25 digits (83 bits) in five groups, as printed on the key sheet."""
    digits = f"{secrets.randbelow(10**PHRASE_DIGITS):0{PHRASE_DIGITS}d}"
    step = PHRASE_GROUP_DIGITS
    return " ".join(digits[start : start + step] for start in range(0, PHRASE_DIGITS, step))


def normalise_phrase(phrase: str) -> str:
    """The 25 digits of a phrase as typed; full-width digits, spaces and hyphens are forgiven."""
    digits = re.sub(r"[\s\-‐-―_,.，。、]", "", unicodedata.normalize("NFKC", phrase[:200]))
    if not re.fullmatch(rf"[0-9]{{{PHRASE_DIGITS}}}", digits):
        raise EnvelopeError("phrase_malformed")
    return digits


def thumbprint(public_jwk: dict[str, Any]) -> str:
    """The RFC 7638 thumbprint by which an envelope names its opening key."""
    return ECKey.import_key(dict(public_jwk)).thumbprint()


def seal(payload: Payload, phrase: str, public_jwk: dict[str, Any]) -> Sealed:
    """Lock a payload with the phrase, then with the package's opening key: the reference client."""
    plaintext = payload.as_bytes()
    if len(plaintext) > MAX_PLAINTEXT:
        raise EnvelopeError("too_large")
    parse_payload(plaintext, package=payload.package, bidder=payload.bidder, kind=payload.kind)
    inner = _lock(
        {"alg": INNER_ALGORITHM, "enc": ENCRYPTION, "p2c": ITERATIONS},
        plaintext,
        OctKey.import_key(normalise_phrase(phrase).encode("ascii")),
    )
    key = ECKey.import_key(dict(public_jwk))
    outer_header = {"alg": OUTER_ALGORITHM, "enc": ENCRYPTION, "kid": key.thumbprint()}
    token = _lock(outer_header, inner.encode("ascii"), key)
    return Sealed(
        token=token, inner=inner, plaintext=plaintext, digests=digests(token=token, plaintext=plaintext)
    )


def digests(*, token: str, plaintext: bytes) -> Digests:
    """Both digests that a receipt fixes."""
    return Digests(ciphertext=ciphertext_digest(token), plaintext=plaintext_digest(plaintext))


def ciphertext_digest(token: str) -> str:
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def plaintext_digest(plaintext: bytes) -> str:
    return hashlib.sha256(plaintext).hexdigest()


def check_digest(plaintext: bytes, expected: str) -> None:
    """The opened bytes are those the receipt fixed; a GCM ciphertext alone commits to nothing."""
    if not DIGEST.fullmatch(expected) or not secrets.compare_digest(plaintext_digest(plaintext), expected):
        raise EnvelopeError("digest_mismatch")


def check_outer(token: str, kid: str) -> None:
    """All that can be known of an envelope without a key: form, size, algorithms, and whose key it is for."""
    header, ciphertext_bytes = _anatomy(token, MAX_OUTER, OUTER_ALGORITHM, OUTER_HEADER)
    if header["kid"] != kid:
        raise EnvelopeError("wrong_key")
    _check_ephemeral_key(header["epk"])
    if not 0 < ciphertext_bytes <= MAX_INNER:
        raise EnvelopeError("too_large" if ciphertext_bytes else "malformed")


def check_inner(token: str) -> None:
    """The inner lock is the prescribed one, with exactly the prescribed work for each guess at the phrase."""
    header, ciphertext_bytes = _anatomy(token, MAX_INNER, INNER_ALGORITHM, INNER_HEADER)
    if type(header["p2c"]) is not int or header["p2c"] != ITERATIONS:
        raise EnvelopeError("wrong_iterations")
    if not isinstance(header["p2s"], str) or len(_decode(header["p2s"])) not in SALT_BYTES:
        raise EnvelopeError("malformed")
    if not 0 < ciphertext_bytes <= MAX_PLAINTEXT:
        raise EnvelopeError("too_large" if ciphertext_bytes else "malformed")


def open_outer(token: str, private_jwk: dict[str, Any]) -> str:
    """Take off the outer lock; what comes out is still locked with the bidder's phrase."""
    key = ECKey.import_key(dict(private_jwk))
    check_outer(token, key.thumbprint())
    inner = _unlock(token, key, OUTER_ALGORITHM, code="outer_unopened")
    if not inner.isascii():
        raise EnvelopeError("malformed")
    return inner.decode("ascii")


def open_inner(token: str, phrase: str) -> bytes:
    """Take off the inner lock: for rehearsals and tests; at an opening the bidder's browser does it."""
    digits = normalise_phrase(phrase)
    check_inner(token)
    return _unlock(token, OctKey.import_key(digits.encode("ascii")), INNER_ALGORITHM, code="inner_unopened")


def read_posted(encoded: str) -> bytes:
    """The opened bytes as a browser posts them: base64url, since forms rewrite line ends."""
    if len(encoded) > MAX_POSTED:
        raise EnvelopeError("too_large")
    return _decode(encoded)


def parse_payload(plaintext: bytes, *, package: str, bidder: str, kind: str) -> Payload:
    """Read opened bytes strictly: nothing twice, missing or beyond the format, and for this submission.

    Order and spacing are not judged: the digest has fixed the bytes, and no lawful bid should fail on them.
    """
    if len(plaintext) > MAX_PLAINTEXT:
        raise EnvelopeError("too_large")
    members = _strict_json(plaintext, code="payload_malformed")
    if not isinstance(members, dict):
        raise EnvelopeError("payload_malformed")
    if members.get("format") != FORMAT:
        raise EnvelopeError("wrong_format")
    if members.keys() != PAYLOAD_MEMBERS:
        raise EnvelopeError("wrong_members")
    expected = {"suite": SUITE, "kind": kind, "package": package, "bidder": bidder}
    for name, value in expected.items():
        if members[name] != value:
            raise EnvelopeError(f"wrong_{name}")
    _check_nonce(members["nonce"])
    _check_fields(members["fields"])
    return Payload(
        kind=kind,
        package=package,
        bidder=bidder,
        nonce=members["nonce"],
        fields=members["fields"],
        files=_read_files(members["files"]),
    )


def _lock(header: dict[str, Any], plaintext: bytes, key: ECKey | OctKey) -> str:
    return jwe.encrypt_compact(header, plaintext, key, algorithms=[header["alg"], header["enc"]])


def _unlock(token: str, key: ECKey | OctKey, algorithm: str, *, code: str) -> bytes:
    try:
        opened = jwe.decrypt_compact(token, key, algorithms=[algorithm, ENCRYPTION])
    except (JoseError, ValueError):
        raise EnvelopeError(code) from None
    return opened.plaintext


def _anatomy(token: str, limit: int, algorithm: str, members: frozenset[str]) -> tuple[dict[str, Any], int]:
    """Header and ciphertext length of a compact JWE; lengths first, so that junk costs next to nothing."""
    if not isinstance(token, str) or not token.isascii():
        raise EnvelopeError("malformed")
    if len(token) > limit:
        raise EnvelopeError("too_large")
    parts = token.split(".", 5)
    if len(parts) != 5 or len(parts[0]) > MAX_HEADER:
        raise EnvelopeError("malformed")
    raw_header, wrapped_key, iv, ciphertext, tag = (_decode(part) for part in parts)
    header = _strict_json(raw_header, code="malformed")
    if not isinstance(header, dict):
        raise EnvelopeError("malformed")
    _check_suite(header, algorithm=algorithm, members=members)
    if (len(wrapped_key), len(iv), len(tag)) != (WRAPPED_KEY_BYTES, IV_BYTES, TAG_BYTES):
        raise EnvelopeError("malformed")
    return header, len(ciphertext)


def _check_suite(header: dict[str, Any], *, algorithm: str, members: frozenset[str]) -> None:
    if "zip" in header:
        raise EnvelopeError("compressed")
    if header.get("alg") != algorithm or header.get("enc") != ENCRYPTION:
        raise EnvelopeError("wrong_algorithm")
    if header.keys() - members:
        raise EnvelopeError("extra_headers")
    if header.keys() != members:
        raise EnvelopeError("malformed")


def _check_ephemeral_key(epk: Any) -> None:
    """A point off the curve would only show at the opening, when the bidder can no longer mend it."""
    if not isinstance(epk, dict) or not all(isinstance(value, str) for value in epk.values()):
        raise EnvelopeError("malformed")
    if epk.keys() - {"kty", "crv", "x", "y"}:
        raise EnvelopeError("extra_headers")
    if (epk.get("kty"), epk.get("crv")) != ("EC", "P-256"):
        raise EnvelopeError("wrong_algorithm")
    if any(len(_decode(epk.get(coordinate, ""))) != 32 for coordinate in ("x", "y")):
        raise EnvelopeError("malformed")
    try:
        ECKey.import_key(epk)
    except (JoseError, ValueError):
        raise EnvelopeError("malformed") from None


def _check_nonce(nonce: Any) -> None:
    try:
        is_whole = isinstance(nonce, str) and len(_decode(nonce)) == NONCE_BYTES
    except EnvelopeError:
        is_whole = False
    if not is_whole:
        raise EnvelopeError("wrong_nonce")


def _check_fields(fields: Any) -> None:
    if not isinstance(fields, dict) or len(fields) > MAX_FIELDS:
        raise EnvelopeError("wrong_members")
    for name, value in fields.items():
        if not FIELD_NAME.fullmatch(name) or not isinstance(value, str) or "\0" in value:
            raise EnvelopeError("wrong_members")


def _read_files(listed: Any) -> tuple[AttachedFile, ...]:
    try:
        return sealing.read_list(listed)
    except ValueError:
        raise EnvelopeError("wrong_files") from None


def _strict_json(raw: bytes, *, code: str) -> Any:
    """JSON in UTF-8 with every name once, no numbers but plain integers, no lone surrogates."""

    def refuse(number: str) -> NoReturn:
        raise EnvelopeError(code)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) != len(pairs):
            raise EnvelopeError("duplicate_names")
        return members

    try:
        text = raw.decode("utf-8")
        value = json.loads(text, object_pairs_hook=once, parse_float=refuse, parse_constant=refuse)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise EnvelopeError(code) from None
    return value


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _decode(text: str) -> bytes:
    """Base64url without padding, in its one canonical spelling; two would be two digests of one bid."""
    if not BASE64URL.fullmatch(text):
        raise EnvelopeError("malformed")
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise EnvelopeError("malformed") from None
    if _encode(raw) != text:
        raise EnvelopeError("malformed")
    return raw
