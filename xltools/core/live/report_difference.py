"""Which figures moved since a report was last written.

The report keeps what was printed and not the rows of that day, so the rows named are those that the
figure comes from now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xltools.core.document import Document, Figure
from xltools.core.frozen import frozen
from xltools.core.live.baseline import Baseline, Written, placed_figures, written_for
from xltools.core.messages import Catalog, Value, visible
from xltools.core.outcomes import Outcome
from xltools.core.pack import Indicator, Pack
from xltools.core.row_addresses import row_addresses
from xltools.core.sheets import say

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


@frozen
class MovedSince:
    """A figure that would be printed otherwise now.

    Attributes:
        indicator: Its entry in the pack.
        outcome: Its value now.
        form: As in ``Figure``.
        old: As it was last printed; None where it was not.
        new: As it would be printed now; None where it would not.
    """

    indicator: Indicator
    outcome: Outcome
    form: str
    old: str | None
    new: str | None


def moved_since(
    baseline: Baseline, document: Document, pack: Pack, outcomes: Mapping[str, Outcome]
) -> tuple[MovedSince, ...]:
    """Compare what a report printed with what it would print now.

    Args:
        baseline: As the report was last written.
        document: The report as the workbook would give it now.
        pack: Its kind.
        outcomes: The indicators now.

    Returns:
        Each figure that moved, once for each place; those that are printed no longer come last.
    """
    placed = tuple(placed_figures(document))
    earlier = written_for(placed, baseline)
    now = [(earlier.get(one.number), one.figure) for one in placed]
    kept = {written.number for written in earlier.values()}
    gone = [written for written in baseline.figures if written.number not in kept]
    pairs: list[tuple[Written | None, Figure | None]] = [*now, *((written, None) for written in gone)]
    return tuple(found for old, new in pairs if (found := _moved(old, new, pack, outcomes)) is not None)


def as_text(moved: Sequence[MovedSince], report: str, book: str, catalog: Catalog) -> str:
    """Say each figure that moved and the rows it comes from now, then how many there are."""
    return "".join(f"{line}\n" for line in _lines(moved, report, book, catalog))


def as_json(moved: Sequence[MovedSince], report: str, book: str, catalog: Catalog) -> str:
    """Give the same as JSON."""
    import json

    figures: Json = [
        {
            "id": one.indicator.id,
            "label": say(one.indicator.label, catalog.language),
            "form": one.form,
            "old": one.old,
            "new": one.new,
            "rows": [{"sheet": behind.title, "rows": list(behind.rows)} for behind in one.outcome.rows],
        }
        for one in moved
    ]
    text = json.dumps({"old": report, "new": book, "figures": figures}, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _moved(old: Written | None, new: Figure | None, pack: Pack, outcomes: Mapping[str, Outcome]) -> MovedSince | None:
    name, form = (old.indicator, old.form) if old is not None else (new.indicator, new.form) if new else ("", "")
    before, after = None if old is None else old.text, None if new is None else new.text
    if before == after or name not in pack.indicators:
        return None
    return MovedSince(pack.indicators[name], outcomes[name], form, before, after)


def _lines(moved: Sequence[MovedSince], report: str, book: str, catalog: Catalog) -> Iterator[str]:
    for one in moved:
        none = catalog.sentence("difference.not_printed")
        label = say(one.indicator.label, catalog.language)
        params: dict[str, Value] = {
            "id": one.indicator.id,
            "label": label,
            "old": one.old or none,
            "new": one.new or none,
        }
        yield catalog.say("difference.figure", params)
        for behind in one.outcome.rows:
            cells = row_addresses(behind.rows, behind.columns)
            where: dict[str, Value] = {"sheet": visible(behind.title), "cells": cells, "count": len(behind.rows)}
            yield f"    {catalog.say('trace.cells', where)}"
    key = "difference.report" if moved else "difference.report_nothing"
    yield catalog.say(key, {"report": visible(report), "book": visible(book), "figures": len(moved)})
