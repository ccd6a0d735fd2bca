"""What may be uploaded and submitted, by cases."""

import pytest

from procurement.bidding.files import rules, sealing
from procurement.bidding.files.rules import MAX_UPLOADS, MEGABYTE, RESERVE, Limits, Room
from procurement.bidding.rules import SealedFile

ID = "A" * 22
EMPTY = Room(uploads=0, bytes=0, free=RESERVE * 10)
LIMITS = Limits(file=500, total=3072)
MAX_TOTAL = 3072 * MEGABYTE
FILE = SealedFile(ID, 1000, "0" * 64)


@pytest.mark.parametrize(
    ("file_id", "size", "room", "code"),
    [
        (ID, 1000, EMPTY, None),
        (ID, 1000, Room(MAX_UPLOADS - 1, MAX_TOTAL - 1000, RESERVE + 1000), None),
        ("", 1000, EMPTY, "bad_chunk"),
        ("../../etc/passwd", 1000, EMPTY, "bad_chunk"),
        (ID, 0, EMPTY, "file_size"),
        (ID, sealing.sealed_size_of(sealing.MAX_BYTES) + 1, EMPTY, "file_size"),
        (ID, 1000, Room(MAX_UPLOADS, 0, RESERVE * 10), "files_total"),
        (ID, 1000, Room(1, MAX_TOTAL - 999, RESERVE * 10), "files_total"),
        (ID, 1000, Room(0, 0, RESERVE + 999), "no_space"),
    ],
)
def test_a_file_is_begun_within_the_limits_only(file_id, size, room, code):
    found = rules.begin_refusals(file_id=file_id, sealed_size=size, room=room, limits=LIMITS)
    assert [refusal.code for refusal in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("file", "megabytes", "is_begun"),
    [(10, 10, True), (10, 11, False), (900, 500, True), (900, 501, False)],
)
def test_a_setting_may_be_narrower_than_the_format_and_never_wider(file, megabytes, is_begun):
    size = sealing.sealed_size_of(megabytes * MEGABYTE)
    limits = Limits(file=file, total=3072)
    found = rules.begin_refusals(file_id=ID, sealed_size=size, room=EMPTY, limits=limits)
    assert (found == []) is is_begun


@pytest.mark.parametrize(
    ("whole", "is_received"),
    [
        ({ID: FILE}, True),
        ({}, False),
        ({ID: SealedFile(ID, 1001, "0" * 64)}, False),
        ({ID: SealedFile(ID, 1000, "1" * 64)}, False),
    ],
)
def test_a_bid_needs_every_file_exactly_as_it_was_sealed(whole, is_received):
    found = rules.submission_refusals([FILE], whole)
    assert (found == []) is is_received
    assert is_received or "第 1 个附件" in found[0].because


def test_missing_chunks_are_named_by_number():
    [refusal] = rules.missing_refusals({0, 7}, total=9)
    assert "第 1、8 段" in refusal.because
    assert rules.missing_refusals(set(), total=9) == []


def test_an_opened_bid_names_the_files_of_its_receipt_and_no_others():
    file, _chunks = sealing.seal(b"x", name="方案.pdf", part="plan")
    fixed = [{"id": file.id, "sealed_size": file.sealed_size, "sealed_sha256": file.sealed_sha256}]
    assert rules.difference([file], fixed) == rules.difference([], []) == ""
    assert "方案.pdf" in rules.difference([file], [])
    assert "方案.pdf" in rules.difference([file], [fixed[0] | {"sealed_sha256": "0" * 64}])
    assert file.id in rules.difference([], fixed)
