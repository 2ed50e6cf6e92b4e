"""Which of a layout's fonts the machine has, and what it prints with in place of the others."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable
from xml.sax.saxutils import escape

from xltools.core.findings import Finding, Location, Severity
from xltools.core.frozen import frozen
from xltools.core.layout import Font

_SECONDS = 60
_BOLD = ":bold"
_REGISTERED = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
_SYSTEM_FILE = "/etc/fonts/fonts.conf"


@frozen
class Substitution:
    """A font that the machine lacks.

    Attributes:
        name: The font asked for.
        used: The family printed with in its place; empty where there is none.
        same: True where that is the same design under another name.
        bold: True where its bold weight is meant.
    """

    name: str
    used: str
    same: bool
    bold: bool = False

    @property
    def finding(self) -> Finding:
        """Say that the print differs from the layout."""
        key = "report.fonts.substituted" if self.used else "report.fonts.missing"
        return Finding(Severity.WARNING, Location(), key, {"value": self.name, "used": self.used})


def installed_families() -> frozenset[str] | None:
    """List the font families of the machine in lower case; None where it cannot be asked."""
    if sys.platform == "win32":
        return _registered_families()
    program = shutil.which("fc-list")
    if program is None:
        return None
    done = subprocess.run(  # noqa: S603 - a fixed command
        [program, ":", "family"], capture_output=True, timeout=_SECONDS, check=False
    )
    names = done.stdout.decode("utf-8", "replace").replace("\n", ",").split(",")
    return frozenset(name.replace("\\", "").strip().lower() for name in names)


def substitutions(fonts: Iterable[Font], language: str, families: Collection[str]) -> tuple[Substitution, ...]:
    """Choose what to print with in place of each font that is not there.

    A Latin face that the layout uses and does not describe is looked for under its name alone.
    """
    listed = tuple(fonts)
    asked = {font.named(language): font for font in listed}
    for latin in dict.fromkeys(font.latin for font in listed):
        asked.setdefault(latin, Font(latin, latin, latin))
    lacking = {name: font for name, font in asked.items() if name.lower() not in families}
    return tuple(_substitution(name, font, families) for name, font in lacking.items())


def fonts_conf(chosen: Iterable[Substitution], system_file: str = _SYSTEM_FILE) -> str:
    """Give a fontconfig file that has programs print with the fonts chosen.

    Args:
        chosen: The fonts that are not there.
        system_file: The configuration that holds for everything else.
    """
    rules = "".join(map(_rule, (found for found in chosen if found.used)))
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f'<fontconfig>\n<include ignore_missing="yes">{escape(system_file)}</include>\n{rules}</fontconfig>\n'
    )


def _substitution(name: str, font: Font, families: Collection[str]) -> Substitution:
    for other in (font.name, *font.alternatives):
        if other.lower() in families:
            return Substitution(name, other, same=True)
    for other in font.substitutes:
        family = other.removesuffix(_BOLD)
        if family.lower() in families:
            return Substitution(name, family, same=False, bold=other.endswith(_BOLD))
    return Substitution(name, "", same=False)


def _rule(chosen: Substitution) -> str:
    weight = '<edit name="weight" mode="assign"><const>bold</const></edit>' if chosen.bold else ""
    return (
        f'<match target="pattern"><test qual="any" name="family"><string>{escape(chosen.name)}</string></test>'
        f'<edit name="family" mode="prepend" binding="strong"><string>{escape(chosen.used)}</string></edit>'
        f"{weight}</match>\n"
    )


def _registered_families() -> frozenset[str]:
    """List the fonts that Windows has registered, each under the names of its file."""
    names: set[str] = set()
    if sys.platform == "win32":
        import winreg

        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            with contextlib.suppress(OSError), winreg.OpenKey(root, _REGISTERED) as key:
                count = winreg.QueryInfoKey(key)[1]
                names.update(winreg.EnumValue(key, number)[0] for number in range(count))
    families = (part for name in names for part in name.partition(" (")[0].split("&"))
    return frozenset(family.strip().lower() for family in families)
