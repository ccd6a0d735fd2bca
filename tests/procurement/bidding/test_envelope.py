"""The sealed envelope: what opens it, what does not, and every envelope that is refused."""

import base64
import json
import os
import re
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwe
from joserfc.jwk import ECKey, OctKey
from jwcrypto import jwa as jwcrypto_jwa
from jwcrypto import jwe as jwcrypto_jwe
from jwcrypto import jwk as jwcrypto_jwk

from procurement.bidding import envelope
from procurement.bidding.envelope import EnvelopeError, Payload

# `make proof` sets PORTAL_PROOF=1 and runs the counts of thousands in full; otherwise a tenth.
CASES = 10_000 if os.environ.get("PORTAL_PROOF") == "1" else 1_000

PACKAGE, BIDDER = "430100-2026-0217-1", "51430000500123456X"
PRIVATE_JWK = ECKey.generate_key("P-256").as_dict(private=True)
PUBLIC_JWK = {name: PRIVATE_JWK[name] for name in ("kty", "crv", "x", "y")}
KID = envelope.thumbprint(PUBLIC_JWK)
PHRASE = "48213 90576 31842 07659 26310"
PAYLOAD = Payload.new(
    kind="response",
    package=PACKAGE,
    bidder=BIDDER,
    fields={"price": "936000.00", "plan": "上门照护，每周三次"},
)
SEALED = envelope.seal(PAYLOAD, PHRASE, PUBLIC_JWK)


def encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def header_of(token: str) -> dict[str, Any]:
    segment = token.split(".")[0]
    return json.loads(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))


def with_header(token: str, header: Any) -> str:
    raw = header if isinstance(header, bytes) else json.dumps(header, separators=(",", ":")).encode()
    return ".".join([encode(raw), *token.split(".")[1:]])


def refused(check, *args, **kwargs) -> str:
    with pytest.raises(EnvelopeError) as caught:
        check(*args, **kwargs)
    assert caught.value.sentence.endswith("。")
    return caught.value.code


def parse(plaintext: bytes, **changed: str) -> Payload:
    return envelope.parse_payload(
        plaintext, **({"package": PACKAGE, "bidder": BIDDER, "kind": "response"} | changed)
    )


def inner_with_iterations(count: int) -> str:
    header = {"alg": "PBES2-HS512+A256KW", "enc": "A256GCM", "p2c": count}
    key = OctKey.import_key(envelope.normalise_phrase(PHRASE).encode())
    return jwe.encrypt_compact(header, b"{}", key, algorithms=["PBES2-HS512+A256KW", "A256GCM"])


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


def test_we_open_what_jwcrypto_seals(monkeypatch):
    monkeypatch.setattr(jwcrypto_jwa, "default_max_pbkdf2_iterations", envelope.ITERATIONS)
    algorithms = ["ECDH-ES+A256KW", "PBES2-HS512+A256KW", "A256GCM"]
    header = {"alg": "PBES2-HS512+A256KW", "enc": "A256GCM", "p2c": 210_000, "p2s": encode(bytes(range(16)))}
    password = jwcrypto_jwk.JWK.from_password(envelope.normalise_phrase(PHRASE))
    inner = jwcrypto_jwe.JWE(
        PAYLOAD.as_bytes(), protected=json.dumps(header), algs=algorithms, recipient=password
    )
    header = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "kid": KID}
    outer = jwcrypto_jwe.JWE(
        inner.serialize(compact=True).encode(),
        protected=json.dumps(header),
        algs=algorithms,
        recipient=jwcrypto_jwk.JWK(**PUBLIC_JWK),
    )
    token = outer.serialize(compact=True)
    envelope.check_outer(token, KID)
    opened = envelope.open_inner(envelope.open_outer(token, PRIVATE_JWK), PHRASE)
    assert parse(opened) == PAYLOAD


