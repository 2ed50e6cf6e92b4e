"""What differs between two packs, as lines for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator

from xltools.core.about_packs.pack_diff import CHANGED, Change, PackDiff
from xltools.core.frozen import as_dict
from xltools.core.messages import Catalog, Value, visible


def as_text(diff: PackDiff, catalog: Catalog) -> str:
    """Say each difference on one line, a sentence's old and new wording below it.

    Args:
        diff: From ``diff_packs``.
        catalog: The reader's language.
    """
    return "".join(f"{line}\n" for line in _lines(diff, catalog))


def as_json(diff: PackDiff) -> str:
    """Give the differences as JSON, whole."""
    import json

    packs = {
        side: {"id": identity, "version": version}
        for side, (identity, version) in (("before", diff.before), ("after", diff.after))
    }
    found = {**packs, "changes": [as_dict(change) for change in diff.changes]}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _lines(diff: PackDiff, catalog: Catalog) -> Iterator[str]:
    sides: dict[str, Value] = {
        "before": diff.before[0],
        "before_version": diff.before[1],
        "after": diff.after[0],
        "after_version": diff.after[1],
    }
    yield catalog.say("pack_difference.head", {**sides, "count": len(diff.changes)})
    for change in diff.changes:
        yield f"  {catalog.say(f'pack_difference.{_message(change)}', _values(change, catalog))}"
        if change.kind == "sentence":
            yield from (f"    - {line}" for line in _texts(change.before))
            yield from (f"    + {line}" for line in _texts(change.after))


def _message(change: Change) -> str:
    """Give the key of the sentence that says a change."""
    if change.kind in ("sentence", "styles"):
        return f"{change.kind}.{change.how}"
    if change.kind in ("setting", "layout") or change.how != CHANGED:
        return f"{'value' if change.kind in ('setting', 'layout') else 'entry'}.{change.how}"
    return f"key.{'added' if not change.before else 'removed' if not change.after else 'changed'}"


def _values(change: Change, catalog: Catalog) -> dict[str, Value]:
    name = visible(change.name) or catalog.sentence("pack_difference.everywhere")
    what = (
        catalog.say("pack_difference.labelled", {"label": visible(change.label), "name": name})
        if change.label
        else name
    )
    return {
        "kind": catalog.sentence(f"pack_difference.kind.{change.kind}"),
        "what": what,
        "key": change.key,
        "before": visible(change.before),
        "after": visible(change.after),
    }


def _texts(text: str) -> list[str]:
    return [visible(line) for line in text.split("\n") if line]
