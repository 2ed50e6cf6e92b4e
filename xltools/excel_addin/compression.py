"""The compression of VBA source text: [MS-OVBA] 2.4.1.

A container is a signature byte and chunks.  A chunk stands for 4,096 bytes of text, the last one for
what is left; it is a header of two bytes and sequences of a flag byte and eight tokens.  A token is a
byte as it is, or a copy of what stands earlier in the same chunk.  How many bits of a copy say how
far back, and how many say how long, depends on how much of the chunk is there already (2.4.1.3.19.1).
"""

from __future__ import annotations

from collections import defaultdict

_SIGNATURE = b"\x01"
_CHUNK = 4096
_COMPRESSED = 0xB000  # flag 1, signature 0b011
_RAW = 0x3000  # flag 0, signature 0b011
_SHORTEST_COPY = 3


def compress(text: bytes) -> bytes:
    """Compress text into a container.

    Args:
        text: What a module or the ``dir`` stream holds, in the project's code page.

    Returns:
        The container.  A last chunk that is shorter than 4,096 bytes and does not shrink is filled
        up with zeros, as the specification wants; source text always shrinks.
    """
    chunks = (text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK))
    return _SIGNATURE + b"".join(map(_chunk, chunks))


def _chunk(text: bytes) -> bytes:
    tokens = _tokens(text)
    if len(tokens) > _CHUNK:
        return _header(_RAW, _CHUNK) + text.ljust(_CHUNK, b"\0")
    return _header(_COMPRESSED, len(tokens)) + tokens


def _header(kind: int, size: int) -> bytes:
    """Give a chunk's header: its whole size less three, below its flags (2.4.1.1.5)."""
    return (kind | (size + 2 - 3)).to_bytes(2, "little")


def _tokens(text: bytes) -> bytes:
    written = bytearray()
    seen: defaultdict[bytes, list[int]] = defaultdict(list)
    position = 0
    while position < len(text):
        flags_at = len(written)
        written.append(0)
        for bit in range(8):
            if position == len(text):
                break
            offset, length = _longest_copy(text, position, seen)
            if length:
                written[flags_at] |= 1 << bit
                written += _copy_token(position, offset, length)
            else:
                length = 1
                written.append(text[position])
            for passed in range(position, position + length):
                seen[text[passed : passed + _SHORTEST_COPY]].append(passed)
            position += length
    return bytes(written)


def _longest_copy(text: bytes, position: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Find the longest text before the position that repeats there, the nearest of equally long ones (2.4.1.3.19.4).

    Returns:
        How far back it starts and how long it is; ``(0, 0)`` where nothing of three bytes repeats.
    """
    longest = min((1 << (16 - _offset_bits(position))) + _SHORTEST_COPY - 1, len(text) - position)
    offset = length = 0
    if longest < _SHORTEST_COPY:
        return 0, 0
    for candidate in reversed(seen[text[position : position + _SHORTEST_COPY]]):
        repeated = _SHORTEST_COPY
        while repeated < longest and text[candidate + repeated] == text[position + repeated]:
            repeated += 1
        if repeated > length:
            offset, length = position - candidate, repeated
            if length == longest:
                break
    return offset, length


def _copy_token(position: int, offset: int, length: int) -> bytes:
    bits = _offset_bits(position)
    return (((offset - 1) << (16 - bits)) | (length - _SHORTEST_COPY)).to_bytes(2, "little")


def _offset_bits(position: int) -> int:
    """Say how many bits of a copy token are its offset: as many as the position needs, at least four."""
    return max((position - 1).bit_length(), 4)
