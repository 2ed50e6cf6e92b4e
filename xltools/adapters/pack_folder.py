"""Find packs and read their files.

A pack may come from another office, so nothing in its folder is trusted: a file that is too large,
is no plain file, or is a link out of the folder is a fault like any other.  Only what is asked for
is read; a check of a workbook never opens the narrative.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from xltools.adapters.derived_data import derived
from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.frozen import frozen, replace
from xltools.core.nearest import nearest
from xltools.core.pack import Pack
from xltools.core.pack_parsing.pack_files import DECLARATIONS, HEADER, PackFiles
from xltools.errors import FileError, PackError

ENVIRONMENT = "XLTOOLS_PACKS"
"""Names folders that hold packs, before the tool's own; several are parted as in PATH."""

MOST_BASES = 5
"""How many packs may stand one behind the other as bases."""

_FOLDER = "workbook_templates"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NAMES_BASE = re.compile(r"""^[ \t]*["']?base["']?[ \t]*=""", re.MULTILINE)
_TEXT_LIMIT = 1 << 20
_DATA_LIMIT = 32 << 20
_MOST_CASES = 1000


@frozen
class PackFolder:
    """A folder that holds a pack.

    Attributes:
        path: The folder, with no links in it.
    """

    path: Path

    @property
    def name(self) -> str:
        """The folder's name, which is the pack's id."""
        return self.path.name

    def declarations(self) -> PackFiles:
        """Read what ``parse_pack`` needs; what cannot be read is a fault among the files."""
        return self.layers(DECLARATIONS)

    def layers(self, files: Sequence[str]) -> PackFiles:
        """Read some text files of the pack and of its bases; one that cannot be read is a fault among them."""
        lineage, faults = self._lineage()
        layers: PackFiles | None = None
        for folder in reversed(lineage):
            layers = folder._own(files, layers)  # noqa: SLF001 # another of this class
        assert layers is not None
        return replace(layers, faults=(*layers.faults, *faults))

    def lineage(self) -> tuple[PackFolder, ...]:
        """Give the pack, its base, the base of that, and so on.

        Raises:
            PackError: Where there is no base of the name, or bases go round in a circle.
        """
        lineage, faults = self._lineage()
        if faults:
            raise PackError(self.name, faults)
        return lineage

    def owner(self, file: str) -> PackFolder:
        """Give the first of the pack and its bases that has a file, or the pack itself.  Raises: PackError."""
        if self.has(file):
            return self
        return next((folder for folder in self.lineage() if folder.has(file)), self)

    def _own(self, files: Sequence[str], base: PackFiles | None) -> PackFiles:
        texts: dict[str, str] = {}
        faults: list[Finding] = []
        for file in files:
            try:
                if os.path.lexists(self.path / file):
                    texts[file] = self.text(file)
            except PackError as error:
                faults.extend(error.findings)
        return PackFiles(self.name, texts, tuple(faults), base)

    def _lineage(self) -> tuple[tuple[PackFolder, ...], tuple[Finding, ...]]:
        """Follow the names of bases; a base is found by its name in the roots, never by a path."""
        lineage = [self]
        while name := lineage[-1]._base():  # noqa: SLF001 # another of this class
            if name in {folder.name for folder in lineage}:
                return tuple(lineage), (self._base_fault(lineage, "inherit.circle", value=name),)
            if len(lineage) > MOST_BASES:
                return tuple(lineage), (self._base_fault(lineage, "inherit.too_deep", maximum=MOST_BASES),)
            try:
                lineage.append(pack_of(name))
            except FileError as error:
                near = error.params.get("suggestion")
                key = "inherit.no_base" if near is None else "inherit.no_base_near"
                return tuple(lineage), (self._base_fault(lineage, key, value=name, suggestion=near),)
        return tuple(lineage), ()

    def _base(self) -> str:
        """Give the name of the base that the header names; nothing where it names none, or cannot be read."""
        try:
            text = self.text(HEADER)
        except PackError:
            return ""
        if not _NAMES_BASE.search(text):  # tomllib takes longer than all else here
            return ""
        from xltools.core.pack_parsing.toml_text import read_toml

        name = read_toml(text, HEADER, []).get("base")
        return name if isinstance(name, str) else ""

    def _base_fault(self, lineage: Sequence[PackFolder], key: str, **params: Param) -> Finding:
        last = lineage[-1]
        text = last.text(HEADER)
        found = _NAMES_BASE.search(text)
        line = text.count("\n", 0, found.start() + 1) + 1 if found else None
        file = HEADER if last == self else f"{last.name}/{HEADER}"
        return Finding(Severity.ERROR, Location(file, row=line, path="base"), key, params)

    def pack(self) -> Pack:
        """Read the pack: from the cache where it is kept there, else from its files.

        Raises:
            PackError: With every fault in it.
        """
        from xltools.core.pack_parsing.pack_data import pack_as_data, pack_of_data

        files = self.declarations()
        if files.all_faults:
            return _parsed(files)
        return pack_of_data(derived(f"pack-{self.name}", files.all_texts, lambda: pack_as_data(_parsed(files))))

    def has(self, file: str) -> bool:
        """Say whether the pack has a file."""
        return (self.path / file).is_file()

    def text(self, file: str) -> str:
        """Read a text file of the pack, such as its narrative.

        Args:
            file: Its path inside the folder, named by the tool and never by a pack.

        Raises:
            PackError: Where it cannot be read, or is not UTF-8.
        """
        data = self._read(file, _TEXT_LIMIT)
        try:
            return data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            key = "pack.csv_not_utf8" if file.endswith(".csv") else "pack.not_utf8"
            raise self._error(file, key, line) from None

    def data(self, file: str) -> bytes:
        """Read a file of the pack as it is, such as its Word styles.  Raises: PackError."""
        return self._read(file, _DATA_LIMIT)

    def cases(self) -> tuple[str, ...]:
        """Give the paths of the pack's own tests inside the folder, in the order of their names."""
        folder = self.path / "tests"
        files = sorted(path.name for path in folder.iterdir() if path.suffix == ".toml") if folder.is_dir() else []
        if len(files) > _MOST_CASES:
            raise self._error("tests", "pack.too_many", maximum=_MOST_CASES)
        return tuple(f"tests/{name}" for name in files)

    def _read(self, file: str, limit: int) -> bytes:
        path = self.path / file
        try:
            if not path.resolve(strict=True).is_relative_to(self.path):
                raise self._error(file, "pack.outside")
            if not stat.S_ISREG(path.stat().st_mode):
                raise self._error(file, "pack.no_file", value=file)
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
        except FileNotFoundError:
            raise self._error(file, "pack.no_file", value=file) from None
        except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, before Python 3.13
            reason = getattr(error, "strerror", None) or str(error)
            raise self._error(file, "pack.unreadable", detail=reason) from None
        if len(data) > limit:
            raise self._error(file, "pack.file_size", maximum=limit >> 20)
        return data

    def _error(self, file: str, key: str, line: int | None = None, **params: Param) -> PackError:
        return PackError(self.name, [Finding(Severity.ERROR, Location(file, row=line), key, params)])


