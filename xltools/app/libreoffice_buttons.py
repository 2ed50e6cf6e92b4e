"""Put the toolbar of buttons into the user's LibreOffice, and take it out again."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import xltools
from xltools.adapters.libreoffice_extensions import add_extension, remove_extension
from xltools.adapters.uno_connection import bindings
from xltools.core.messages import Catalog
from xltools.libreoffice_extension.build import FILE_NAME, IDENTIFIER, ExtensionSettings, build_extension


def install_buttons(catalog: Catalog, profile: Path | None = None) -> None:
    """Build the extension with this interpreter baked in, and add it to LibreOffice.

    The toolbar is there when LibreOffice is started anew.

    Args:
        catalog: The language in which the buttons speak.
        profile: A profile other than the user's own.

    Raises:
        MachineError: LibreOffice or its bindings are missing, or it refuses the extension.
    """
    bindings()  # without them every click would fail
    with tempfile.TemporaryDirectory(prefix="xltools-") as folder:
        Path(folder).chmod(0o755)  # a LibreOffice in a sandbox of its own may be another user
        file = Path(folder) / FILE_NAME
        file.write_bytes(build_extension(extension_settings(catalog)))
        add_extension(file, profile)


def uninstall_buttons(profile: Path | None = None) -> bool:
    """Remove the toolbar from LibreOffice; say whether it was there.

    Raises:
        MachineError: LibreOffice is missing or refuses.
    """
    return remove_extension(IDENTIFIER, profile)


def extension_settings(catalog: Catalog) -> ExtensionSettings:
    """Give what is baked into the extension: this interpreter, this package, this language."""
    return ExtensionSettings(
        interpreter=sys.executable,
        package=str(Path(xltools.__file__).resolve().parents[1]),
        language=catalog.language,
        working=catalog.sentence("libreoffice.extension.working"),
        title=catalog.sentence("libreoffice.extension.title"),
        no_interpreter=catalog.sentence("libreoffice.extension.no_interpreter"),
        version=xltools.__version__,
    )
