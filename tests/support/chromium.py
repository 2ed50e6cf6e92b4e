"""Headless Chromium as a witness: the page as a person sees it, on the screen and printed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 90


def page_after_loading(page: Path, folder: Path) -> str:
    """Give the document that the browser made of a page."""
    return _run(folder, "--dump-dom", page.as_uri()).decode()


def print_to_pdf(page: Path, folder: Path) -> Path:
    """Print a page as a person would, without the browser's own head and foot."""
    target = folder / f"{page.stem}.printed.pdf"
    _run(folder, "--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri())
    return target


def _run(folder: Path, *arguments: str) -> bytes:
    program = next(filter(None, map(shutil.which, _NAMES)))
    profile = f"--user-data-dir={folder / 'chromium-profile'}"
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000", profile]
    return subprocess.run([*command, *arguments], capture_output=True, timeout=_SECONDS, check=True).stdout
