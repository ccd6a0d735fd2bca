"""Every changed byte of a chunk is found; what is no list of files or no custodian's part crashes nothing."""

import json
import os

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from procurement.bidding.custody import sealing as custody
from procurement.bidding.envelope import EnvelopeError
from procurement.bidding.files import sealing
from procurement.bidding.files.sealing import ChunkError
from procurement.bidding.rules import read_files
from tests.factories.custody import private_key, public_half
from tests.procurement.bidding.sealed import header_of, with_header

# `make proof` sets PORTAL_PROOF=1 and runs the counts of thousands in full; otherwise a fiftieth.
CASES = 10_000 if os.environ.get("PORTAL_PROOF") == "1" else 200
FILE, [CHUNK] = sealing.seal(b"plan of a service" * 20, name="服务方案.pdf", part="plan")
PART = custody.seal_part(
    custody.Part(package="P-1", bidder="B", kind="response", plaintext_sha256="0" * 64, phrase="1" * 25),
    public_half(private_key(0)),
)
KID = header_of(PART)["kid"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def opened(chunk: bytes) -> bytes:
    return sealing.open_chunk(FILE.secret, chunk, file_id=FILE.id, index=0, total=1)


@settings(max_examples=CASES)
@given(at=st.integers(0, len(CHUNK) - 1), change=st.integers(1, 255))
def test_any_changed_byte_of_a_chunk_is_found(at, change):
    with pytest.raises(ChunkError):
        opened(CHUNK[:at] + bytes([CHUNK[at] ^ change]) + CHUNK[at + 1 :])


@settings(max_examples=CASES)
@given(cut=st.integers(0, len(CHUNK) - 1), tail=st.binary(max_size=40))
def test_a_chunk_cut_off_or_continued_is_found(cut, tail):
    if CHUNK[:cut] + tail != CHUNK:
        with pytest.raises(ChunkError):
            opened(CHUNK[:cut] + tail)


@settings(max_examples=CASES)
@given(member=st.sampled_from(sorted(sealing.MEMBERS)), value=JSON)
@example(member="chunks", value=True)
@example(member="chunks", value=1.0)
def test_an_entry_with_another_member_is_refused_or_another_entry(member, value):
    changed = FILE.as_members() | {member: value}
    try:
        assert [one.as_members() for one in sealing.read_list([changed])] == [changed]
    except ValueError:
        # As they are written: for Python true and 1.0 equal 1, for a reader of the format they do not.
        assert json.dumps(changed) != json.dumps(FILE.as_members())


@settings(max_examples=CASES)
@given(listed=JSON)
def test_what_is_no_list_of_files_is_refused_and_never_crashes(listed):
    for read, given_as in ((sealing.read_list, listed), (read_files, json.dumps(listed))):
        try:
            assert read(given_as) == ()
        except ValueError:
            assert listed != []


@settings(max_examples=CASES)
@given(at=st.integers(0, len(PART) - 1), byte=st.integers(0, 255))
def test_any_changed_byte_of_a_custodians_part_is_found(at, byte):
    changed = PART[:at] + chr(byte) + PART[at + 1 :]
    if changed != PART:
        with pytest.raises(EnvelopeError):
            custody.check_part(changed, KID)
            custody.open_part(changed, private_key(0))


@settings(max_examples=CASES)
@given(change=st.dictionaries(st.sampled_from(["alg", "enc", "kid", "epk", "zip", "p2c"]), JSON, min_size=1))
def test_any_other_header_of_a_custodians_part_is_refused(change):
    if header_of(PART) | change != header_of(PART):
        with pytest.raises(EnvelopeError):
            custody.check_part(with_header(PART, header_of(PART) | change), KID)
