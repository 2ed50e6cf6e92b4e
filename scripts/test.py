"""Run every test, on a machine that has nothing but Python.

Makes the environment, installs the system's packages that the tests use where it may (as root on Debian
and its kin), and runs the linters, the type checker and the tests, which hold the import contracts too.  Arguments are
pytest's, and then only pytest runs: ``python scripts/test.py tests/core -k plan``.
"""

import os
import shutil
import subprocess
import sys
from typing import List, Sequence, Tuple

from environment import ROOT, PreparationError, ready_python, run_module

PACKAGES = {
    "libreoffice-calc": ("soffice",),
    "libreoffice-writer": ("soffice",),
    "python3-uno": (),
    "poppler-utils": ("pdftoppm", "pdftotext"),
    "fonts-noto-cjk": (),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
}
"""Debian's packages that the tests use, and the programs by which they are known elsewhere."""

_TO_INSTALL = (
    "The tests also use these programs: {0}. Install them (on Debian as root: "
    "apt-get install --no-install-recommends {0}) and run this again."
)

CHECKS: Sequence[Tuple[str, List[str]]] = (
    ("ruff", ["format", "--check", "."]),
    ("ruff", ["check", "."]),
    ("mypy", []),
)


def main() -> int:
    """Run the checks; give the status of the first that fails, or of the tests."""
    if "-h" in sys.argv[1:] or "--help" in sys.argv[1:]:
        print(__doc__)
        return 0
    try:
        _install_packages()
        python = ready_python("requirements-dev.txt")
    except PreparationError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    os.chdir(str(ROOT))
    arguments = sys.argv[1:]
    if not arguments:
        for module, options in CHECKS:
            print(f"== {module} {' '.join(options)}", flush=True)
            status = run_module(python, module, options)
            if status:
                return status
        arguments = ["-n", str(max(2, os.cpu_count() or 2)), "--quiet"]
    return run_module(python, "pytest", arguments)


def _install_packages() -> None:
    """Install what is missing, or name it."""
    if shutil.which("dpkg-query"):
        missing = [name for name in PACKAGES if not _installed(name)]
    else:
        missing = [name for name, programs in PACKAGES.items() if programs and not any(map(shutil.which, programs))]
    if not missing:
        return
    named = " ".join(missing)
    if not shutil.which("apt-get") or os.name != "posix" or os.geteuid() != 0:
        raise PreparationError(_TO_INSTALL.format(named))
    print(f"== apt-get install {named}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
    ):
        if subprocess.call(command, env=environment, stdout=subprocess.DEVNULL):
            raise PreparationError(f"apt-get could not install: {named}")


def _installed(package: str) -> bool:
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Status}", package], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    return done.stdout.endswith(b"ok installed")


if __name__ == "__main__":
    sys.exit(main())
