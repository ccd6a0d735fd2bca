"""The encrypted file: what opens it, what does not, and what an entry of the envelope must be."""

from dataclasses import replace

import pytest

from procurement.bidding.files import sealing
from procurement.bidding.files.sealing import CHUNK, SEALED_CHUNK, TAG, ChunkError

CONTENT = b"x" * CHUNK + b"rest"
FILE, CHUNKS = sealing.seal(CONTENT, name="服务方案.pdf", part="plan")


def opened(chunk: bytes, *, index: int = 0, file_id: str = FILE.id, total: int = 2, key=FILE.secret) -> bytes:
    return sealing.open_chunk(key, chunk, file_id=file_id, index=index, total=total)


def test_what_was_sealed_opens_again():
    assert b"".join(opened(chunk, index=index) for index, chunk in enumerate(CHUNKS)) == CONTENT
    assert [len(chunk) for chunk in CHUNKS] == [SEALED_CHUNK, 4 + TAG]
    assert (FILE.chunks, FILE.size, FILE.sealed_size) == (2, len(CONTENT), len(CONTENT) + 2 * TAG)
    assert sealing.read_list([FILE.as_members()]) == (FILE,)


@pytest.mark.parametrize(
    "changed",
    [
        {"index": 1},
        {"total": 3},
        {"file_id": "B" * 21 + "A"},
        {"key": bytes(32)},
        {"chunk": CHUNKS[0][:-1] + bytes([CHUNKS[0][-1] ^ 1])},
        {"chunk": CHUNKS[0][1:]},
        {"chunk": b""},
    ],
)
def test_a_chunk_opens_only_as_it_was_and_where_it_was(changed):
    with pytest.raises(ChunkError):
        opened(**({"chunk": CHUNKS[0]} | changed))


@pytest.mark.parametrize(
    ("sealed_size", "chunks"),
    [
        (TAG + 1, 1),
        (SEALED_CHUNK, 1),
        (SEALED_CHUNK + TAG + 1, 2),
        (sealing.sealed_size_of(sealing.MAX_BYTES), 500),
        (TAG, 0),
        (0, 0),
        (SEALED_CHUNK + TAG, 0),
        (SEALED_CHUNK + 1, 0),
        (sealing.sealed_size_of(sealing.MAX_BYTES) + 1, 0),
    ],
)
def test_only_some_sizes_are_those_of_a_file(sealed_size, chunks):
    assert sealing.chunks_sealed(sealed_size) == chunks


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "../" * 7 + "A"},
        {"id": FILE.id[:-1] + "B"},
        {"name": ""},
        {"name": "../密.pdf"},
        {"name": "一行\n两行"},
        {"name": "长" * 121},
        {"part": "Plan"},
        {"size": 0},
        {"size": True},
        {"size": str(FILE.size)},
        {"size": sealing.MAX_BYTES + 1},
        {"chunks": 1},
        {"chunk_size": 1024},
        {"sealed_size": FILE.sealed_size + 1},
        {"sha256": "x"},
        {"key": "short"},
        {"key": FILE.key[:-1] + "B"},
        {"more": ""},
    ],
)
def test_an_entry_that_is_not_as_the_format_says_is_refused(changed):
    with pytest.raises(ValueError, match=r"texts|numbers|members"):
        sealing.read_list([FILE.as_members() | changed])


@pytest.mark.parametrize("listed", [None, {}, "[]", [FILE.as_members()] * 2, [7]])
def test_a_list_that_is_none_is_refused(listed):
    with pytest.raises(ValueError, match=r"files|members"):
        sealing.read_list(listed)


def test_no_more_files_than_the_format_allows():
    many = [replace(FILE, id=f"{number:021}A").as_members() for number in range(sealing.MAX_FILES + 1)]
    assert len(sealing.read_list(many[:-1])) == sealing.MAX_FILES
    with pytest.raises(ValueError, match="files"):
        sealing.read_list(many)
