"""Bids without a browser: seals, submits through the interface, keeps the receipt, unlocks at the opening.

    export PORTAL_TOKEN=...                     # the token of a person who bids for the organisation
    python bid_client.py packages PORTAL
    python bid_client.py fields   PORTAL PACKAGE
    python bid_client.py submit   PORTAL PACKAGE fields.json FOLDER [plan=plan.pdf ...]
    python bid_client.py unlock   PORTAL RECEIPT FOLDER

PORTAL is the address (https://…), FOLDER a private folder of your own: the phrase is written there before
anything is sent, then the receipt. The file fields.json holds one object, whose names `fields` tells; behind
FOLDER come files, each with the part of the bid that it is for. Sending again replaces the bid before. With
`--final-quote` everything is about the final quote. The phrase is also sealed to the custodian whom the
notice names, if any; with `--no-second-key` it is not, and who loses it cannot open the bid. Python and
`jwcrypto` are all it needs; what it makes is described in docs/developers/sealed-bid-format.md.
"""

import base64
import hashlib
import json
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from jwcrypto import jwa, jwe, jwk

INNER, OUTER, CONTENT = "PBES2-HS512+A256KW", "ECDH-ES+A256KW", "A256GCM"
ALGORITHMS = [INNER, OUTER, CONTENT]
ROUNDS, DIGITS, LARGEST = 210_000, 25, 32 * 1024
CHUNK, TAG = 1024 * 1024, 16
# How often a question is asked where the line or the portal fails, with growing waits of this many seconds.
TRIES, WAIT = 6, 2
PREFIX = "/api/v1/bidding"
jwa.default_max_pbkdf2_iterations = ROUNDS
TOO_MANY, FAULT = 429, 500
# What the portal learns of a file.
SEEN = ("id", "sealed_size", "sealed_sha256")
# Takes method, address, headers and body; gives status and body.
Send = Callable[[str, str, dict, bytes | None], tuple[int, bytes]]


class Refused(Exception):
    """The portal's answer where it does not do what was asked."""


class Busy(Refused):
    """It could not answer now: too many questions, or a fault of its own. Asking again may help."""


@dataclass
class Bid:
    """A sealed bid. Only `posted()` may leave this machine."""

    phrase: str
    plaintext: bytes
    envelope: str
    custody: str = ""

    def posted(self) -> dict:
        """What the portal gets."""
        said = json.loads(self.plaintext)
        return {
            **{name: said[name] for name in ("bidder", "package", "kind")},
            "envelope": self.envelope,
            "ciphertext_sha256": sha256(self.envelope.encode()),
            "plaintext_sha256": sha256(self.plaintext),
            "files": [{name: file[name] for name in SEEN} for file in said["files"]],
            "custody": self.custody,
        }


def seal(
    to_seal: dict,
    fields: dict[str, str],
    files: Sequence[dict] = (),
    *,
    phrase: str = "",
    second_key: bool = True,
) -> Bid:
    """Lock the fields with a new phrase, then with the opening key that the portal's answer names."""
    phrase = phrase or "".join(str(secrets.randbelow(10)) for _digit in range(DIGITS))
    plaintext = canonical(payload(to_seal, fields, files))
    if len(plaintext) > LARGEST:
        raise ValueError(f"内容有 {len(plaintext)} 字节，最多 {LARGEST} 字节；较大的内容请作为附件。")
    header = {"alg": INNER, "enc": CONTENT, "p2c": ROUNDS, "p2s": encoded(secrets.token_bytes(16))}
    inner = lock(plaintext, header, jwk.JWK.from_password(phrase))
    key = jwk.JWK(**to_seal["opening_key"])
    outer = lock(inner.encode(), {"alg": OUTER, "enc": CONTENT, "kid": key.thumbprint()}, key)
    if opened(inner, phrase) != plaintext:
        raise ValueError("试开没有成功，请重新密封。")
    return Bid(phrase, plaintext, outer, custody_part(to_seal, plaintext, phrase) if second_key else "")


def custody_part(to_seal: dict, plaintext: bytes, phrase: str) -> str:
    """The phrase sealed to the custodian; empty where the package has none."""
    if not to_seal["custodian"]:
        return ""
    about = {name: to_seal[name] for name in ("kind", "package", "bidder")}
    about |= {"format": "portal-custody/1", "plaintext_sha256": sha256(plaintext), "phrase": phrase}
    key = jwk.JWK(**to_seal["custodian"]["public_jwk"])
    return lock(canonical(about), {"alg": OUTER, "enc": CONTENT, "kid": key.thumbprint()}, key)


