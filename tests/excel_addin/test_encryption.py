"""The disguise of a project's protection state, against the specification's vectors and a decoder of the tests' own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xltools.excel_addin.encryption import encrypt

ID = "{917DED54-440B-4FD1-A5C1-74ACF261E600}"

IDS = st.uuids().map(lambda value: f"{{{value}}}".upper())


def decrypt(text: str, project_id: str) -> bytes:
    """Decrypt as [MS-OVBA] 2.4.3.3 says, with all its checks."""
    encrypted = bytes.fromhex(text)
    seed, version, key = encrypted[:3]
    assert version ^ seed == 2
    assert key ^ seed == sum(project_id.encode()) % 256
    plain = key ^ seed
    decrypted = bytearray()
    for place in range(3, len(encrypted)):
        plain = encrypted[place] ^ ((encrypted[place - 2] + plain) % 256)
        decrypted.append(plain)
    ignored = (seed & 6) // 2
    length = int.from_bytes(decrypted[ignored : ignored + 4], "little")
    data = bytes(decrypted[ignored + 4 :])
    assert len(data) == length
    return data


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (bytes(4), "0705D8E3D8EDDBF1DBF1DBF1DBF1"),
        (bytes(1), "0E0CD1ECDFF4E7F5E7F5E7"),
        (b"\xff", "1517CAF1D6F9D7F9D706"),
    ],
    ids=["CMG", "DPB", "GC"],
)
def test_the_specifications_example_is_met(data: bytes, text: str) -> None:
    assert encrypt(data, ID, seed=int(text[:2], 16)) == text
    assert decrypt(text, ID) == data


@settings(deadline=None)
@given(st.binary(max_size=40), IDS, st.integers(0, 255))
def test_what_is_encrypted_is_decrypted_equal(data: bytes, project_id: str, seed: int) -> None:
    assert decrypt(encrypt(data, project_id, seed), project_id) == data