# The outer layer, as it is judged at submission


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"alg": "ECDH-ES"}, "wrong_algorithm"),
        ({"alg": "ECDH-ES+A128KW"}, "wrong_algorithm"),
        ({"alg": "RSA-OAEP"}, "wrong_algorithm"),
        ({"alg": "dir"}, "wrong_algorithm"),
        ({"alg": "none"}, "wrong_algorithm"),
        ({"alg": None}, "wrong_algorithm"),
        ({"alg": ["ECDH-ES+A256KW"]}, "wrong_algorithm"),
        ({"enc": "A128GCM"}, "wrong_algorithm"),
        ({"enc": "A256CBC-HS512"}, "wrong_algorithm"),
        ({"zip": "DEF"}, "compressed"),
        ({"zip": None}, "compressed"),
        ({"kid": "another"}, "wrong_key"),
        ({"kid": 7}, "wrong_key"),
        ({"crit": ["exp"]}, "extra_headers"),
        ({"cty": "JWT"}, "extra_headers"),
        ({"apu": "AA"}, "extra_headers"),
        ({"jku": "https://example.org/keys"}, "extra_headers"),
        ({"p2c": 10**9}, "extra_headers"),
        ({"epk": None}, "malformed"),
        ({"epk": {}}, "wrong_algorithm"),
        ({"epk": {"kty": "OKP", "crv": "X25519", "x": "AA"}}, "wrong_algorithm"),
        ({"epk": {"kty": "EC", "crv": "P-521", "x": "AA", "y": "AA"}}, "wrong_algorithm"),
        ({"epk": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}}, "malformed"),
        ({"epk": {"kty": "EC", "crv": "P-256", "x": encode(bytes(32)), "y": encode(bytes(32))}}, "malformed"),
        ({"epk": {"kty": "EC", "crv": "P-256", "x": 1, "y": 2}}, "malformed"),
        ({"epk": PRIVATE_JWK}, "extra_headers"),
    ],
)
def test_outer_header_other_than_prescribed_is_refused(change, code):
    token = with_header(SEALED.token, header_of(SEALED.token) | change)
    assert refused(envelope.check_outer, token, KID) == code


@pytest.mark.parametrize("name", sorted(envelope.OUTER_HEADER))
def test_outer_header_with_a_name_missing_is_refused(name):
    header = header_of(SEALED.token)
    del header[name]
    assert refused(envelope.check_outer, with_header(SEALED.token, header), KID) in (
        "malformed",
        "wrong_algorithm",
    )


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        b'{"alg":"ECDH-ES+A256KW","enc":NaN}',
        b"[" * 700,
        b'{"a":' * 120,
    ],
)
def test_outer_header_that_is_no_json_object_is_refused(header):
    assert refused(envelope.check_outer, with_header(SEALED.token, header), KID) == "malformed"


def test_header_name_given_twice_is_refused():
    raw = json.dumps(header_of(SEALED.token)).encode()
    twice = raw.replace(b'{"alg"', b'{"alg": "dir", "alg"', 1)
    assert refused(envelope.check_outer, with_header(SEALED.token, twice), KID) == "duplicate_names"


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "....",
        "." * 50_000,
        SEALED.token + ".",
        SEALED.token[:-1],
        SEALED.token + "=",
        SEALED.token + "\n",
        " " + SEALED.token,
        SEALED.token.replace(".", "，", 1),
        json.dumps({"protected": "e30", "recipients": [{}, {}], "ciphertext": "AA"}),
        SEALED.token.rsplit(".", 1)[0] + ".",
        None,
        b"bytes",
    ],
)
def test_text_that_is_no_compact_token_is_refused(token):
    assert refused(envelope.check_outer, token, KID) == "malformed"


def test_token_beyond_the_limit_is_refused_unread():
    head, key, iv, ciphertext, tag = SEALED.token.split(".")
    grown = ".".join([head, key, iv, "A" * envelope.MAX_OUTER, tag])
    assert refused(envelope.check_outer, grown, KID) == "too_large"
    assert refused(envelope.check_outer, "A" * 10_000_000, KID) == "too_large"


def test_second_spelling_of_the_same_bytes_is_refused():
    alphabet = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    neighbour = alphabet[alphabet.index(SEALED.token[-1]) ^ 1]
    assert refused(envelope.check_outer, SEALED.token[:-1] + neighbour, KID) == "malformed"


