"""A pack's data dictionary as one HTML page that needs nothing beside it: for the screen, and for print."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from xltools.adapters.safe_write import write_bytes_whole
from xltools.core.about_packs.dictionary import Dictionary
from xltools.core.document import DocumentTable


def write(dictionary: Dictionary, contents: str, target: Path, *, overwrite: bool = False) -> None:
    """Write the page.

    Args:
        dictionary: What it says.
        contents: The word over its list of chapters.
        target: The file to be.
        overwrite: True to take the place of a file that is there.

    Raises:
        FileError: Where it cannot be written.
    """
    write_bytes_whole(target, html(dictionary, contents).encode(), overwrite=overwrite)


def html(dictionary: Dictionary, contents: str) -> str:
    """Give the page."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["widths"] = _widths
    source = files("xltools.adapters").joinpath("templates/dictionary.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source).render(dictionary=dictionary, contents=contents) + "\n"


def _widths(table: DocumentTable) -> list[str]:
    """Give the columns' parts of the whole, in percent."""
    return [f"{100 * width / sum(table.widths):.2f}" for width in table.widths]
