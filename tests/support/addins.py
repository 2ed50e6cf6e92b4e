"""An add-in as the tests build it, and how it is read back."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping
from functools import cache

from tests.support.catalogs import CATALOGS
from xltools.app.excel_addin import addin_bytes

INTERPRETER = r"C:\Users\用户\venv\Scripts\python.exe"

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # oletools' own parser library is called by old names
    from oletools.olevba import VBA_Parser, decompress_stream


@cache
def addin(language: str = "zh-Hans") -> bytes:
    """Build the add-in as the command does."""
    return addin_bytes(CATALOGS[language], INTERPRETER)


def part(package: bytes, name: str) -> bytes:
    """Give a part of a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.read(name)


def decompressed(container: bytes) -> bytes:
    """Decompress with olevba, which is none of ours."""
    return bytes(decompress_stream(bytearray(container)))


def modules_read(package: bytes) -> Mapping[str, str]:
    """Read the modules of an add-in with olevba, by the name of their stream."""
    parser = VBA_Parser("addin.xlam", data=package)
    try:
        return {stream.rpartition("/")[2]: code for _, stream, _, code in parser.extract_macros()}
    finally:
        parser.close()