# The inner layer, as it is judged at the opening


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"p2c": 2048}, "wrong_iterations"),
        ({"p2c": 209_999}, "wrong_iterations"),
        ({"p2c": 210_001}, "wrong_iterations"),
        ({"p2c": 2**63}, "wrong_iterations"),
        ({"p2c": "210000"}, "wrong_iterations"),
        ({"p2c": True}, "wrong_iterations"),
        ({"p2s": encode(bytes(8))}, "malformed"),
        ({"p2s": encode(bytes(65))}, "malformed"),
        ({"p2s": 16}, "malformed"),
        ({"alg": "PBES2-HS256+A128KW"}, "wrong_algorithm"),
        ({"alg": "A256KW"}, "wrong_algorithm"),
        ({"enc": "A128GCM"}, "wrong_algorithm"),
        ({"zip": "DEF"}, "compressed"),
        ({"kid": "x"}, "extra_headers"),
        ({"crit": ["p2c"]}, "extra_headers"),
    ],
)
def test_inner_header_other_than_prescribed_is_refused(change, code):
    token = with_header(SEALED.inner, header_of(SEALED.inner) | change)
    assert refused(envelope.check_inner, token) == code


def test_iterations_as_a_fraction_are_refused():
    raw = json.dumps(header_of(SEALED.inner)).replace("210000", "210000.0").encode()
    assert refused(envelope.check_inner, with_header(SEALED.inner, raw)) == "malformed"


def test_lock_with_fewer_iterations_is_refused_although_it_would_open():
    assert refused(envelope.open_inner, inner_with_iterations(2048), PHRASE) == "wrong_iterations"


def test_outer_lock_around_something_else_is_refused_at_the_opening():
    header = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "kid": KID}
    key = ECKey.import_key(PUBLIC_JWK)
    for content, code in [("价格".encode(), "malformed"), (SEALED.token.encode(), "wrong_algorithm")]:
        token = jwe.encrypt_compact(header, content, key, algorithms=["ECDH-ES+A256KW", "A256GCM"])
        envelope.check_outer(token, KID)
        assert refused(lambda t=token: envelope.check_inner(envelope.open_outer(t, PRIVATE_JWK))) == code


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
        ({"files": [{"name": "a.pdf"}]}, "wrong_members"),
        ({"files": None}, "wrong_members"),
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


# Fuzz


@settings(max_examples=CASES, deadline=None)
@given(position=st.integers(0, len(SEALED.token) - 1), byte=st.integers(0, 255))
def test_any_byte_changed_is_found_at_the_latest_when_the_outer_lock_is_taken_off(position, byte):
    changed = SEALED.token[:position] + chr(byte) + SEALED.token[position + 1 :]
    if changed == SEALED.token:
        return
    with pytest.raises(EnvelopeError):
        envelope.open_outer(changed, PRIVATE_JWK)


@settings(max_examples=CASES, deadline=None)
@given(
    cut=st.integers(0, len(SEALED.token) - 1),
    tail=st.text(string.ascii_letters + ".=-_{}\0é", max_size=50),
)
def test_truncated_or_extended_token_is_refused(cut, tail):
    token = SEALED.token[:cut] + tail
    if token == SEALED.token:
        return
    with pytest.raises(EnvelopeError):
        envelope.open_outer(token, PRIVATE_JWK)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["alg", "enc", "kid", "epk", "zip", "p2c", "p2s", "crit", "apu", "b64"])


@settings(max_examples=CASES, deadline=None)
@given(change=st.dictionaries(NAMES, JSON, min_size=1, max_size=4))
def test_any_other_header_is_refused_by_name_and_never_crashes(change):
    for token, check in (
        (SEALED.token, lambda t: envelope.check_outer(t, KID)),
        (SEALED.inner, envelope.check_inner),
    ):
        header = header_of(token) | change
        if header == header_of(token):
            continue
        with pytest.raises(EnvelopeError) as caught:
            check(with_header(token, header))
        assert caught.value.code in envelope.SENTENCES


@settings(max_examples=CASES, deadline=None)
@given(
    plaintext=st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode("utf-8", "replace"))
)
def test_opened_rubbish_is_refused_and_never_crashes(plaintext):
    with pytest.raises(EnvelopeError):
        parse(plaintext)


def test_every_code_that_is_raised_has_a_sentence():
    with open(envelope.__file__, encoding="utf-8") as source:
        raised = set(re.findall(r'(?:EnvelopeError\(|code=)"(\w+)"', source.read()))
    named = raised | {f"wrong_{name}" for name in ("suite", "kind", "package", "bidder")}
    assert named <= set(envelope.SENTENCES)
