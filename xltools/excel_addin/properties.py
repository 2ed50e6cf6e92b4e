"""The custom properties of an add-in: which versions built it, and for which Python."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree

_PART = "docProps/custom.xml"
_LARGEST = 1 << 16
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


def read_properties(addin: bytes) -> Mapping[str, str] | None:
    """Give the properties of an add-in; None where the file is none that this program built."""
    try:
        with zipfile.ZipFile(io.BytesIO(addin)) as package:
            if package.getinfo(_PART).file_size > _LARGEST:
                return None
            root = ElementTree.fromstring(package.read(_PART))  # noqa: S314 - at most 64 KiB, of the user's own folder
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, NotImplementedError, RuntimeError):
        return None
    return {item.get("name", ""): "".join(item.itertext()) for item in root.iter(_PROPERTY)}
