"""Who keeps the second key, and what a key and a part must be. No database."""

import json
from datetime import UTC, datetime

import pytest
from joserfc.jwk import ECKey, RSAKey

from orgs.bodies.choices import BodyKind
from procurement.bidding import envelope
from procurement.bidding.custody import rules, sealing
from procurement.bidding.custody.rules import Candidate
from procurement.bidding.custody.sealing import Part
from tests.factories.custody import private_key, public_half
from tests.procurement.bidding.sealed import PHRASE, PRIVATE_JWK, SEALED, header_of, refused, with_header

FINANCE, ORGAN, NOTARY = BodyKind.FINANCE_DEPARTMENT, BodyKind.STATE_ORGAN, BodyKind.INSTITUTION_CLASS_TWO
CANDIDATES = (
    Candidate(1, 11, ORGAN, "43"),
    Candidate(2, 12, FINANCE, "43"),
    Candidate(3, 13, NOTARY, "4301"),
    Candidate(4, 14, FINANCE, "4301"),
    Candidate(5, 15, FINANCE, "430111"),
    Candidate(6, 16, BodyKind.PLATFORM, "430111"),
    Candidate(7, 17, BodyKind.AGENCY, "430111"),
)
PRIVATE = private_key()
PUBLIC = public_half(PRIVATE)
KID = envelope.thumbprint(PUBLIC)
PART = Part(
    package="430100-2026-0217-1",
    bidder="51430000500123456X",
    kind="response",
    plaintext_sha256=SEALED.digests.plaintext,
    phrase=envelope.normalise_phrase(PHRASE),
)
TOKEN = sealing.seal_part(PART, PUBLIC)


@pytest.mark.parametrize(
    ("region", "parties", "key_id"),
    [
        ("430111", (), 5),
        ("430111", (15,), 4),
        ("430111", (15, 14), 3),
        ("430111001", (), 5),
        ("4306", (), 2),
        ("43", (12,), 1),
        ("43", (11, 12), None),
        ("44", (), None),
    ],
)
def test_the_nearest_body_without_a_part_in_it_keeps_the_key_finance_first(region, parties, key_id):
    found = rules.chosen(CANDIDATES, region=region, parties=frozenset(parties))
    assert (found and found.key_id) == key_id


def test_by_hand_any_region_may_keep_the_key_but_no_party_no_agency_and_not_the_platform():
    able = rules.able_to_keep(CANDIDATES, parties=frozenset({12}))
    assert [candidate.body_id for candidate in able] == [11, 13, 14, 15]


@pytest.mark.parametrize(
    ("is_planned", "is_able", "codes"),
    [
        (True, True, []),
        (True, False, ["custodian_unable"]),
        (False, True, ["custodian_fixed"]),
        (False, False, ["custodian_fixed"]),
    ],
)
def test_a_custodian_is_chosen_before_the_call_and_among_the_able(is_planned, is_able, codes):
    found = rules.choosing_refusals(is_planned=is_planned, is_able=is_able)
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"kty": "EC"},
        PRIVATE,
        PUBLIC | {"d": PRIVATE["d"]},
        PUBLIC | {"x": "AAAA"},
        PUBLIC | {"crv": "P-384"},
        {name: ECKey.generate_key("P-384").as_dict(private=False)[name] for name in ("kty", "crv", "x", "y")},
        RSAKey.generate_key(2048).as_dict(private=False),
        PUBLIC | {"x": 7},
    ],
)
def test_what_is_no_public_key_of_the_format_is_refused(wrong):
    assert [refusal.code for refusal in rules.key_refusals(wrong, is_known=False)] == ["bad_key"]


def test_a_known_key_is_refused_and_a_new_one_is_not():
    assert rules.key_refusals(PUBLIC, is_known=False) == []
    assert [refusal.code for refusal in rules.key_refusals(PUBLIC, is_known=True)] == ["known_key"]


def test_a_part_that_is_in_order_is_kept_and_none_is_lawful():
    assert rules.part_refusals(TOKEN, kid=KID) == rules.part_refusals("", kid=KID) == []
    assert rules.part_refusals("", kid="") == []
    assert len(TOKEN) < sealing.MAX_PART


@pytest.mark.parametrize(
    ("token", "kid", "code"),
    [
        (TOKEN, "", "no_custodian"),
        (TOKEN, "another", "custody_wrong_key"),
        ("a.b.c.d.e", KID, "custody_malformed"),
        ("好", KID, "custody_malformed"),
        (TOKEN + "A" * 2048, KID, "custody_too_large"),
        (SEALED.inner, KID, "custody_wrong_algorithm"),
        (with_header(TOKEN, header_of(TOKEN) | {"zip": "DEF"}), KID, "custody_compressed"),
    ],
    ids=["no-custodian", "other-key", "malformed", "no-ascii", "too-large", "wrong-algorithm", "compressed"],
)
def test_a_part_that_is_none_is_refused_in_words(token, kid, code):
    [refusal] = rules.part_refusals(token, kid=kid)
    assert refusal.code == code
    assert refusal.because.endswith("。")
    assert refusal.remedy


def test_the_custodian_opens_the_part_and_the_phrase_opens_the_bid():
    part = sealing.open_part(TOKEN, PRIVATE)
    assert part == PART
    assert envelope.open_inner(SEALED.inner, part.phrase) == SEALED.plaintext


def test_neither_key_nor_phrase_nor_part_alone_opens_a_bid():
    # The custodian's key opens its part, never the envelope; the part says nothing of the price.
    assert refused(envelope.open_outer, SEALED.token, PRIVATE) == "wrong_key"
    assert b"936000" not in sealing.open_part(TOKEN, PRIVATE).as_bytes()
    # The phrase does not take off the outer lock.
    assert refused(envelope.open_inner, SEALED.token, PHRASE) == "wrong_algorithm"
    # The opening key leaves the phrase's lock, and does not open the part.
    inner = envelope.open_outer(SEALED.token, PRIVATE_JWK)
    assert refused(envelope.open_inner, inner, "00000 00000 00000 00000 00000") == "inner_unopened"
    assert refused(sealing.open_part, TOKEN, PRIVATE_JWK) == "wrong_key"


def test_a_key_file_opens_with_its_phrase_only():
    text = sealing.key_file(PRIVATE, PHRASE, body="财政局（示例）", now=datetime(2026, 3, 2, tzinfo=UTC))
    assert PRIVATE["d"] not in text
    assert sealing.open_key_file(text, PHRASE)["d"] == PRIVATE["d"]
    assert refused(sealing.open_key_file, text, PHRASE[::-1]) == "inner_unopened"
    other = json.loads(text) | {"kid": "another"}
    assert refused(sealing.open_key_file, json.dumps(other), PHRASE) == "wrong_key"
    assert refused(sealing.open_key_file, "{}", PHRASE) == "payload_malformed"
