"""The compression of VBA source, against the specification's vectors and olevba's decompressor."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.addins import decompressed
from xltools.excel_addin.compression import compress

CHUNK = 4096

VECTORS = {
    "no compression (3.2.1)": (
        b"abcdefghijklmnopqrstuv.",
        "01 19 B0 00 61 62 63 64 65 66 67 68 00 69 6A 6B 6C 6D 6E 6F 70 00 71 72 73 74 75 76 2E",
    ),
    "normal (3.2.2)": (
        b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa",
        """01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 20 6D 6E 6F
        70 06 71 02 70 04 00 72 73 74 75 76 10 77 78 79 7A 00 2C""",
    ),
    "maximum (3.2.3)": (b"a" * 73, "01 03 B0 02 61 45 00"),
}

"""As the later revisions print them; the first ones had another normal example, made by a search that looked only
where a token starts (30, 10, 3C in the place of 20, 00, 2C), and not as their own section 2.4.1.3.19.4 describes it."""

SOURCE_WORDS = st.sampled_from(
    [b"    ", b"\r\n", b"End If", b"End Sub\r\n", b"Dim Row As Long", b"x", b"' ", b"aaaaaaa", b"\0", b"\xff\xfe"]
)
SOURCES = st.lists(SOURCE_WORDS | st.binary(max_size=12), max_size=1500).map(b"".join)


@pytest.mark.parametrize(("text", "container"), VECTORS.values(), ids=VECTORS)
def test_the_specifications_examples_are_met_byte_for_byte(text: bytes, container: str) -> None:
    assert compress(text) == bytes.fromhex(container)


@settings(deadline=None)
@given(SOURCES)
def test_what_is_compressed_is_decompressed_equal(text: bytes) -> None:
    whole = decompressed(compress(text))

    assert whole[: len(text)] == text
    assert not whole[len(text) :].strip(b"\0")


@settings(deadline=None)
@given(st.integers(0, 3 * CHUNK), st.integers(1, 40))
def test_long_repetitions_cross_no_chunk(length: int, period: int) -> None:
    text = (bytes(range(period)) * (length // period + 1))[:length]

    assert decompressed(compress(text)) == text


@settings(max_examples=12, deadline=None)
@given(st.integers())
def test_chunks_that_do_not_shrink_are_kept_as_they_are(seed: int) -> None:
    noise = Random(seed).randbytes(2 * CHUNK)  # noqa: S311 - noise
    container = compress(noise)

    assert len(container) == 1 + 2 * (2 + CHUNK)
    assert decompressed(container) == noise


def test_a_copy_can_reach_the_whole_chunk_back() -> None:
    """The longest offset and the longest length of every division of a token's bits."""
    for back in (15, 16, 17, 31, 32, 33, 64, 65, 128, 256, 512, 1024, 2048, 2049, 4000):
        text = b"xyz" + bytes(1 + number % 200 for number in range(back)) + b"xyz" * 40

        assert decompressed(compress(text[:CHUNK])) == text[:CHUNK]


def test_nothing_is_a_container_of_no_chunk() -> None:
    assert compress(b"") == b"\x01"
