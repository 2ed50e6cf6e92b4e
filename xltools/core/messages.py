"""Sentences for readers, from message keys and values.

Everything inside speaks in keys (``parse.number_as_text``) and values; a catalogue turns them into
one language at the edge.  Its sentences come from a loader, since the core reads no files.  A key
or placeholder that is missing is a fault in our code and stops the program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeGuard

from xltools.core.findings import Finding, Location, Param, Repair, Severity
from xltools.core.outcomes import Phrase
from xltools.core.quotes import within
from xltools.core.sheets import say
from xltools.core.spelling import INVISIBLE

LANGUAGES = ("zh-Hans", "zh-Hant", "en")

Value = Param | Phrase | tuple[Phrase, ...]
"""What a placeholder may stand for."""

Loader = Callable[[str, str], Mapping[str, object]]
"""Gives the nested tables of an area's file, for a language and an area."""

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_SENTENCE_END = r"[。！？](?=.)|[.!?] +(?=\S)"
_FILES = (".toml", ".csv", ".j2", ".docx", ".xlsx")
_LONGEST = 80
_NOTHING: Mapping[str, Value] = {}

_UNSEEN = (0x2028, 0x2029, *map(ord, INVISIBLE))
_VISIBLE = {code: f"[U+{code:04X}]" for code in (*range(0x20), *range(0x7F, 0xA0), *_UNSEEN)} | {
    0x09: "⇥",
    0x0A: "⏎",
    0x0D: "⏎",
}


class Catalog:
    """The sentences of one language.

    Args:
        language: One of ``LANGUAGES``.
        load: Where they come from; asked for an area when the area is first needed.
    """

    def __init__(self, language: str, load: Loader) -> None:
        self.language = language
        self._load = load
        self._areas: dict[str, Mapping[str, object]] = {}

    def say(self, key: str, params: Mapping[str, Value] = _NOTHING) -> str:
        """Give the sentence of a key with its values.

        Raises:
            KeyError: The language has no such sentence, or the sentence names a value that is not given.
        """
        return self._fill(self.sentence(key), params)

    def phrase(self, phrase: Phrase) -> str:
        """Give a few words, and the words within them."""
        return self.say(phrase.key, phrase.params)

    def phrases(self, phrases: tuple[Phrase, ...]) -> str:
        """Give several phrases as one."""
        return self.sentence("message.between_phrases").join(map(self.phrase, phrases))

    def render(self, finding: Finding) -> str:
        """Say what is wrong and what to do, without the place.

        Line breaks and invisible characters of the cell are made visible, and long texts cut, so that
        the sentence stays one line and nothing in a cell can disguise it.
        """
        return self._fill(self._unfilled(finding), self._values(finding))

    def wrong_and_mend(self, finding: Finding) -> tuple[str, str]:
        """Say what is wrong, and apart from it what to do, the repair and the written reason with it.

        The sentence is parted before its values are put in: a cell's own full stop parts nothing.
        """
        values = self._values(finding)
        wrong, mend = (self._fill(part, values) for part in _parted(self._unfilled(finding)))
        parts = [*([mend] if mend else []), *self._besides(finding)]
        return wrong, self.sentence("message.between_sentences").join(parts)

    def refusal(self, key: str, params: Mapping[str, Param]) -> str:
        """Say what stops a command, on one line: an ``XltoolsError`` by its key and values.

        A file's name can hold line breaks and turning characters too.
        """
        return self._fill(self.sentence(key), {name: _unfolded(value) for name, value in params.items()})

    def line(self, finding: Finding) -> str:
        """Say a finding on one line: how grave, where, what is wrong, what to do, whose rule."""
        parts = [self.render(finding), *self._besides(finding)]
        if finding.rule_id is not None:
            parts.append(self.say("message.rule", {"rule": finding.rule_id}))
        place = self.place(finding.location)
        head = self.severity(finding.severity)
        sentence = self.sentence("message.between_sentences").join(parts)
        return self.say("message.placed" if place else "message.placeless", _line(head, place, sentence))

    def repair(self, repair: Repair) -> str:
        """Give the value that would mend a cell."""
        return visible(self._word(repair.value))

    def severity(self, severity: Severity) -> str:
        """Name a severity."""
        return self.say(f"message.severity.{severity.name.lower()}")

    def place(self, location: Location) -> str:
        """Name a place: ``「培训表」C7``, a report's paragraph, or file, line and key path of a pack's entry."""
        if location.in_report:
            key = "message.paragraph" if location.column is None else "message.character"
            where = {"paragraph": location.row, "character": location.column}
            return self.say(key, {"name": visible(location.sheet), **where})
        if location.path or location.sheet.endswith(_FILES):
            line = "" if location.row is None else f":{location.row}"
            return f"{location.sheet}{line} {location.path}".strip()
        if not location.sheet:
            return ""
        params = {"sheet": visible(location.sheet), "address": location.address}
        return self.say("message.place", params).strip()

    def sentence(self, key: str) -> str:
        """Give the sentence of a key as it stands, its placeholders unfilled.

        Raises:
            KeyError: The language has none.
        """
        area, _, rest = key.partition(".")
        if area not in self._areas:
            self._areas[area] = self._load(self.language, area)
        found: object = self._areas[area]
        for part in rest.split("."):
            if not isinstance(found, Mapping):
                raise KeyError(key)
            found = found.get(part)
        if not isinstance(found, str):
            raise KeyError(key)
        return found

    def _besides(self, finding: Finding) -> Iterator[str]:
        """Say the repair, and the written reason or how one settles the finding; a pack's own wording says that."""
        if finding.repair is not None and not self._names_repair(finding, finding.repair):
            yield self.say("message.repair", {"value": self.repair(finding.repair)})
        if finding.explanation is not None:
            yield self.say("message.explained", {"reason": visible(finding.explanation).rstrip(" 。.")})
        elif finding.explain != "none" and not finding.wording:
            yield self.sentence(f"message.explain.{finding.explain}")

    def _names_repair(self, finding: Finding, repair: Repair) -> bool:
        """Say whether the sentence itself names what would mend the cell."""
        named = placeholders(self._unfilled(finding)) - {"value"}
        return any(finding.params.get(name) == repair.value for name in named)

    def _unfilled(self, finding: Finding) -> str:
        return say(finding.wording, self.language) if finding.wording else self.sentence(finding.key)

    @staticmethod
    def _values(finding: Finding) -> Mapping[str, Param]:
        return {name: _shown(value) for name, value in finding.params.items()}

    def _fill(self, sentence: str, params: Mapping[str, Value]) -> str:
        """Put the values in.  Not ``str.format``: a pack's own wording must not reach into objects."""
        return _PLACEHOLDER.sub(lambda found: within(sentence[: found.start()], self._word(params[found[1]])), sentence)

    def _word(self, value: Value) -> str:
        """Write one value as the language writes it."""
        if isinstance(value, str):
            return value
        if value is None:
            return ""
        if isinstance(value, bool):
            return self.sentence("message.yes" if value else "message.no")
        if isinstance(value, int | Decimal):
            return format(value, "f") if isinstance(value, Decimal) else str(value)
        if isinstance(value, date):
            return self._fill(
                self.sentence("message.date"),
                {"year": value.year, "month": value.month, "day": value.day, "iso": value.isoformat()[:10]},
            )
        if isinstance(value, Phrase):
            return self.phrase(value)
        return self.phrases(value) if _are_phrases(value) else self._list(value)

    def _list(self, names: tuple[object, ...]) -> str:
        return self.sentence("message.between_names").join(map(str, names))


