"""The sealed envelope: what opens it, what does not, and what is read from it."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from joserfc.jwk import ECKey
from jwcrypto import jwa as jwcrypto_jwa
from jwcrypto import jwe as jwcrypto_jwe
from jwcrypto import jwk as jwcrypto_jwk

from procurement.bidding import envelope
from procurement.bidding.envelope import Payload
from tests.procurement.bidding.sealed import (
    BIDDER,
    KID,
    PACKAGE,
    PAYLOAD,
    PHRASE,
    PRIVATE_JWK,
    PUBLIC_JWK,
    SEALED,
    encode,
    header_of,
    parse,
    refused,
    with_header,
)

# Opening


def test_both_locks_off_gives_back_what_was_sealed():
    envelope.check_outer(SEALED.token, KID)
    inner = envelope.open_outer(SEALED.token, PRIVATE_JWK)
    envelope.check_inner(inner)
    plaintext = envelope.open_inner(inner, PHRASE)
    envelope.check_digest(plaintext, SEALED.digests.plaintext)
    assert parse(plaintext) == PAYLOAD


def test_opening_key_alone_shows_only_another_lock():
    inner = envelope.open_outer(SEALED.token, PRIVATE_JWK)
    assert header_of(inner)["alg"] == "PBES2-HS512+A256KW"
    assert refused(envelope.open_inner, inner, "00000 00000 00000 00000 00000") == "inner_unopened"
    assert "936000" not in inner


def test_phrase_alone_does_not_open():
    assert refused(envelope.open_inner, SEALED.token, PHRASE) in ("malformed", "wrong_algorithm")


def test_key_of_another_package_does_not_open():
    other = ECKey.generate_key("P-256").as_dict(private=True)
    assert refused(envelope.open_outer, SEALED.token, other) == "wrong_key"
    posing = with_header(SEALED.token, header_of(SEALED.token) | {"kid": envelope.thumbprint(other)})
    assert refused(envelope.open_outer, posing, other) == "outer_unopened"


def test_two_seals_of_one_payload_differ_but_for_the_plaintext_digest():
    again = envelope.seal(PAYLOAD, PHRASE, PUBLIC_JWK)
    assert again.token != SEALED.token
    assert again.digests.ciphertext != SEALED.digests.ciphertext
    assert again.digests.plaintext == SEALED.digests.plaintext


def test_another_plaintext_is_caught_by_the_digest():
    other = Payload.new(kind="response", package=PACKAGE, bidder=BIDDER, fields={"price": "1.00"})
    assert refused(envelope.check_digest, other.as_bytes(), SEALED.digests.plaintext) == "digest_mismatch"
    assert refused(envelope.check_digest, SEALED.plaintext, "") == "digest_mismatch"


def test_largest_payload_fits_and_one_byte_more_does_not():
    room = envelope.MAX_PLAINTEXT - len(
        Payload.new(kind="response", package=PACKAGE, bidder=BIDDER, fields={"plan": ""}).as_bytes()
    )
    largest = Payload.new(kind="response", package=PACKAGE, bidder=BIDDER, fields={"plan": "a" * room})
    sealed = envelope.seal(largest, PHRASE, PUBLIC_JWK)
    assert envelope.open_inner(envelope.open_outer(sealed.token, PRIVATE_JWK), PHRASE) == largest.as_bytes()
    beyond = Payload.new(kind="response", package=PACKAGE, bidder=BIDDER, fields={"plan": "a" * (room + 1)})
    assert refused(envelope.seal, beyond, PHRASE, PUBLIC_JWK) == "too_large"


# An independent implementation


def test_jwcrypto_opens_ours(monkeypatch):
    monkeypatch.setattr(jwcrypto_jwa, "default_max_pbkdf2_iterations", envelope.ITERATIONS)
    algorithms = ["ECDH-ES+A256KW", "PBES2-HS512+A256KW", "A256GCM"]
    outer = jwcrypto_jwe.JWE(algs=algorithms)
    outer.deserialize(SEALED.token, key=jwcrypto_jwk.JWK(**PRIVATE_JWK))
    inner = jwcrypto_jwe.JWE(algs=algorithms)
    password = jwcrypto_jwk.JWK.from_password(envelope.normalise_phrase(PHRASE))
    inner.deserialize(outer.payload.decode(), key=password)
    assert inner.payload == SEALED.plaintext


def test_the_client_printed_in_the_docs_is_accepted(monkeypatch):
    monkeypatch.setattr(jwcrypto_jwa, "default_max_pbkdf2_iterations", envelope.ITERATIONS)
    page = (settings.BASE_DIR / "docs" / "developers" / "sealed-bid-format.md").read_text("utf-8")
    printed: dict[str, Any] = {}
    exec(re.search(r"```python\n(.+?)```", page, re.S).group(1), printed)
    digits = envelope.normalise_phrase(PHRASE)
    token = printed["seal"](PAYLOAD.as_bytes(), digits, encode(bytes(range(16))), PUBLIC_JWK)
    envelope.check_outer(token, KID)
    opened = envelope.open_inner(envelope.open_outer(token, PRIVATE_JWK), PHRASE)
    assert parse(opened) == PAYLOAD


def test_every_fault_is_in_the_docs():
    page = (settings.BASE_DIR / "docs" / "developers" / "sealed-bid-format.md").read_text("utf-8")
    assert [code for code in envelope.SENTENCES if f"`{code}`" not in page] == []


# The payload


def members(**changed: Any) -> dict[str, Any]:
    return json.loads(SEALED.plaintext) | changed


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"format": "portal-sealed-bid/2"}, "wrong_format"),
        ({"format": None}, "wrong_format"),
        ({"suite": "gm-1"}, "wrong_suite"),
        ({"kind": "final_quote"}, "wrong_kind"),
        ({"package": "430100-2026-0217-2"}, "wrong_package"),
        ({"bidder": "51430000500999999X"}, "wrong_bidder"),
        ({"nonce": ""}, "wrong_nonce"),
        ({"nonce": encode(bytes(31))}, "wrong_nonce"),
        ({"nonce": encode(bytes(33))}, "wrong_nonce"),
        ({"nonce": "!" * 43}, "wrong_nonce"),
        ({"nonce": 1}, "wrong_nonce"),
        ({"fields": []}, "wrong_members"),
        ({"fields": {"price": 1}}, "wrong_members"),
        ({"fields": {"price": {"a": "b"}}}, "wrong_members"),
        ({"fields": {"Price": "1"}}, "wrong_members"),
        ({"fields": {"__class__": "1"}}, "wrong_members"),
        ({"fields": {"note": "a\0b"}}, "wrong_members"),
        ({"fields": {f"f{n}": "" for n in range(envelope.MAX_FIELDS + 1)}}, "wrong_members"),
        ({"files": [{"name": "a.pdf"}]}, "wrong_files"),
        ({"files": None}, "wrong_files"),
        ({"remark": ""}, "wrong_members"),
    ],
)
def test_payload_other_than_prescribed_is_refused(changed, code):
    assert refused(parse, json.dumps(members(**changed)).encode()) == code


@pytest.mark.parametrize("name", sorted(envelope.PAYLOAD_MEMBERS))
def test_payload_with_a_member_missing_is_refused(name):
    rest = {key: value for key, value in members().items() if key != name}
    assert refused(parse, json.dumps(rest).encode()) in ("wrong_members", "wrong_format")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "payload_malformed"),
        (b"[]", "payload_malformed"),
        (b"\xff", "payload_malformed"),
        (b"[" * 30_000, "payload_malformed"),
        (b'{"a":1.5}', "payload_malformed"),
        (b'{"a":Infinity}', "payload_malformed"),
        (b'{"a":"\\ud800"}', "payload_malformed"),
        (b'{"a":' + b"1" * 20_000 + b"}", "payload_malformed"),
        (b" " * (envelope.MAX_PLAINTEXT + 1), "too_large"),
        (SEALED.plaintext + b"{}", "payload_malformed"),
    ],
)
def test_bytes_that_are_no_payload_are_refused(raw, code):
    assert refused(parse, raw) == code


def test_price_given_twice_is_refused():
    twice = SEALED.plaintext.replace(b'"price":', b'"price":"1.00","price":', 1)
    assert refused(parse, twice) == "duplicate_names"
    kinds = SEALED.plaintext.replace(b'"kind":', b'"kind":"response","kind":', 1)
    assert refused(parse, kinds) == "duplicate_names"


def test_order_and_spacing_do_not_cost_a_lawful_bid():
    shuffled = dict(reversed(members().items()))
    assert parse(json.dumps(shuffled, indent=2).encode()) == PAYLOAD


def test_payload_is_written_canonically():
    text = SEALED.plaintext.decode()
    assert re.match(r'\{"bidder":"[^"]+","fields":\{"plan":"上门照护，每周三次","price":"936000.00"\},', text)
    assert Payload(
        kind="response", package="p", bidder="b", nonce="n", fields={"z": "\u2028\x07\n/"}
    ).as_bytes() == (
        b'{"bidder":"b","fields":{"z":"\xe2\x80\xa8\\u0007\\n/"},"files":[],"format":"portal-sealed-bid/1",'
        b'"kind":"response","nonce":"n","package":"p","suite":"intl-1"}'
    )


def test_client_does_not_seal_what_could_not_be_read_later():
    payload = Payload.new(kind="response", package=PACKAGE, bidder=BIDDER, fields={"Price": "1"})
    assert refused(envelope.seal, payload, PHRASE, PUBLIC_JWK) == "wrong_members"


# The phrase


def test_phrase_is_twenty_five_digits_in_five_groups():
    phrases = {envelope.new_phrase() for _ in range(200)}
    assert len(phrases) == 200
    assert all(re.fullmatch(r"[0-9]{5}( [0-9]{5}){4}", phrase) for phrase in phrases)


@pytest.mark.parametrize(
    "typed",
    [
        "4821390576318420765926310",
        " 48213-90576-31842-07659-26310\n",
        "４８２１３　９０５７６　３１８４２　０７６５９　２６３１０",
        "48213，90576，31842，07659，26310",
    ],
)
def test_phrase_as_people_type_it_is_understood(typed):
    assert envelope.normalise_phrase(typed) == "4821390576318420765926310"


@pytest.mark.parametrize(
    "typed", ["", "48213", "48213 90576 31842 07659 2631O", "4" * 26, "4" * 10_000, "٤" * 25]
)
def test_phrase_of_another_shape_is_refused(typed):
    assert refused(envelope.normalise_phrase, typed) == "phrase_malformed"


def test_every_code_that_is_raised_has_a_sentence():
    with open(envelope.__file__, encoding="utf-8") as source:
        raised = set(re.findall(r'(?:EnvelopeError\(|code=)"(\w+)"', source.read()))
    named = raised | {f"wrong_{name}" for name in ("suite", "kind", "package", "bidder")}
    assert named <= set(envelope.SENTENCES)
