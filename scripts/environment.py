"""The Python environment that the other scripts run in, made when it is first needed.

Whoever has nothing but Python can run ``report.py`` and ``test.py``: this module makes ``.venv`` beside
them and installs into it exactly the packages that a lock file names, each with its hash.  It uses the
standard library alone, and no syntax newer than Python 3.6, so that an old Python can say that it is old.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import List, Sequence

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
WHEELS = ROOT / "wheels"
OLDEST = (3, 11)

_TOO_OLD = "这个 Python 是 {0} 版，需要 {1} 或更新的版本。 This is Python {0}; {1} or newer is needed."
_PREPARING = (
    "正在准备运行环境，第一次要一两分钟…… Preparing the environment; the first time takes a minute or two ...\n"
)
_NO_VENV = (
    "建不成运行环境。Debian、Ubuntu 请先安装 python3-venv。 "
    "The environment could not be made. On Debian or Ubuntu install python3-venv first."
)
_NO_PACKAGES = (
    "没有装好所需的软件包。请检查网络；没有网络的，把软件包放进 wheels 文件夹（见 README）。 "
    "The packages could not be installed. Check the network, or put them into the folder wheels (see README)."
)


class PreparationError(Exception):
    """What keeps the environment from being made, in one sentence that says what to do."""


def ready_python(lock: str) -> Path:
    """Give the Python of an environment that has every package of a lock file.

    Args:
        lock: The lock file's name, such as ``requirements.txt``.

    Returns:
        The path of the interpreter.

    Raises:
        PreparationError: This Python is too old, or the environment cannot be made.
    """
    if sys.version_info < OLDEST:
        found, wanted = ".".join(map(str, sys.version_info[:2])), ".".join(map(str, OLDEST))
        raise PreparationError(_TOO_OLD.format(found, wanted))
    python = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    mark = FOLDER / ("installed-" + lock)
    wanted = _identity(ROOT / lock)
    if python.exists() and mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return python
    sys.stderr.write(_PREPARING)
    if not python.exists():
        _run([sys.executable, "-m", "venv", str(FOLDER)], _NO_VENV)
    _run([str(python), "-m", "pip", "install", *_pip_options(), "-r", str(ROOT / lock)], _NO_PACKAGES)
    mark.write_text(wanted, encoding="utf-8")
    return python


def run_module(python: Path, module: str, arguments: Sequence[str]) -> int:
    """Run a module of this checkout in the environment, in the folder that the person is in; give its exit status."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    return subprocess.call([str(python), "-m", module, *arguments], env=environment)


def _identity(lock: Path) -> str:
    content = lock.read_bytes() + sys.version.encode()
    return hashlib.sha256(content).hexdigest()


def _pip_options() -> List[str]:
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    return [*options, "--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else options


def _run(command: Sequence[str], advice: str) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout.decode("utf-8", "replace"))
        raise PreparationError(advice)
