"""LibreOffice as a witness: it opens what the program writes, computes it anew and rings wrong entries."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PROBE = Path(__file__).with_name("libreoffice_probe.py")
_PYTHON = "/usr/bin/python3"  # the interpreter that has LibreOffice's bindings
_SECONDS = 240


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """What LibreOffice says of a sheet.

    Attributes:
        loaded: The value of each formula cell as the file has it, by address.
        computed: The same after everything was computed anew; an error is ``Err:502`` and the like.
        invalid: The addresses of cells that break their validation.
    """

    loaded: Mapping[str, str | float]
    computed: Mapping[str, str | float]
    invalid: tuple[str, ...]


def ask(files: Sequence[Path]) -> list[Mapping[str, SheetAnswer]]:
    """Open workbooks in one LibreOffice, and give its answers by sheet."""
    asked = json.dumps([str(file.absolute()) for file in files])
    done = subprocess.run(
        [_PYTHON, str(_PROBE)], input=asked, capture_output=True, text=True, timeout=_SECONDS, check=True
    )
    answers: list[Mapping[str, SheetAnswer]] = []
    for file, answer in zip(files, json.loads(done.stdout), strict=True):
        assert answer["loaded"], f"LibreOffice does not open {file.name}"
        answers.append(
            {
                title: SheetAnswer(sheet["loaded"], sheet["computed"], tuple(sheet["invalid"]))
                for title, sheet in answer["sheets"].items()
            }
        )
    return answers


def convert(files: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """Convert files with one LibreOffice, each into the folder, and give their paths."""
    profile = folder / "libreoffice-profile"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.absolute().as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            to,
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        capture_output=True,
        timeout=_SECONDS,
        check=True,
    )
    shutil.rmtree(profile, ignore_errors=True)
    return [folder / f"{file.stem}.{to.partition(':')[0]}" for file in files]