def placeholders(sentence: str) -> frozenset[str]:
    """Give the names of the values that a sentence needs."""
    return frozenset(_PLACEHOLDER.findall(sentence))


def on_one_line(text: str) -> str:
    """Show a whole text on one line: nothing invisible, and nothing that turns the line about."""
    return text.translate(_VISIBLE).encode("utf-8", "backslashreplace").decode("utf-8")


def visible(text: str) -> str:
    """Show a cell's text on one line: nothing invisible, nothing that turns the line about, not too long."""
    shown = on_one_line(text[: _LONGEST + 1])
    return shown if len(text) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def _parted(sentence: str) -> tuple[str, str]:
    """Part a sentence after its first end, where more follows."""
    end = re.search(_SENTENCE_END, sentence)
    return (sentence[: end.end()].rstrip(), sentence[end.end() :]) if end else (sentence, "")


def _unfolded(value: Param) -> Param:
    if isinstance(value, tuple):
        return tuple(map(on_one_line, value))
    return on_one_line(value) if isinstance(value, str) else value


def _shown(value: Param) -> Param:
    if isinstance(value, tuple):
        return tuple(map(visible, value))
    return visible(value) if isinstance(value, str) else value


def _line(severity: str, place: str, sentence: str) -> dict[str, Value]:
    return {"severity": severity, "place": place, "sentence": sentence}


def _are_phrases(values: tuple[object, ...]) -> TypeGuard[tuple[Phrase, ...]]:
    return bool(values) and all(isinstance(value, Phrase) for value in values)