def payload(to_seal: dict, fields: dict[str, str], files: Sequence[dict]) -> dict:
    """The members of the plaintext."""
    return {
        "format": "portal-sealed-bid/1",
        "suite": "intl-1",
        **{name: to_seal[name] for name in ("kind", "package", "bidder")},
        "nonce": encoded(secrets.token_bytes(32)),
        "fields": fields,
        "files": list(files),
    }


def opened(inner: str, phrase: str) -> bytes:
    """What the inner lock holds."""
    token = jwe.JWE(algs=ALGORITHMS)
    token.deserialize(inner, key=jwk.JWK.from_password(phrase))
    return token.payload


def lock(content: bytes, header: dict, key: jwk.JWK) -> str:
    """A compact JWE."""
    return jwe.JWE(content, json.dumps(header), algs=ALGORITHMS, recipient=key).serialize(compact=True)


def canonical(members: dict) -> bytes:
    """JSON as RFC 8785 writes it; there are no numbers but whole ones in it."""
    return json.dumps(members, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def sha256(content: bytes) -> str:
    """In hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def encoded(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def over_http(method: str, address: str, headers: dict, body: bytes | None) -> tuple[int, bytes]:
    """Through the standard library."""
    try:
        with urlopen(Request(address, body, headers, method=method), timeout=60) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()


class Portal:
    """The interface, as one person's token opens it."""

    def __init__(self, address: str, token: str, *, send: Send = over_http):
        self.address = address.rstrip("/") + PREFIX
        self.headers = {"Authorization": f"Token {token}", "Accept": "application/json"}
        self.send = send

    def again(self, method: str, path: str, members: dict) -> dict:
        """Ask what may be asked twice: again when the line breaks or the portal cannot answer now."""
        return patiently(lambda: self.ask(method, path, members))

    def ask(self, method: str, path: str, members: dict | None = None) -> dict:
        """One question; Refused with the portal's own words."""
        if members is None:
            return self.say(method, path, None, {})
        return self.say(method, path, json.dumps(members).encode(), {"Content-Type": "application/json"})

    def say(self, method: str, path: str, body: bytes | None, headers: dict) -> dict:
        """The same with a body of any kind; Busy for what may go away by itself."""
        status, answer = self.send(method, f"{self.address}{path}", {**self.headers, **headers}, body)
        if status == TOO_MANY or status >= FAULT:
            raise Busy(f"平台现在不能回答（{status}），请稍后再试")
        try:
            said = json.loads(answer or b"{}")
        except ValueError:
            raise Refused(f"平台的回答不能读取（{status}）") from None
        if status >= 400:
            raise Refused("\n".join(reasons(said)) or str(status))
        return said

    def packages(self) -> list[dict]:
        """The packages whose document one's organisation has."""
        return self.ask("GET", "/packages/")["results"]

    def to_seal(self, package: str, kind: str = "response") -> dict:
        """Opening key, fields, closing time and eligibility."""
        return self.ask("GET", f"/packages/{package}/?kind={kind}")

    def attach(self, to_seal: dict, path: Path, part: str) -> dict:
        """Encrypt a file chunk by chunk and upload it; gives its entry for the bid, with the key."""
        size, key, number = path.stat().st_size, secrets.token_bytes(32), encoded(secrets.token_bytes(16))
        total = -(-size // CHUNK)
        sealed_size = size + TAG * total
        about = {name: to_seal[name] for name in ("kind", "package", "bidder")}
        plain, sealed = hashlib.sha256(), hashlib.sha256()
        with self.discarding([number]), open(path, "rb") as file:
            self.again("POST", "/files/", {**about, "file_id": number, "sealed_size": sealed_size})
            for index in range(total):
                content = file.read(CHUNK)
                bound = f"portal-sealed-file/1|{number}|{index}|{total}".encode()
                chunk = AESGCM(key).encrypt(index.to_bytes(12, "big"), content, bound)
                plain.update(content)
                sealed.update(chunk)
                self.put(f"/files/{number}/{index}/", chunk)
            self.again("POST", f"/files/{number}/finish/", {"sealed_sha256": sealed.hexdigest()})
        return {
            "id": number,
            "name": path.name,
            "part": part,
            "size": size,
            "sha256": plain.hexdigest(),
            "sealed_size": sealed_size,
            "sealed_sha256": sealed.hexdigest(),
            "chunk_size": CHUNK,
            "chunks": total,
            "key": encoded(key),
        }

    def put(self, path: str, chunk: bytes) -> None:
        """Send a chunk: twice is as good as once."""
        headers = {"Content-Type": "application/octet-stream", "X-Chunk-Sha256": sha256(chunk)}
        patiently(lambda: self.say("PUT", path, chunk, headers))

    @contextmanager
    def discarding(self, numbers: list[str]) -> Iterator[None]:
        """Take uploads back when it fails: they would count among what one bidder may upload."""
        try:
            yield
        except BaseException:
            for number in numbers:
                with suppress(OSError, Refused):
                    self.ask("DELETE", f"/files/{number}/")
            raise

    def submit(self, bid: Bid) -> dict:
        """Hand in a sealed bid; the answer has the receipt, the same one for the same bid."""
        return self.again("POST", "/submissions/", bid.posted())

    def receipt(self, number: str) -> dict:
        """An own submission with its receipt."""
        return self.ask("GET", f"/submissions/{number}/")

    def unlock(self, number: str, phrase: str) -> dict:
        """At the opening: take off the inner lock here and hand in what it held."""
        inner = self.ask("GET", f"/openings/{number}/")["inner"]
        plaintext = encoded(opened(inner, phrase))
        return self.ask("POST", f"/openings/{number}/unlock/", {"plaintext": plaintext})


def patiently(ask: Callable[[], dict]) -> dict:
    """Ask again and again, with growing waits; what the last try says counts."""
    for done in range(TRIES - 1):
        try:
            return ask()
        except (OSError, Busy):
            time.sleep(WAIT * 2**done)
    return ask()


def reasons(said: dict) -> list[str]:
    """Why it was refused, with article and remedy."""
    refusals = [f"{one['because']}{one['basis']} {one['remedy']}" for one in said.get("refusals", [])]
    faults = [f"{name}：{'、'.join(words)}" for name, words in said.get("fields", {}).items()]
    return refusals or faults or [said.get("message", "")]


def check_receipt(said: dict, bid: Bid) -> None:
    """That the receipt is about what was sent; docs/check_ledger.py checks its signature."""
    body = said["receipt"].split(".")[1]
    fixed = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    sent = bid.posted()
    sent["custody_sha256"] = sha256(bid.custody.encode()) if bid.custody else ""
    wrong = [name for name, value in sent.items() if name in fixed and fixed[name] != value]
    if wrong:
        raise Refused(f"回执与提交的内容不一致：{'、'.join(wrong)}")


def keep(folder: Path, name: str, text: str) -> Path:
    """A new file that only its owner can read; what is there already is never written over."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    return path


def submit(
    portal: Portal,
    to_seal: dict,
    fields: dict[str, str],
    folder: Path,
    files: Sequence[str] = (),
    **choices: bool,
) -> Path:
    """Upload the files, seal, keep the phrase, send, keep the receipt; without one no file stays there."""
    numbers: list[str] = []
    with portal.discarding(numbers):
        listed = []
        for part, _is, path in (word.partition("=") for word in files):
            listed.append(portal.attach(to_seal, Path(path), part))
            numbers.append(listed[-1]["id"])
        bid = seal(to_seal, fields, listed, **choices)
        keep(folder, f"{sha256(bid.envelope.encode())}.phrase", bid.phrase)
        said = portal.submit(bid)
    check_receipt(said, bid)
    return keep(folder, f"{said['receipt_number']}.jws", said["receipt"])


def unlock(portal: Portal, number: str, folder: Path) -> dict:
    """Unlock with the phrase that was kept for this receipt."""
    digest = portal.receipt(number)["ciphertext_sha256"]
    return portal.unlock(number, (folder / f"{digest}.phrase").read_text().strip())


def main(what: str, address: str, *words: str) -> object:
    """Do it; what is given back is printed."""
    kind = "final_quote" if "--final-quote" in words else "response"
    second_key = "--no-second-key" not in words
    words = tuple(word for word in words if not word.startswith("--"))
    portal = Portal(address, os.environ.get("PORTAL_TOKEN", ""))
    if what == "packages":
        return portal.packages()
    if what == "fields":
        return portal.to_seal(*words, kind)
    if what == "submit":
        package, fields, folder, *files = words
        typed = json.loads(Path(fields).read_text("utf-8"))
        to_seal = portal.to_seal(package, kind)
        return str(submit(portal, to_seal, typed, Path(folder), files, second_key=second_key))
    if what == "unlock":
        number, folder = words
        return unlock(portal, number, Path(folder))
    raise ValueError(what)


if __name__ == "__main__":
    try:
        print(json.dumps(main(*sys.argv[1:]), ensure_ascii=False, indent=1))
    except (TypeError, ValueError, OSError) as error:
        sys.exit(f"没有办成：{error}\n{__doc__}")
    except Refused as error:
        sys.exit(f"平台没有接受：\n{error}")
