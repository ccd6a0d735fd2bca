"""Every envelope that is not as prescribed is refused, in bounded time, by name, and without a crash."""

import json
import os
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwe
from joserfc.jwk import ECKey, OctKey

from procurement.bidding import envelope
from procurement.bidding.envelope import EnvelopeError
from tests.procurement.bidding.sealed import (
    KID,
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

# `make proof` sets PORTAL_PROOF=1 and runs the counts of thousands in full; otherwise a tenth.
CASES = 10_000 if os.environ.get("PORTAL_PROOF") == "1" else 1_000


def inner_with_iterations(count: int) -> str:
    header = {"alg": "PBES2-HS512+A256KW", "enc": "A256GCM", "p2c": count}
    key = OctKey.import_key(envelope.normalise_phrase(PHRASE).encode())
    return jwe.encrypt_compact(header, b"{}", key, algorithms=["PBES2-HS512+A256KW", "A256GCM"])


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
