"""Checks what the portal signs and proves, without the portal: Python and `cryptography` are all it needs.

    python check_ledger.py head        keys.json head.jws
    python check_ledger.py inclusion   keys.json inclusion.json [entry.json]
    python check_ledger.py consistency keys.json consistency.json
    python check_ledger.py receipt     keys.json receipt.jws [inclusion.json]

`keys.json` are the public keys (a JWK set): take them once, from two places that do not belong together, and
keep them. The formats are those of RFC 7515 (signatures) and RFC 9162, section 2.1 (the tree), described in
docs/developers/ledger.md. The exit code is 0 only if everything was found in order.
"""

import hashlib
import json
import sys
from base64 import urlsafe_b64decode
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

HEAD, RECEIPT = "portal-tree-head", "portal-receipt"
COORDINATE = 32


class Wrong(Exception):
    """What was found not to be in order."""


def signed(token: str, keys: dict, *, typ: str) -> dict:
    """What a compact JWS says, if one of the keys signed it as this kind of statement."""
    try:
        head, body, signature = token.strip().split(".")
        header, raw = json.loads(decoded(head)), decoded(signature)
    except ValueError as error:
        raise Wrong("不是完整的签名文件") from error
    if header.get("alg") != "ES256" or header.get("typ") != typ or len(raw) != 2 * COORDINATE:
        raise Wrong("签名文件的种类或算法不对")
    key = next((key for key in keys["keys"] if key.get("kid") == header.get("kid")), None)
    if key is None:
        raise Wrong("签名所用的密钥不在公钥文件中")
    r, s = (int.from_bytes(half) for half in (raw[:COORDINATE], raw[COORDINATE:]))
    try:
        public_key(key).verify(
            utils.encode_dss_signature(r, s), f"{head}.{body}".encode(), ec.ECDSA(SHA256())
        )
    except InvalidSignature as error:
        raise Wrong("签名不成立，内容被改动过或者不是平台签发的") from error
    return json.loads(decoded(body))


def public_key(key: dict) -> ec.EllipticCurvePublicKey:
    """A P-256 key from its JWK."""
    x, y = (int.from_bytes(decoded(key[name])) for name in ("x", "y"))
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def leaf_hash(entry: dict) -> str:
    """The hash of a ledger entry: SHA-256 over a zero byte and its canonical JSON."""
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(b"\x00" + text.encode()).hexdigest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_by_inclusion(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that a leaf and its path give (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        raise Wrong("存证序号不在树的大小之内")
    at, last, value = index, size - 1, leaf
    for other in path:
        if last == 0:
            raise Wrong("证明太长")
        if at % 2 or at == last:
            value = node(other, value)
            while not at % 2 and at:
                at, last = at // 2, last // 2
        else:
            value = node(value, other)
        at, last = at // 2, last // 2
    if last:
        raise Wrong("证明太短")
    return value


def roots_by_consistency(first: int, second: int, root: bytes, path: list[bytes]) -> tuple[bytes, bytes]:
    """The roots of both trees that a proof gives, the first one's known (RFC 9162, 2.1.4.2)."""
    if not 0 < first <= second:
        raise Wrong("第一个树头不能比第二个大")
    if first == second:
        if path:
            raise Wrong("证明太长")
        return root, root
    path = [root, *path] if first & (first - 1) == 0 else path
    if not path:
        raise Wrong("证明太短")
    at, last = first - 1, second - 1
    while at % 2:
        at, last = at // 2, last // 2
    old = new = path[0]
    for other in path[1:]:
        if last == 0:
            raise Wrong("证明太长")
        if at % 2 or at == last:
            old, new = node(other, old), node(other, new)
            while not at % 2 and at:
                at, last = at // 2, last // 2
        else:
            new = node(new, other)
        at, last = at // 2, last // 2
    if last:
        raise Wrong("证明太短")
    return old, new


def check_head(token: str, keys: dict) -> dict:
    """A signed head."""
    return signed(token, keys, typ=HEAD)


def check_inclusion(proof: dict, keys: dict, entry: dict | None = None) -> dict:
    """That a leaf is in the tree of a signed head; with an entry, that the leaf is that entry's."""
    head = check_head(proof["head"], keys)
    if entry is not None and leaf_hash(entry["entry"]) != proof["leaf_hash"]:
        raise Wrong("记录的内容与存证摘要不符")
    path = [bytes.fromhex(value) for value in proof["path"]]
    leaf = bytes.fromhex(proof["leaf_hash"])
    root = root_by_inclusion(leaf, proof["leaf_index"], head["tree_size"], path)
    if root.hex() != head["root_hash"]:
        raise Wrong("按证明算出的根摘要与树头不符")
    return head


def check_consistency(proof: dict, keys: dict) -> tuple[dict, dict]:
    """That the second of two signed heads only added to the first."""
    first, second = (check_head(proof[name], keys) for name in ("first", "second"))
    path = [bytes.fromhex(value) for value in proof["path"]]
    known = bytes.fromhex(first["root_hash"])
    old, new = roots_by_consistency(first["tree_size"], second["tree_size"], known, path)
    if (old.hex(), new.hex()) != (first["root_hash"], second["root_hash"]):
        raise Wrong("两个树头不是同一棵树：中间的记录被改动或者删除过")
    return first, second


def check_receipt(token: str, keys: dict, proof: dict | None = None) -> dict:
    """A receipt; with a proof, that its entry is in the tree of a signed head."""
    receipt = signed(token, keys, typ=RECEIPT)
    if proof is not None:
        if proof["leaf_hash"] != receipt["ledger_leaf"]:
            raise Wrong("证明不是这张回执的")
        check_inclusion(proof, keys)
    return receipt


def decoded(text: str) -> bytes:
    """Base64url without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def main(what: str, keys_file: str, *files: str) -> None:
    """Check the files and print what they say."""
    keys, *texts = (Path(file).read_text("utf-8") for file in (keys_file, *files))
    checks = {
        "head": (check_head, (str,)),
        "inclusion": (check_inclusion, (json.loads, json.loads)),
        "consistency": (check_consistency, (json.loads,)),
        "receipt": (check_receipt, (str, json.loads)),
    }
    check, readers = checks[what]
    subject, *others = (read(text) for read, text in zip(readers, texts, strict=False))
    print(json.dumps(check(subject, json.loads(keys), *others), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (TypeError, KeyError, ValueError, OSError) as error:
        sys.exit(f"不能核验：{error!r}\n{__doc__}")
    except Wrong as error:
        sys.exit(f"核验不通过：{error}")
    print("核验通过")
