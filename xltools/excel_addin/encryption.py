"""The disguise of a VBA project's protection state: [MS-OVBA] 2.4.3.

The values ``CMG``, ``DPB`` and ``GC`` of the PROJECT stream say that a project is not protected, has
no password and is visible.  The specification wants them encrypted, with a seed of the writer's own
choice.  It protects nothing: whoever reads the specification reads the values.
"""

from __future__ import annotations

_VERSION = 2
_IGNORED = b"\x07"  # any value will do; this is the one of the specification's example (3.1.6)


def encrypt(data: bytes, project_id: str, seed: int) -> str:
    """Encrypt a value as the PROJECT stream holds it.

    Args:
        data: The value, 1 to 4 bytes in the uses of this program.
        project_id: The project's id as it stands in the stream, with its braces.
        seed: 0 to 255; the same seed gives the same text.

    Returns:
        Hexadecimal digits.
    """
    key = sum(project_id.encode("ascii")) & 0xFF
    ignored = _IGNORED * ((seed & 6) // 2)
    written = [seed, seed ^ _VERSION, seed ^ key]
    plain = key
    for byte in ignored + len(data).to_bytes(4, "little") + data:
        # Each byte is mixed with the two before it: the encrypted one but one, and the plain one.
        written.append(byte ^ ((written[-2] + plain) & 0xFF))
        plain = byte
    return bytes(written).hex().upper()
