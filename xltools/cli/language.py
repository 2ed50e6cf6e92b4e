"""In which language a person is spoken to."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise

from xltools.core.messages import LANGUAGES

OPTION = "--language"
VARIABLE = "XLTOOLS_LANGUAGE"

_TRADITIONAL = ("zh_tw", "zh_hk", "zh_mo", "zh_hant")
_WINDOWS_CHINESE, _WINDOWS_SIMPLIFIED = 0x04, (0x0804, 0x1004, 0x0004)


def chosen_language(words: Sequence[str]) -> str:
    """Give the language asked for: by the option, the variable, or the system; else Simplified Chinese.

    Args:
        words: The command line, before it is parsed: even a wrong one is answered in its language.
    """
    asked = [*_options(words), os.environ.get(VARIABLE, "")]
    return next((language for language in asked if language in LANGUAGES), None) or _system_language()


def _options(words: Sequence[str]) -> list[str]:
    following = [after for word, after in pairwise(words) if word == OPTION]
    return [word.partition("=")[2] for word in words if word.startswith(f"{OPTION}=")] + following


def _system_language() -> str:
    if sys.platform == "win32":
        return _windows_language()
    name = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return language_of(name)


def language_of(locale: str) -> str:
    """Give the language for a system's locale, such as ``zh_TW.UTF-8``; one that says nothing is Chinese."""
    name = locale.partition(".")[0].replace("-", "_").lower()
    if name.startswith("zh"):
        return "zh-Hant" if name.startswith(_TRADITIONAL) else "zh-Hans"
    return "zh-Hans" if name in {"", "c", "posix"} else "en"


def _windows_language() -> str:
    import ctypes

    user: int = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # type: ignore[attr-defined, unused-ignore]
    if user & 0x3FF != _WINDOWS_CHINESE:
        return "en"
    return "zh-Hans" if user in _WINDOWS_SIMPLIFIED else "zh-Hant"