def _parsed(files: PackFiles) -> Pack:
    from xltools.core.pack_parser import parse_pack  # much code, and none of it needed for a pack that is kept

    return parse_pack(files)


def find_pack(name_or_path: str) -> PackFolder:
    """Find a pack by its name, or by the path of its folder or of its ``pack.toml``.

    Raises:
        FileError: Where there is none, with the nearest name; and where a folder of that name is right here
            and another pack of that name is found elsewhere: neither can be taken without a word.
    """
    if _NAME.fullmatch(name_or_path):
        found = next((folder for folder in _folders() if folder.name == name_or_path), None)
        here = Path(name_or_path)
        if found is not None and (here / HEADER).is_file() and here.resolve() != found.path:
            raise FileError("pack.two_of_a_name", value=name_or_path, found=str(found.path))
        if found is not None:
            return found
    path = Path(name_or_path)
    folder = path.parent if path.name == HEADER else path
    try:
        if (folder / HEADER).is_file():
            return PackFolder(folder.resolve())
    except (OSError, ValueError):  # a name that no file system takes
        pass
    raise _not_found(name_or_path)


def pack_of(identity: str) -> PackFolder:
    """Find the pack that a workbook names; unlike a person, a workbook may name no path.

    Raises:
        FileError: Where there is none of that name.
    """
    for folder in _folders():
        if folder.name == identity and _NAME.fullmatch(identity):
            return folder
    raise _not_found(identity)


def load_pack(name_or_path: str) -> Pack:
    """Find and read a pack.

    Raises:
        FileError: Where there is none.
        PackError: With every fault in it.
    """
    return find_pack(name_or_path).pack()


def installed_packs() -> tuple[PackFolder, ...]:
    """Give the packs that can be found by name, in the order of their names."""
    found: dict[str, PackFolder] = {}
    for folder in _folders():
        found.setdefault(folder.name, folder)
    return tuple(found[name] for name in sorted(found))


def _folders() -> Iterator[PackFolder]:
    """Give every pack of every root, those of the user's own roots first."""
    for root in _roots():
        try:
            folders = sorted(path for path in root.iterdir() if (path / HEADER).is_file())
        except OSError:
            continue
        yield from (PackFolder(path.resolve()) for path in folders if _NAME.fullmatch(path.name))


def _roots() -> Iterator[Path]:
    """Give the folders that hold packs: the user's own, those of a checkout, those installed."""
    named = os.environ.get(ENVIRONMENT, "")
    yield from (Path(part) for part in named.split(os.pathsep) if part)
    package = Path(__file__).resolve().parents[1]
    yield package.parent / _FOLDER
    yield package / _FOLDER


def _not_found(name: str) -> FileError:
    known = tuple(folder.name for folder in installed_packs())
    near = nearest(name, known)
    if near is not None:
        return FileError("pack.not_found_near", value=name, suggestion=near)
    return FileError("pack.not_found", value=name, known=known)
